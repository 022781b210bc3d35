package dev.memcore.mcp.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request of JSON-RPC.
 *
 * @param id a string or a whole number
 * @param params the parameters; null if there are none
 */
record Request(Object id, String method, @Nullable Map<String, Object> params) {
    /** The part of the parameters in which a client of 2026-07-28 names its revision. */
    private static final String VERSION = "io.modelcontextprotocol/protocolVersion";

    /** Whether the request is of the revision without a handshake. */
    boolean isModern() {
        return method.equals("server/discover") || version() != null;
    }

    /** The revision that the request names; null if it names none. */
    @Nullable
    Object version() {
        return params != null && params.get("_meta") instanceof Map<?, ?> meta ? meta.get(VERSION) : null;
    }

    /** The tool or resource that the request names; null if it names none. */
    @Nullable
    Object name() {
        if (params == null) {
            return null;
        }
        return switch (method) {
            case "tools/call", "prompts/get" -> params.get("name");
            case "resources/read" -> params.get("uri");
            default -> null;
        };
    }
}
