package consumer;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.mcp.McpServerConfig;
import dev.memcore.mcp.StdioMcpServer;
import java.io.IOException;
import java.nio.file.Path;

/** A host of another package: it uses only what the modules export. */
public final class ModulePathServer {
    private ModulePathServer() {}

    /** Serves the store of a directory. */
    public static void main(String[] args) throws IOException {
        try (MemoryManager manager = Memcore.open(Path.of(args[0]))) {
            McpServerConfig config =
                    McpServerConfig.builder().scope(Scope.of("acme", "alice")).build();
            new StdioMcpServer(manager, config, System.in, System.out).run();
        }
    }
}
