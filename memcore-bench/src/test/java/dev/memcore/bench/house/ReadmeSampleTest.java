package dev.memcore.bench.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample of the README runs as it is printed, and a second run stores nothing again. */
final class ReadmeSampleTest {
    private static final int MOST_LINES = 12;

    @TempDir
    private Path directory;

    @Test
    void theSampleRunsTwiceAndStoresItsMemoriesOnce() throws IOException, InterruptedException {
        String sample = DocsTest.blocks(Files.readString(Repository.ROOT.resolve("README.md")))
                .getFirst();
        assertTrue(sample.strip().lines().count() <= MOST_LINES, sample);
        int statements = sample.indexOf("\n\n");
        String source = sample.substring(0, statements)
                + "\npublic class Sample { public static void main(String[] args) throws Exception {\n"
                + sample.substring(statements) + "}}";
        assertEquals("", SourceCompiler.compile(directory.resolve("classes"), "Sample", source));

        String output = run();
        assertTrue(output.contains("Alice is allergic to peanuts."), output);
        assertEquals(output, run());
        try (MemoryManager store = Memcore.builder()
                .directory(directory.resolve("agent-memory"))
                .readOnly()
                .build()) {
            assertEquals(2, store.stats().memories());
        }
    }

    /** Runs the sample in a process of its own, in the temporary directory; returns its output. */
    private String run() throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        Process sample = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        directory.resolve("classes") + File.pathSeparator + System.getProperty("java.class.path"),
                        "Sample")
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(directory.resolve("errors.txt").toFile())
                .start();
        assertEquals(0, sample.waitFor(), () -> "see " + directory.resolve("errors.txt"));
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
