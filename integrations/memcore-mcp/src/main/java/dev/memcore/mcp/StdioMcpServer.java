package dev.memcore.mcp;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.check.Arguments;
import dev.memcore.mcp.protocol.Catalog;
import dev.memcore.mcp.protocol.MessageHandler;
import dev.memcore.mcp.protocol.Reply;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An MCP server over two streams: one message in each line. A host starts the process and is the only client:
 *
 * {@snippet :
 * try (MemoryManager manager = Memcore.open(Path.of("agent-memory"))) {
 *     McpServerConfig config = McpServerConfig.builder().scope(Scope.of("acme", "alice")).build();
 *     new StdioMcpServer(manager, config, System.in, System.out).run();
 * }
 * }
 *
 * <p>Nothing else may write to the output stream, so a process must send its logs to standard error. Requests are answered in their
 * order. The server does not close the manager or the streams.
 */
public final class StdioMcpServer {
    private static final int NONE = -1;

    private final Catalog catalog;
    private final MessageHandler handler;
    private final InputStream in;
    private final OutputStream out;
    private final int mostBytes;

    /**
     * Creates a server.
     *
     * @throws dev.memcore.api.error.MemoryException {@link dev.memcore.api.error.ErrorCode#INVALID_ARGUMENT} if the configuration has
     *     no principal for stdio
     */
    public StdioMcpServer(MemoryManager manager, McpServerConfig config, InputStream in, OutputStream out) {
        Arguments.present(manager, "manager");
        Arguments.present(config, "config");
        if (config.principal == null) {
            throw Arguments.invalid("the configuration has no scope for stdio; set it with scope(scope)");
        }
        this.catalog = new Catalogs(manager, config).of(config.principal);
        this.handler = Catalogs.handler(catalog);
        this.in = new BufferedInputStream(Arguments.present(in, "in"));
        this.out = Arguments.present(out, "out");
        this.mostBytes = config.messageBytes;
    }

    /**
     * Answers messages until the input ends. Call it once.
     *
     * @throws IOException if a stream fails, for example because the client has ended
     */
    public void run() throws IOException {
        Line line = new Line();
        while (line.read()) {
            if (line.isTooLong()) {
                write(Reply.error(
                        null, Reply.INVALID_REQUEST, "The message is too long; the limit is " + mostBytes + " bytes."));
            } else if (!line.isBlank()) {
                write(handler.handle(catalog, line.bytes(), null));
            }
        }
    }

    private void write(Reply reply) throws IOException {
        if (reply.json() != null) {
            // One write, so that no other output can lie between a message and its end.
            out.write((reply.json() + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    /** The present line of the input. A line beyond the limit is skipped, so that it needs no memory. */
    private final class Line {
        private byte[] buffer = new byte[8_192];
        private int length;
        private long seen;

        /** Reads the next line; false if the input has ended. */
        boolean read() throws IOException {
            length = 0;
            seen = 0;
            int next = in.read();
            while (next != NONE && next != '\n') {
                add((byte) next);
                next = in.read();
            }
            return next != NONE || seen > 0;
        }

        private void add(byte next) {
            seen++;
            if (seen > mostBytes) {
                return;
            }
            if (length == buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.min(mostBytes, 2 * length));
            }
            buffer[length++] = next;
        }

        boolean isTooLong() {
            return seen > mostBytes;
        }

        boolean isBlank() {
            for (int i = 0; i < length; i++) {
                if (buffer[i] != ' ' && buffer[i] != '\r' && buffer[i] != '\t') {
                    return false;
                }
            }
            return true;
        }

        byte[] bytes() {
            return Arrays.copyOf(buffer, length);
        }
    }
}
