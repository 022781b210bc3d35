package dev.memcore.mcp.protocol;

import io.modelcontextprotocol.modern.server.transport.McpHeaderDecoder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The headers of a message that repeat parts of it, so that proxies can read them. */
public final class MessageHeaders {
    private final Function<String, @Nullable String> header;

    /** Creates the headers of a request. */
    public MessageHeaders(Function<String, @Nullable String> header) {
        this.header = header;
    }

    /** The revision that the headers name; null if they name none. */
    @Nullable
    String version() {
        return header.apply("MCP-Protocol-Version");
    }

    /** How the headers differ from a request; null if they do not. */
    @Nullable
    String mismatch(Request request) {
        String method = header.apply("Mcp-Method");
        if (!request.method().equals(method)) {
            return "The header Mcp-Method must be the method of the request.";
        }
        if (request.version() instanceof String version && !version.equals(version())) {
            return "The header MCP-Protocol-Version must be the version of the request.";
        }
        if (request.name() instanceof String name && !name.equals(decoded(header.apply("Mcp-Name")))) {
            return "The header Mcp-Name must be the name or URI of the request.";
        }
        return null;
    }

    private static @Nullable String decoded(@Nullable String value) {
        return value == null ? null : McpHeaderDecoder.decodeValue(value);
    }
}
