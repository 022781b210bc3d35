package dev.memcore.cli.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the library logs at INFO when a store is opened. In a process of its own, because the log level is set once. */
final class NewStoreLogTest {
    @TempDir
    private Path directory;

    @Test
    void aNewStoreIsReportedInOneLine() throws IOException, InterruptedException {
        List<String> first = logOfShell("remember one\n");
        assertEquals(1, first.size(), first.toString());
        assertTrue(first.getFirst().contains("Opened a new store"), first.toString());
        assertEquals(List.of(), logOfShell("list\n"));
    }

    /** Opens the store with the shell and runs commands; returns the log lines of memcore. */
    private List<String> logOfShell(String commands) throws IOException, InterruptedException {
        Path errors = directory.resolve("errors.txt");
        Process shell = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.memcore.cli.MemcoreCommand",
                        "shell",
                        "--dir",
                        directory.resolve("store").toString())
                .redirectError(errors.toFile())
                .start();
        try (OutputStream in = shell.getOutputStream()) {
            in.write(commands.getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(0, shell.waitFor());
        return Files.readAllLines(errors).stream()
                .filter(line -> line.matches("(INFO|WARN|ERROR) .*"))
                .toList();
    }
}
