package dev.memcore.cli.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Page;
import dev.memcore.api.Scope;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.cli.MemcoreCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreCommandsTest {
    private static final Scope BOB = Scope.of("acme", "bob");

    @TempDir
    private Path directory;

    private String store;
    private Path json;

    @BeforeEach
    void makeStore() {
        store = directory.resolve("store").toString();
        json = directory.resolve("result.json");
        try (MemoryManager manager = Memcore.open(Path.of(store))) {
            manager.space(BOB).remember("one");
            manager.space(BOB).remember("two");
            manager.space(BOB).remember("three");
        }
    }

    @Test
    void checksAWholeStore() throws IOException {
        assertEquals(0, run("check", "--dir", store));
        assertTrue(result().path("ok").asBoolean());
        assertEquals(3, result().path("commits").asInt());
        assertEquals("CURRENT", result().path("recovery").asText());
        assertEquals(0, result().path("findings").size());
    }

    @Test
    void findsDamageAndSalvagesTheRest() throws IOException {
        damage();
        assertEquals(1, run("check", "--dir", store));
        assertFalse(result().path("ok").asBoolean(true));
        JsonNode finding = result().path("findings").path(0);
        assertEquals("LOG_DAMAGED", finding.path("code").asText(), finding.toString());
        assertFalse(finding.path("file").asText().isEmpty());
        assertTrue(finding.path("offset").asLong() > 0);

        String saved = directory.resolve("saved").toString();
        assertEquals(1, run("salvage", "--dir", store, "--to", saved));
        assertFalse(result().path("ok").asBoolean(true));
        assertTrue(result().path("findings").size() > 0);
        assertEquals(2, texts(saved).memories().size());
        assertEquals(0, run("check", "--dir", saved));
    }

    @Test
    void backsUpAndRestores() throws IOException {
        String copy = directory.resolve("copy").toString();
        assertEquals(0, run("backup", "--dir", store, "--to", copy));
        assertEquals(3, result().path("lastSequence").asLong());
        assertTrue(result().path("copiedFiles").asInt() > 0);
        String restored = directory.resolve("restored").toString();
        assertEquals(0, run("restore", "--from", copy, "--to", restored));
        assertTrue(result().path("ok").asBoolean());
        assertEquals(texts(store), texts(restored));
    }

    @Test
    void exportsAndImports() throws IOException {
        String file = directory.resolve("all.jsonl").toString();
        assertEquals(0, run("export", "--dir", store, "--out", file));
        assertEquals(3, result().path("commits").asLong());
        String imported = directory.resolve("imported").toString();
        assertEquals(0, run("import", "--dir", imported, "--in", file));
        assertEquals(3, result().path("commits").asLong());
        assertEquals(texts(store), texts(imported));
    }

    @Test
    void exportsToStandardOutputAndNothingElse() throws IOException {
        String file = directory.resolve("all.jsonl").toString();
        run("export", "--dir", store, "--out", file);
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertEquals(0, run("export", "--dir", store, "--out", "-"));
        } finally {
            System.setOut(before);
        }
        assertEquals(Files.readString(Path.of(file)), out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void whatCannotBeUsedIsBadInput() throws IOException {
        String absent = directory.resolve("absent").toString();
        String other = directory.resolve("other").toString();
        assertEquals(2, run("check", "--dir", absent));
        assertEquals(2, run("backup", "--dir", absent, "--to", other));
        assertEquals(2, run("export", "--dir", absent, "--out", other));
        assertEquals(2, run("salvage", "--dir", absent, "--to", other));
        assertEquals(2, run("restore", "--from", absent, "--to", other));
        assertEquals(2, run("import", "--dir", other, "--in", absent));
        assertEquals(2, run("salvage", "--dir", store, "--to", store));
        assertEquals(2, run("restore", "--from", store, "--to", store));
        assertEquals(2, run("check"));
        assertFalse(Files.exists(Path.of(absent)) || Files.exists(Path.of(other)));
        Files.createDirectory(Path.of(absent));
        assertEquals(2, run("check", "--dir", absent));
    }

    @Test
    void aStoreInUseAndAnExportThatIsNoneAreFailures() throws IOException {
        try (MemoryManager open = Memcore.open(Path.of(store))) {
            open.space(BOB);
            assertEquals(1, run("check", "--dir", store));
        }
        Path file = Files.writeString(directory.resolve("none.jsonl"), "{}\n");
        assertEquals(1, run("import", "--dir", directory.resolve("new").toString(), "--in", file.toString()));
        Path foreign = Files.createDirectory(directory.resolve("foreign"));
        Files.writeString(foreign.resolve("precious"), "data");
        assertEquals(1, run("backup", "--dir", store, "--to", foreign.toString()));
        assertEquals("data", Files.readString(foreign.resolve("precious")));
    }

    /** Changes a byte of the text in the second commit. */
    private void damage() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(store))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("two");
                if (at >= 0 && !file.toString().contains("index")) {
                    bytes[at]++;
                    Files.write(file, bytes);
                }
            }
        }
    }

    private static Page texts(String place) {
        try (MemoryManager manager = Memcore.open(Path.of(place))) {
            return manager.space(BOB).list(MemoryFilter.any(), null, 100);
        }
    }

    private int run(String... arguments) {
        String[] all = Stream.concat(Stream.of(arguments), Stream.of("--json", json.toString()))
                .toArray(String[]::new);
        return MemcoreCommand.run(all);
    }

    private JsonNode result() throws IOException {
        return new ObjectMapper().readTree(json.toFile());
    }
}
