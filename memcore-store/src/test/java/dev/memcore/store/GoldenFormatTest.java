package dev.memcore.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that was once written stays readable for ever: one committed store for each format. */
class GoldenFormatTest {
    private static final List<String> FORMAT_1 =
            List.of("MANIFEST", "log/0000000001.seg", "log/0000000002.seg", "log/0000000003.seg");
    private static final List<String> FORMAT_2 = List.of(
            "MANIFEST",
            "log/0000000001-1.seg",
            "log/0000000002.seg",
            "log/0000000003.seg",
            "log/0000000004.seg",
            "log/0000000005.seg");
    private static final List<String> FORMAT_3 = List.of(
            "MANIFEST",
            "log/0000000001-1.seg",
            "log/0000000002.seg",
            "log/0000000003.seg",
            "log/0000000004.seg",
            "log/0000000005.seg",
            "log/0000000006.seg",
            "log/0000000007.seg");

    /** The same files, of which the last has one commit more. */
    private static final List<String> FORMAT_4 = FORMAT_3;

    /** Segment 7 has taken in segment 8. */
    private static final List<String> FORMAT_5 = List.of(
            "MANIFEST",
            "log/0000000001-1.seg",
            "log/0000000002.seg",
            "log/0000000003.seg",
            "log/0000000004.seg",
            "log/0000000005.seg",
            "log/0000000006.seg",
            "log/0000000007-1.seg",
            "log/0000000009-1.seg",
            "log/0000000010.seg");

    /** The same files, of which the last has one commit more. */
    private static final List<String> FORMAT_6 = FORMAT_5;

    /** Segment 10 is sealed; the commit that was appended after the rewriting is in the next one. */
    private static final List<String> FORMAT_7 = List.of(
            "MANIFEST",
            "log/0000000001-1.seg",
            "log/0000000002.seg",
            "log/0000000003.seg",
            "log/0000000004.seg",
            "log/0000000005.seg",
            "log/0000000006.seg",
            "log/0000000007-1.seg",
            "log/0000000009-1.seg",
            "log/0000000010.seg",
            "log/0000000011.seg");

    @TempDir
    Path directory;

    @Test
    void format1IsReadAndCanGrow() throws IOException {
        place("format-1", FORMAT_1);
        try (SegmentedLog log = SegmentedLog.open(directory, Samples.options())) {
            assertEquals(Golden.format1(), Samples.read(log, 1));
            assertTrue(log.check().ok());
            Samples.append(log, 9, 9);
            assertEquals(9, log.lastSequence());
        }
    }

    @Test
    void format1IsRewrittenAsFormat7() throws IOException {
        place("format-1", FORMAT_1);
        for (int i = 0; i < 2; i++) {
            try (SegmentedLog log = SegmentedLog.open(directory, Samples.options())) {
                log.rewrite(commit -> commit.sequence() == 2 ? List.of() : commit.operations());
                assertEquals(List.of(), Samples.read(log, 1).get(1).operations());
                assertEquals(Golden.format1().subList(2, 8), Samples.read(log, 3));
                assertEquals(List.of(), log.check().findings());
            }
        }
    }

    @Test
    void format1ThatWasOpenedIsFormat7ForOlderVersions() throws IOException {
        place("format-1", FORMAT_1);
        SegmentedLog.open(directory, Samples.options()).close();
        assertTrue(Files.readString(directory.resolve("MANIFEST")).contains("\nformat 7\n"));
    }

    @Test
    void format2IsReadAndCanGrow() throws IOException {
        place("format-2", FORMAT_2);
        try (SegmentedLog log = SegmentedLog.open(directory, Samples.options())) {
            assertEquals(Golden.format2(), Samples.read(log, 1));
            assertTrue(log.check().ok());
            Samples.append(log, 11, 11);
            assertEquals(11, log.lastSequence());
        }
    }

    @Test
    void format2ThatWasOpenedIsFormat7ForOlderVersions() throws IOException {
        place("format-2", FORMAT_2);
        SegmentedLog.open(directory, Samples.options()).close();
        assertTrue(Files.readString(directory.resolve("MANIFEST")).contains("\nformat 7\n"));
    }

    @Test
    void format3IsReadAndCanGrow() throws IOException {
        place("format-3", FORMAT_3);
        try (SegmentedLog log = SegmentedLog.open(directory, Samples.options())) {
            assertEquals(Golden.format3(), Samples.read(log, 1));
            assertTrue(log.check().ok());
            Samples.append(log, 13, 13);
            assertEquals(13, log.lastSequence());
        }
    }

    @Test
    void format3ThatWasOpenedIsFormat7ForOlderVersions() throws IOException {
        place("format-3", FORMAT_3);
        SegmentedLog.open(directory, Samples.options()).close();
        assertTrue(Files.readString(directory.resolve("MANIFEST")).contains("\nformat 7\n"));
    }

    @Test
    void format4IsReadAndCanGrow() throws IOException {
        place("format-4", FORMAT_4);
        try (SegmentedLog log = SegmentedLog.open(directory, Samples.options())) {
            assertEquals(Golden.format4(), Samples.read(log, 1));
            assertTrue(log.check().ok());
            Samples.append(log, 14, 14);
            assertEquals(14, log.lastSequence());
        }
    }

    @Test
    void format4ThatWasOpenedIsFormat7ForOlderVersions() throws IOException {
        place("format-4", FORMAT_4);
        SegmentedLog.open(directory, Samples.options()).close();
        assertTrue(Files.readString(directory.resolve("MANIFEST")).contains("\nformat 7\n"));
    }

    @Test
    void format5IsReadAndCanGrow() throws IOException {
        place("format-5", FORMAT_5);
        try (SegmentedLog log = SegmentedLog.open(directory, Samples.options())) {
            assertEquals(Golden.format5(), Samples.read(log, 1));
            assertTrue(log.check().ok());
            Samples.append(log, 26, 26);
            assertEquals(26, log.lastSequence());
        }
    }

    @Test
    void format5ThatWasOpenedIsFormat7ForOlderVersions() throws IOException {
        place("format-5", FORMAT_5);
        SegmentedLog.open(directory, Samples.options()).close();
        assertTrue(Files.readString(directory.resolve("MANIFEST")).contains("\nformat 7\n"));
    }

    @Test
    void format6IsReadAndCanGrow() throws IOException {
        place("format-6", FORMAT_6);
        try (SegmentedLog log = SegmentedLog.open(directory, Samples.options())) {
            assertEquals(Golden.format6(), Samples.read(log, 1));
            assertTrue(log.check().ok());
            Samples.append(log, 27, 27);
            assertEquals(27, log.lastSequence());
        }
    }

    @Test
    void format6ThatWasOpenedIsFormat7ForOlderVersions() throws IOException {
        place("format-6", FORMAT_6);
        SegmentedLog.open(directory, Samples.options()).close();
        assertTrue(Files.readString(directory.resolve("MANIFEST")).contains("\nformat 7\n"));
    }

    @Test
    void format7IsReadAndCanGrow() throws IOException {
        place("format-7", FORMAT_7);
        try (SegmentedLog log = SegmentedLog.open(directory, Samples.options())) {
            assertEquals(Golden.format7(), Samples.read(log, 1));
            assertTrue(log.check().ok());
            Samples.append(log, 28, 28);
            assertEquals(28, log.lastSequence());
        }
    }

    /** If this fails while the other tests pass, the format changed without a new number. */
    @Test
    void theSameCommitsStillGiveTheSameBytes() throws IOException {
        try (SegmentedLog log = SegmentedLog.open(directory, Samples.options().withSegmentBytes(500))) {
            Golden.append(log);
            log.purge();
        }
        for (String file : FORMAT_7) {
            assertArrayEquals(golden("format-7", file), Files.readAllBytes(directory.resolve(file)), file);
        }
    }

    private void place(String format, List<String> files) throws IOException {
        Files.createDirectories(directory.resolve("log"));
        for (String file : files) {
            Files.write(directory.resolve(file), golden(format, file));
        }
    }

    private static byte[] golden(String format, String file) throws IOException {
        try (InputStream in = GoldenFormatTest.class.getResourceAsStream("/golden/" + format + "/" + file)) {
            if (in == null) {
                throw new IOException("missing from the test resources: " + file);
            }
            return in.readAllBytes();
        }
    }
}
