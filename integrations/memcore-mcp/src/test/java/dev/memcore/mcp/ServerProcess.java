package dev.memcore.mcp;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import io.modelcontextprotocol.client.transport.ServerParameters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a server as a process of its own: {@code stdio DIRECTORY TOOLS} or {@code http DIRECTORY TOOLS TOKEN=USER...}. */
final class ServerProcess {
    static final Scope ALICE = Scope.of("acme", "alice");

    private ServerProcess() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (MemoryManager manager = Memcore.open(Path.of(args[1]))) {
            McpServerConfig.Builder config = McpServerConfig.builder().knowledgeGraph(args[2].equals("graph"));
            if (args[0].equals("stdio")) {
                new StdioMcpServer(manager, config.scope(ALICE).build(), System.in, System.out).run();
                return;
            }
            for (String client : List.of(args).subList(3, args.length)) {
                config.token(client.split("=")[0], Scope.of("acme", client.split("=")[1]));
            }
            try (HttpMcpServer server = HttpMcpServer.start(manager, config.build())) {
                System.out.println(server.uri());
                server.await();
            }
        }
    }

    /** The command that starts a server. */
    static List<String> command(String transport, Path directory, String tools, String... clients) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ServerProcess.class.getName(),
                transport,
                directory.toString(),
                tools));
        command.addAll(List.of(clients));
        return command;
    }

    static ServerParameters parameters(Path directory, String tools) {
        List<String> command = command("stdio", directory, tools);
        return ServerParameters.builder(command.getFirst())
                .args(command.subList(1, command.size()))
                .build();
    }

    /** Starts a server whose standard error is dropped. */
    static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The first line that a server prints. */
    static String firstLine(Process process) throws IOException {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    /** Whether the check of a store finds nothing. */
    static boolean isClean(Path directory) {
        try (MemoryManager manager = Memcore.open(directory)) {
            return manager.check().ok();
        }
    }
}
