package dev.memcore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes and one directory. */
final class SecondProcessTest {
    @TempDir
    private Path directory;

    @Test
    void theSecondProcessIsToldWhatToDoAndTheFirstGoesOn() throws IOException, InterruptedException {
        String store = directory.resolve("store").toString();
        Process first = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.memcore.cli.MemcoreCommand",
                        "shell",
                        "--dir",
                        store)
                .redirectError(directory.resolve("errors").toFile())
                .start();
        try (OutputStream in = first.getOutputStream();
                BufferedReader out = first.inputReader(StandardCharsets.UTF_8)) {
            say(in, "remember one\n");
            assertTrue(String.valueOf(out.readLine()).contains("remembered"));

            String message = errorsOf("stats", "--dir", store);
            assertTrue(message.contains(store + " is open in another process"), message);
            assertTrue(message.contains("close it there"), message);
            assertTrue(message.contains("memcore serve mcp --dir " + store), message);

            say(in, "remember two\n");
            assertTrue(String.valueOf(out.readLine()).contains("remembered"));
            say(in, "quit\n");
            assertEquals(0, first.waitFor());
        } finally {
            first.destroyForcibly();
        }
        assertEquals(0, MemcoreCommand.run("check", "--dir", store));
    }

    private static void say(OutputStream in, String line) throws IOException {
        in.write(line.getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /** Runs a command that fails with 1, and returns what it printed to standard error. */
    private static String errorsOf(String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            assertEquals(1, MemcoreCommand.run(arguments));
        } finally {
            System.setErr(before);
        }
        return errors.toString(StandardCharsets.UTF_8);
    }
}
