package dev.memcore.store.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.log.Commit;
import dev.memcore.store.ArbitraryCommits;
import dev.memcore.store.Golden;
import dev.memcore.store.Samples;
import dev.memcore.store.bytes.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {
    private static final String HEADER = "{\"format\":\"memcore-export\",\"version\":5}\n";

    @Property(tries = 500)
    void everyCommitIsReadAsItWasWritten(@ForAll("logs") List<Commit> commits) {
        assertEquals(commits, read(write(commits)));
    }

    /** Damage gives other commits, or an error that names a line; never anything else. */
    @Property(tries = 300)
    void damagedBytesAreAnExportOrRefused(@ForAll("logs") List<Commit> commits, @ForAll Random random) {
        byte[] bytes = write(commits);
        for (int i = 0; i < 10; i++) {
            byte[] damaged = Arrays.copyOf(bytes, bytes.length - random.nextInt(2) * random.nextInt(bytes.length));
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                List<Commit> found = read(damaged);
                assertEquals(found, read(write(found)));
            } catch (MemoryException e) {
                assertTrue(e.code() == ErrorCode.INVALID_ARGUMENT || e.code() == ErrorCode.FORMAT_NEWER, e::toString);
            }
        }
    }

    @Provide
    Arbitrary<List<Commit>> logs() {
        return ArbitraryCommits.commits().list().ofMaxSize(4).map(commits -> {
            List<Commit> log = new ArrayList<>();
            for (Commit commit : commits) {
                log.add(new Commit(log.size() + 1, commit.recordedAt(), commit.operations()));
            }
            return log;
        });
    }

    @Test
    void theGoldenCommitsAreReadableByPeople() {
        byte[] bytes = write(Golden.format4());
        assertEquals(Golden.format4(), read(bytes));
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        assertEquals(HEADER.strip(), lines.get(0));
        assertEquals("{\"sequence\":2,\"recordedAt\":\"2026-05-01T12:00:00.125Z\",\"operations\":[]}", lines.get(2));
        assertEquals(
                "{\"sequence\":3,\"recordedAt\":\"2026-05-01T12:00:00.126Z\",\"operations\":[{\"op\":\"add\","
                    + "\"id\":\"01900000-0000-7000-0000-000000000003\",\"scope\":{\"tenant\":\"acme\",\"user\":\"robin\"},\"memory\":{\"text\":\"turn"
                    + " 3\",\"kind\":\"turn\",\"tier\":\"short\",\"session\":\"s1\","
                    + "\"role\":\"user\",\"eventTime\":{\"start\":\"2026-05-01T12:00:03.123Z\","
                    + "\"end\":\"2026-05-01T12:00:03.124Z\"}}}]}",
                lines.get(3));
        assertTrue(
                lines.get(11)
                        .contains("{\"op\":\"rekey\",\"id\":\"01900000-0000-7000-0000-00000000000b\","
                                + "\"name\":\"questions\",\"texts\":[\"Who was it?\",\"Who?\"],"),
                lines.get(11));
        assertTrue(
                lines.get(11).contains("\"searchKeys\":{\"b\":[\"x\"],\"questions\":[\"Who is it?\","), lines.get(11));
        assertTrue(
                lines.get(13).contains("\"lastUsed\":\"2026-05-01T12:00:00.123Z\",\"attention\":0.625"), lines.get(13));
        assertEquals("{\"commits\":13}", lines.get(14));
    }

    @Test
    void attributesAndTimesThatWereSetAreReadableByPeopleAndAnExportOfVersion4HasNone() {
        String written = new String(write(Golden.format7()), StandardCharsets.UTF_8);
        assertEquals(Golden.format7(), read(written.getBytes(StandardCharsets.UTF_8)));
        String id = "\"id\":\"01900000-0000-7000-0000-00000000001a\"";
        for (String operation : List.of(
                "{\"op\":\"setAttributes\"," + id + ",\"set\":{\"no\":{\"flag\":false}}}",
                "{\"op\":\"setAttributes\"," + id + ",\"removed\":[\"no\"]}",
                "{\"op\":\"setExpiry\"," + id + "}",
                "{\"op\":\"setValidity\"," + id + ",\"validTo\":\"2026-05-01T12:00:00.123Z\"}",
                "{\"op\":\"setEventTime\"," + id + "}")) {
            assertTrue(written.contains(operation), written);
        }
        String old = new String(write(Golden.format6()), StandardCharsets.UTF_8)
                .replaceFirst("\"version\":5", "\"version\":4");
        assertEquals(Golden.format6(), read(old.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void momentsOfCreationAreWrittenAndAnExportOfVersion3HasNone() {
        String written = new String(write(Golden.format6()), StandardCharsets.UTF_8);
        assertEquals(Golden.format6(), read(written.getBytes(StandardCharsets.UTF_8)));
        assertEquals(3, written.split("\"createdAt\":\"2026-04-30T12:00:00.123Z\"", -1).length - 1, written);
        String old = new String(write(Golden.format5()), StandardCharsets.UTF_8)
                .replaceFirst("\"version\":5", "\"version\":3");
        assertEquals(Golden.format5(), read(old.getBytes(StandardCharsets.UTF_8)));
        assertFalse(old.contains("createdAt"), "what has its default is left out");
    }

    @Test
    void anExportOfVersion2IsReadAndItsUsesHadTheWholeAttention() {
        String written = new String(write(Golden.format3()), StandardCharsets.UTF_8);
        String old = written.replaceFirst("\"version\":5", "\"version\":2");
        assertEquals(Golden.format3(), read(old.getBytes(StandardCharsets.UTF_8)));
        assertFalse(old.contains("attention"), "what has its default is left out");
    }

    @Test
    void anExportOfVersion1IsRead() {
        String written = new String(write(Golden.format2()), StandardCharsets.UTF_8);
        String old = written.replaceFirst("\"version\":5", "\"version\":1");
        assertEquals(Golden.format2(), read(old.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void everyPrefixIsRefusedAndNamesTheLine() {
        byte[] bytes = write(Samples.expected(1, 2));
        for (int length = 0; length < bytes.length; length++) {
            byte[] prefix = Arrays.copyOf(bytes, length);
            MemoryException thrown = assertThrows(MemoryException.class, () -> read(prefix), "length " + length);
            assertEquals(ErrorCode.INVALID_ARGUMENT, thrown.code());
            long line = 1
                    + new String(prefix, StandardCharsets.UTF_8)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            assertTrue(String.valueOf(thrown.getMessage()).contains("] line " + line + " "), thrown::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "null",
                "{\"commits\":1}",
                "{\"commits\":0,\"more\":1}",
                "{\"commits\":0}\n{\"commits\":0}",
                "{\"commits\":0}\n ",
                "{\"commits\":0} x",
                "{\"sequence\":1,\"recordedAt\":\"2026-05-01T12:00:00Z\"}{}",
                "{\"sequence\":0,\"recordedAt\":\"2026-05-01T12:00:00Z\",\"operations\":[]}",
                "{\"sequence\":1,\"sequence\":1,\"recordedAt\":\"2026-05-01T12:00:00Z\",\"operations\":[]}",
                "{\"sequence\":1.0,\"recordedAt\":\"2026-05-01T12:00:00Z\",\"operations\":[]}",
                "{\"sequence\":99999999999999999999,\"recordedAt\":\"2026-05-01T12:00:00Z\",\"operations\":[]}",
                "{\"sequence\":1,\"recordedAt\":\"2026-05-01T12:00:00.0001Z\",\"operations\":[]}",
                "{\"sequence\":1,\"recordedAt\":\"yesterday\",\"operations\":[]}",
                "{\"sequence\":1,\"recordedAt\":\"2026-05-01T12:00:00Z\",\"operations\":[1]}",
                "{\"sequence\":1,\"recordedAt\":\"2026-05-01T12:00:00Z\",\"operations\":null}",
                "{\"sequence\":1,\"recordedAt\":\"2026-05-01T12:00:00Z\",\"operations\":[{\"op\":\"forget\"}]}",
                "{\"sequence\":1,\"recordedAt\":\"2026-05-01T12:00:00Z\",\"operations\":"
                        + "[{\"op\":\"forget\",\"id\":\"1-2-3-4-5\"}]}",
                "{\"sequence\":1,\"recordedAt\":\"2026-05-01T12:00:00Z\",\"operations\":"
                        + "[{\"op\":\"forgive\",\"id\":\"01900000-0000-7000-0000-000000000003\"}]}",
                "{\"sequence\":1,\"recordedAt\":\"2026-05-01T12:00:00Z\",\"operations\":"
                        + "[{\"op\":\"forget\",\"id\":\"01900000-0000-7000-0000-000000000003\",\"x\":1}]}",
                "{\"sequence\":1,\"recordedAt\":\"2026-05-01T12:00:00Z\",\"operations\":"
                        + "[{\"op\":\"revise\",\"id\":\"01900000-0000-7000-0000-000000000003\",\"text\":\"\\ud800\"}]}",
                "{\"sequence\":1,\"recordedAt\":\"2026-05-01T12:00:00Z\",\"operations\":"
                        + "[{\"op\":\"move\",\"id\":\"01900000-0000-7000-0000-000000000003\",\"tier\":\"LONG\"}]}",
                "{\"sequence\":1,\"recordedAt\":\"2026-05-01T12:00:00Z\",\"operations\":[{\"op\":\"adjust\","
                        + "\"id\":\"01900000-0000-7000-0000-000000000003\",\"importance\":1.5}]}"
            })
    void whatIsNotOfThisFormatIsRefused(String line) {
        MemoryException thrown = assertThrows(
                MemoryException.class, () -> read((HEADER + line + "\n").getBytes(StandardCharsets.UTF_8)));
        assertEquals(ErrorCode.INVALID_ARGUMENT, thrown.code());
        assertTrue(
                String.valueOf(thrown.getMessage()).matches("(?s).*] line [23] of the export: .+"), thrown::toString);
    }

    @Test
    void otherFormatsAndVersionsAreRefused() {
        assertEquals(ErrorCode.FORMAT_NEWER, codeOf("{\"format\":\"memcore-export\",\"version\":6}\n"));
        assertEquals(ErrorCode.INVALID_ARGUMENT, codeOf("{\"format\":\"memcore-export\",\"version\":0}\n"));
        assertEquals(ErrorCode.INVALID_ARGUMENT, codeOf("{\"format\":\"other\",\"version\":1}\n"));
        assertEquals(ErrorCode.INVALID_ARGUMENT, codeOf("{\"version\":1}\n"));
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        byte[] bytes = write(Samples.expected(1, 1));
        bytes[HEADER.length() + 200] = (byte) 0xC3;
        assertEquals(
                ErrorCode.INVALID_ARGUMENT,
                assertThrows(MemoryException.class, () -> read(bytes)).code());
    }

    @Test
    void aLineThatIsTooLongIsRefused() throws Exception {
        LineReader lines =
                new LineReader(new ByteArrayInputStream("12345\n123456\n".getBytes(StandardCharsets.UTF_8)), 5);
        assertArrayEquals("12345".getBytes(StandardCharsets.UTF_8), lines.next());
        assertThrows(MalformedException.class, lines::next);
        assertEquals(2, lines.number());
    }

    @Test
    void failuresOfTheStreamsAreReported() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("no space left");
            }
        };
        MemoryException writing = assertThrows(
                MemoryException.class,
                () -> JsonLines.write(Samples.expected(1, 1).iterator(), full));
        assertEquals(ErrorCode.IO_FAILED, writing.code());
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("unreadable");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("unreadable");
            }
        };
        MemoryException reading = assertThrows(MemoryException.class, () -> JsonLines.read(broken, commit -> {}));
        assertEquals(ErrorCode.IO_FAILED, reading.code());
    }

    private static ErrorCode codeOf(String text) {
        return assertThrows(MemoryException.class, () -> read(text.getBytes(StandardCharsets.UTF_8)))
                .code();
    }

    private static byte[] write(List<Commit> commits) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(commits.size(), JsonLines.write(commits.iterator(), out));
        return out.toByteArray();
    }

    private static List<Commit> read(byte[] bytes) {
        List<Commit> commits = new ArrayList<>();
        long count = JsonLines.read(new ByteArrayInputStream(bytes), commits::add);
        assertEquals(commits.size(), count);
        return commits;
    }
}
