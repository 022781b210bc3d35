package dev.memcore.cli.serve;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.shell.context.PrincipalOptions;
import dev.memcore.mcp.HttpMcpServer;
import dev.memcore.mcp.KnowledgeGraphImport;
import dev.memcore.mcp.McpServerConfig;
import dev.memcore.mcp.StdioMcpServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves a store to hosts of the Model Context Protocol. */
@Command(
        name = "mcp",
        description = {
            "Serves a store to hosts of the Model Context Protocol: over standard input and output, or with --http to"
                    + " several clients on this machine.",
            "The options --tenant, --user and --agent say for whom a client over standard input acts. Over HTTP, a"
                    + " client acts for the scope of its token."
        },
        mixinStandardHelpOptions = true)
final class McpCommand extends ServerCommand {
    private static final String DEFAULT_TENANT = "default";
    private static final String TOKEN = "MEMCORE_TOKEN";

    @Mixin
    private final PrincipalOptions client = new PrincipalOptions();

    @Option(names = "--http", description = "Serve over HTTP on 127.0.0.1, in place of standard input and output.")
    private boolean http;

    @Option(names = "--port", paramLabel = "PORT", description = "The port for --http; by default a free one.")
    private int port;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description = "The clients for --http, one in each line: TOKEN TENANT [USER [AGENT]]. Without this option,"
                    + " the environment variable " + TOKEN + " is the token of one client, who acts for the scope of"
                    + " the options.")
    private @Nullable Path tokens;

    @Option(
            names = "--graph",
            description = "Offer the tools of the reference server memory in place of those of memcore: entities,"
                    + " relations, observations.")
    private boolean graph;

    @Option(
            names = "--import-graph",
            paramLabel = "FILE",
            description = "First read the reference server's file, memory.jsonl, into the scope of the options.")
    private @Nullable Path graphFile;

    @Option(names = "--read-only", description = "Offer only tools that change nothing.")
    private boolean readOnly;

    McpCommand() {}

    @Override
    StoreServer start(MemoryManager store) throws IOException {
        Principal principal = client.reader(DEFAULT_TENANT);
        McpServerConfig.Builder config = McpServerConfig.builder()
                .knowledgeGraph(graph)
                .readOnly(readOnly)
                .port(port);
        if (http) {
            addTokens(config, principal);
        } else {
            config.principal(principal);
        }
        McpServerConfig checked = config.build();
        importGraph(store, principal);
        return http
                ? new OverHttp(HttpMcpServer.start(store, checked))
                : new OverStreams(new StdioMcpServer(store, checked, System.in, System.out), principal.scope());
    }

    private void addTokens(McpServerConfig.Builder config, Principal principal) throws IOException {
        String one = System.getenv(TOKEN);
        if (tokens != null) {
            List<String> lines = Files.readAllLines(tokens);
            for (int i = 0; i < lines.size(); i++) {
                addToken(config, lines.get(i).strip(), i + 1);
            }
        } else if (one != null) {
            config.token(one, principal);
        } else {
            throw new BadInput("--http needs tokens: give --tokens FILE, or set the environment variable " + TOKEN);
        }
    }

    private void addToken(McpServerConfig.Builder config, String line, int number) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        String[] parts = line.split("\\s+", -1);
        if (parts.length < 2 || parts.length > 4) {
            throw new BadInput(tokens + ", line " + number + ": a line is TOKEN TENANT [USER [AGENT]], but has "
                    + parts.length + " words");
        }
        config.token(
                parts[0], new Scope(parts[1], parts.length > 2 ? parts[2] : null, parts.length > 3 ? parts[3] : null));
    }

    private void importGraph(MemoryManager store, Principal principal) throws IOException {
        if (graphFile != null) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(graphFile))) {
                KnowledgeGraphImport read = KnowledgeGraphImport.from(in, store.space(principal));
                error(String.format(
                        "%,d entities, %,d observations and %,d relations imported from %s",
                        read.entities(), read.observations(), read.relations(), graphFile));
                read.skipped().forEach(this::error);
            }
        }
    }

    /** A server over standard input and output, which ends with its input. */
    private record OverStreams(StdioMcpServer server, Scope scope) implements StoreServer {
        @Override
        public String address() {
            return "MCP over standard input and output for " + scope;
        }

        @Override
        public void await() {
            try {
                server.run();
            } catch (IOException e) {
                throw new UncheckedIOException("the client cannot be reached: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            // The process ends. A read of standard input cannot be stopped.
        }
    }

    private record OverHttp(HttpMcpServer server) implements StoreServer {
        @Override
        public String address() {
            return "MCP at " + server.uri();
        }

        @Override
        public void await() throws InterruptedException {
            server.await();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
