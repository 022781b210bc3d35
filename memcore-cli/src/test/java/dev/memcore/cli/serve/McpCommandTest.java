package dev.memcore.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.cli.MemcoreCommand;
import dev.memcore.cli.console.BadInput;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class McpCommandTest {
    private static final String INITIALIZE = """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
        "clientInfo":{"name":"test","version":"1"}}}\
        """;
    private static final String REMEMBER = """
        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"remember","arguments":\
        {"text":"The key is under the third flower pot."}}}\
        """;

    @TempDir
    private Path directory;

    @Test
    void aHostStartsAProcessAndRemembers() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MemcoreCommand.class.getName(),
                        "serve",
                        "mcp",
                        "--dir",
                        directory.resolve("store").toString(),
                        "--tenant",
                        "acme",
                        "--user",
                        "bob")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader answers = process.inputReader()) {
            try (BufferedWriter requests = process.outputWriter()) {
                requests.write(INITIALIZE + "\n" + REMEMBER + "\n");
                requests.flush();
                assertTrue(assertNotNullLine(answers).contains("\"serverInfo\""));
                String remembered = assertNotNullLine(answers);
                assertTrue(remembered.contains("\"id\":2") && !remembered.contains("\"isError\":true"), remembered);
            }
            assertEquals(0, process.waitFor());
        }
        try (MemoryManager store = Memcore.open(directory.resolve("store"))) {
            assertEquals(
                    "The key is under the third flower pot.",
                    store.space(Scope.of("acme", "bob"))
                            .recall("Where is the key?")
                            .hits()
                            .getFirst()
                            .memory()
                            .text());
        }
    }

    private static String assertNotNullLine(BufferedReader reader) throws IOException {
        String line = reader.readLine();
        assertNotNull(line, "the server has ended");
        return line;
    }

    @Test
    void aClientOverHttpNeedsATokenOfTheFile() throws IOException, InterruptedException {
        Path tokens = Files.writeString(directory.resolve("tokens"), "# clients\n\n0123456789abcdef acme bob\n");
        McpCommand command = command("--http", "--tokens", tokens.toString());
        try (MemoryManager store = Memcore.open(directory.resolve("store"));
                StoreServer server = command.start(store);
                HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create(server.address().replaceAll(".* ", ""));
            assertEquals(401, status(client, address, "another-token-0"));
            assertEquals(200, status(client, address, "0123456789abcdef"));
            server.close();
            server.await();
        }
    }

    private static int status(HttpClient client, URI address, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(INITIALIZE))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    @Test
    void aLineOfTheTokensThatIsNoneIsNamed() throws IOException {
        Path tokens = Files.writeString(directory.resolve("tokens"), "0123456789abcdef acme\nalone\n");
        McpCommand command = command("--http", "--tokens", tokens.toString());
        try (MemoryManager store = Memcore.open(directory.resolve("store"))) {
            BadInput refused = assertThrows(BadInput.class, () -> command.start(store));
            assertTrue(String.valueOf(refused.getMessage()).contains("line 2"), refused::toString);
        }
    }

    @Test
    void aGraphIsReadFirst() throws IOException {
        Path file = Files.writeString(directory.resolve("memory.jsonl"), """
            {"type":"entity","name":"Ada","entityType":"person","observations":["writes programs"]}
            """);
        McpCommand command = command("--graph", "--import-graph", file.toString(), "--tenant", "acme", "--user", "bob");
        try (MemoryManager store = Memcore.open(directory.resolve("store"));
                StoreServer server = command.start(store)) {
            assertTrue(server.address().contains("bob"), server.address());
            assertTrue(store.stats().memories() > 0);
        }
    }

    private McpCommand command(String... options) {
        McpCommand command = new McpCommand();
        String[] all = new String[options.length + 2];
        all[0] = "--dir";
        all[1] = directory.resolve("store").toString();
        System.arraycopy(options, 0, all, 2, options.length);
        new CommandLine(command).parseArgs(all);
        return command;
    }
}
