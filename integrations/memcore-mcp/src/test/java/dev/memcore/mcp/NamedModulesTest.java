package dev.memcore.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import consumer.ModulePathServer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server runs on the module path: its descriptor and those of the modules below it name what it needs. */
final class NamedModulesTest {
    private static final Pattern NEEDED = Pattern.compile(
            ".*/(memcore|jackson|mcp-|reactor|reactive-streams|slf4j|jspecify|lucene|caffeine|error_prone)[^/]*"
                    + "(\\.jar|/target/classes)");

    @TempDir
    Path directory;

    @Test
    void theServerRunsOnTheModulePath() throws IOException, InterruptedException {
        // Surefire hides the class path of the tests in a jar, and names it in a property.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String modules = Stream.of(classPath.split(File.pathSeparator))
                .filter(entry -> NEEDED.matcher(entry.replace('\\', '/')).matches())
                .collect(Collectors.joining(File.pathSeparator));
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-p",
                        modules,
                        "--add-modules",
                        "dev.memcore.mcp,dev.memcore",
                        "-cp",
                        Path.of("target", "test-classes").toString(),
                        ModulePathServer.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        server.getOutputStream()
                .write(("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"remember\","
                                + "\"arguments\":{\"text\":\"tea\"}}}\n")
                        .getBytes(StandardCharsets.UTF_8));
        server.getOutputStream().close();
        String answer = new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(answer.contains("Stored memory "), answer);
        assertEquals(0, server.waitFor());
    }
}
