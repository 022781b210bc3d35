package dev.memcore.cli.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** backup, export and import in the shell. */
final class CopyCommandsTest {
    @TempDir
    private Path directory;

    @Test
    void aBackupIsAStore() {
        Path copy = directory.resolve("copy");
        try (Rig rig = new Rig(directory.resolve("store"))) {
            Rig.Result result = rig.run("remember one", "backup " + copy, "remember two", "backup \"" + copy + "\"");
            assertEquals(0, result.code(), result.errors());
            assertTrue(result.lines().get(1).startsWith("up to commit 1: "), result.out());
            assertTrue(result.lines().getLast().startsWith("up to commit 2: "), result.out());
        }
        try (Rig restored = new Rig(copy)) {
            assertEquals(2, restored.run("list").lines().size());
        }
    }

    @Test
    void anExportIsTakenIntoAnEmptyStoreOnly() throws IOException {
        Path file = directory.resolve("all.jsonl");
        try (Rig rig = new Rig()) {
            Rig.Result result = rig.run("remember one", "revise #1 two", "export " + file, "import " + file);
            assertEquals(1, result.code());
            assertEquals("2 commits written to " + file, result.lines().getLast());
            assertTrue(result.errors().startsWith("import: [CONFLICT"), result.errors());
        }
        assertTrue(Files.readString(file).contains("two"));
        try (Rig rig = new Rig()) {
            Rig.Result result =
                    rig.run("import " + file, "list", "history 0001", "import " + directory.resolve("absent"));
            assertEquals("2 commits taken in", result.lines().getFirst());
            assertEquals("#1 00000001  two  (note)", result.lines().get(1));
            assertTrue(result.out().contains("   one\n"), result.out());
            assertTrue(result.errors().startsWith("import: cannot read"), result.errors());
        }
    }
}
