package dev.memcore.cli.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.cli.MemcoreCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command, in a process of its own. */
final class ShellCommandTest {
    @TempDir
    private Path directory;

    @Test
    void inAPipeItIsPlainInUtf8AndQuietWhateverTheEnvironment() throws IOException, InterruptedException {
        Path in = Files.writeString(directory.resolve("in"), "remember Zo\u00eb\nlist\nfrobnicate\n");
        Path out = directory.resolve("out");
        Path errors = directory.resolve("errors");
        ProcessBuilder shell = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.memcore.cli.MemcoreCommand",
                        "shell",
                        "--dir",
                        directory.resolve("store").toString(),
                        "--user",
                        "bob")
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile());
        shell.environment().put("LC_ALL", "C");
        shell.environment().put("TERM", "xterm-256color");
        shell.environment().put("CLICOLOR_FORCE", "1");
        assertEquals(1, shell.start().waitFor());
        List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
        assertEquals(2, lines.size(), lines.toString());
        assertTrue(lines.getFirst().matches("#1 [0-9a-f]{8}  remembered: version 1, commit 1"), lines.toString());
        assertTrue(lines.getLast().matches("#1 [0-9a-f]{8}  Zo\u00eb  \\(note\\)"), lines.toString());
        assertEquals("there is no command frobnicate; help lists them\n", Files.readString(errors));
    }

    @Test
    void withoutADirectoryItIsBadInput() {
        assertEquals(2, MemcoreCommand.run("shell"));
    }
}
