package dev.memcore.inspector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Runs the scripts of src/test/browser in Chromium. The Maven profile "browser" installs what they need in target/browser, and
 * selects this test.
 */
final class InspectorBrowserTest {
    private static final Path SCRIPTS = Path.of("target", "browser");
    private static final int MINUTES = 5;

    @Test
    void thePagesWorkInABrowser() throws IOException, InterruptedException {
        assertTrue(Files.exists(SCRIPTS.resolve("node_modules")), "run with the profile browser: mvn -Pbrowser verify");
        InspectorConfig writing = InspectorConfig.builder().writes(true).build();
        try (MemoryManager sample = SampleStores.sample();
                MemoryManager changed = SampleStores.sample();
                MemoryManager hostile = SampleStores.hostile();
                Inspector reading = Inspector.start(sample);
                Inspector changing = Inspector.start(changed, writing);
                Inspector attacked = Inspector.start(hostile, writing)) {
            Path output = SCRIPTS.resolve("output.txt");
            ProcessBuilder tests = new ProcessBuilder("node", "--test", "inspector.test.mjs")
                    .directory(SCRIPTS.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            tests.environment().put("INSPECTOR_READING", reading.url().toString());
            tests.environment().put("INSPECTOR_CHANGING", changing.url().toString());
            tests.environment().put("INSPECTOR_HOSTILE", attacked.url().toString());
            Process process = tests.start();
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            process.destroyForcibly();
            String report = Files.readString(output, UTF_8);
            assertTrue(ended, () -> "the browser tests did not end within " + MINUTES + " minutes:\n" + report);
            assertEquals(0, process.waitFor(), report);
        }
    }
}
