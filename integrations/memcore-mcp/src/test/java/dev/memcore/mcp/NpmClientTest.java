package dev.memcore.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A foreign client, the TypeScript SDK, and the reference server beside this one. Needs Node.js; the profile "browser" runs it. */
@Tag("npm")
final class NpmClientTest {
    private static final Path SOURCES = Path.of("src/test/npm");
    private static final Path INSTALLED = Path.of("target/npm");
    private static final String ALICE = "alice-0123456789abcdef";
    private static final String BOB = "bob-0123456789abcdef";

    @TempDir
    Path directory;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        for (String file : List.of("package.json", "package-lock.json", "connect.mjs", "client.mjs", "compare.mjs")) {
            Files.copy(SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
    }

    @Test
    void theTypeScriptClientWorksOverStdio() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", "client.mjs", "stdio"));
        command.addAll(ServerProcess.command("stdio", directory, "standard"));
        assertTrue(run(command).endsWith("ok\n"));
    }

    @Test
    void theTypeScriptClientWorksOverHttp() throws IOException, InterruptedException {
        McpServerConfig config = McpServerConfig.builder()
                .token(ALICE, Scope.of("acme", "alice"))
                .token(BOB, Scope.of("acme", "bob"))
                .build();
        try (MemoryManager manager = Memcore.open(directory);
                HttpMcpServer server = HttpMcpServer.start(manager, config)) {
            assertTrue(run(List.of("node", "client.mjs", "http", server.uri().toString(), ALICE, BOB))
                    .endsWith("ok\n"));
        }
    }

    @Test
    void theReferenceServerGivesTheSameAnswersAndItsFileIsImported() throws IOException, InterruptedException {
        Path file = directory.resolve("memory.jsonl").toAbsolutePath();
        Path store = directory.resolve("store");
        List<String> command = new ArrayList<>(List.of("node", "compare.mjs", "300", file.toString()));
        command.addAll(ServerProcess.command("stdio", store, "graph"));
        assertTrue(run(command).endsWith("ok\n"));
        McpServerConfig config = McpServerConfig.builder()
                .scope(ServerProcess.ALICE)
                .knowledgeGraph(true)
                .build();
        try (MemoryManager manager = Memcore.open(store);
                MemoryManager other = Memcore.inMemory();
                InputStream in = Files.newInputStream(file)) {
            KnowledgeGraphImport result = KnowledgeGraphImport.from(in, other.space(ServerProcess.ALICE));
            assertEquals(List.of(), result.skipped());
            assertEquals(graph(manager, config), graph(other, config));
        }
    }

    private static Map<String, Object> graph(MemoryManager manager, McpServerConfig config) {
        return Objects.requireNonNull(new Catalogs(manager, config)
                .of(Principal.of(ServerProcess.ALICE))
                .call("read_graph", Map.of())
                .structured());
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(INSTALLED.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(5, TimeUnit.MINUTES));
        assertEquals(0, process.exitValue(), output);
        return output;
    }
}
