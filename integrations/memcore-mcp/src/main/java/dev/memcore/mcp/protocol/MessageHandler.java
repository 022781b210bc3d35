package dev.memcore.mcp.protocol;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers messages of JSON-RPC. Whatever a client sends, the answer is a response with a result or an error. No state is kept
 * between messages. Safe for any number of threads.
 */
public final class MessageHandler {
    private static final Logger LOG = LoggerFactory.getLogger(MessageHandler.class);

    /** The revision of the protocol without a handshake. */
    public static final String STATELESS = "2026-07-28";

    /** The revisions of the protocol that are answered. */
    public static final Set<String> VERSIONS = Stream.concat(HandshakeRevisions.VERSIONS.stream(), Stream.of(STATELESS))
            .collect(Collectors.toUnmodifiableSet());

    /** The code of a header that differs from its message. */
    public static final int HEADER_MISMATCH = -32020;

    /** The code of a revision that is not answered. */
    public static final int UNSUPPORTED_VERSION = -32022;

    private final HandshakeRevisions handshake;
    private final StatelessRevision stateless;

    /** Creates a handler of what a catalog offers. */
    public MessageHandler(Catalog offer, String version) {
        handshake = new HandshakeRevisions(offer, version);
        stateless = new StatelessRevision(offer, version);
    }

    /**
     * Answers one message.
     *
     * @param catalog what the sender may call
     * @param message the message in UTF-8
     * @param headers the headers of the message; null if the transport has none
     */
    public Reply handle(Catalog catalog, byte[] message, @Nullable MessageHeaders headers) {
        Object value;
        try {
            value = JsonText.read(message);
        } catch (IOException e) {
            return Reply.error(null, Reply.PARSE_ERROR, "The message is not valid JSON.");
        }
        if (!(value instanceof Map<?, ?> fields)) {
            return Reply.error(null, Reply.INVALID_REQUEST, "The message must be one JSON object.");
        }
        return handle(catalog, fields, headers);
    }

    private Reply handle(Catalog catalog, Map<?, ?> fields, @Nullable MessageHeaders headers) {
        Object id = fields.get("id");
        Object known = isId(id) ? id : null;
        if (!"2.0".equals(fields.get("jsonrpc"))) {
            return Reply.error(known, Reply.INVALID_REQUEST, "'jsonrpc' must be \"2.0\".");
        }
        if (!fields.containsKey("method") && (fields.containsKey("result") || fields.containsKey("error"))) {
            return Reply.NONE; // The server asks nothing, so it waits for no response.
        }
        if (!(fields.get("method") instanceof String method)) {
            return Reply.error(known, Reply.INVALID_REQUEST, "'method' must be a string.");
        }
        if (!fields.containsKey("id")) {
            return Reply.NONE; // A notification. None of them changes anything.
        }
        if (known == null) {
            return Reply.error(null, Reply.INVALID_REQUEST, "'id' must be a string or a whole number.");
        }
        Object params = fields.get("params");
        if (params != null && !(params instanceof Map)) {
            return Reply.error(known, Reply.INVALID_PARAMS, "'params' must be an object.");
        }
        @SuppressWarnings("unchecked")
        Request request = new Request(known, method, (Map<String, Object>) params);
        return checked(catalog, request, headers);
    }

    private Reply checked(Catalog catalog, Request request, @Nullable MessageHeaders headers) {
        String problem = problem(request);
        if (problem != null) {
            return Reply.error(request.id(), Reply.INVALID_PARAMS, problem);
        }
        try {
            if (!request.isModern()) {
                String version = headers == null ? null : headers.version();
                return version == null || VERSIONS.contains(version)
                        ? handshake.answer(catalog, request)
                        : Reply.error(
                                request.id(),
                                Reply.INVALID_REQUEST,
                                "Unsupported MCP-Protocol-Version; supported are "
                                        + VERSIONS.stream().sorted().toList() + ".");
            }
            String mismatch = headers == null ? null : headers.mismatch(request);
            return mismatch == null
                    ? stateless.answer(catalog, request)
                    : Reply.error(request.id(), HEADER_MISMATCH, mismatch);
        } catch (RuntimeException e) {
            LOG.warn("The request {} failed", request.method(), e);
            return Reply.error(request.id(), Reply.INTERNAL_ERROR, "Internal error");
        }
    }

    /** What is wrong with the parameters that the SDK reads; null if nothing is. */
    private static @Nullable String problem(Request request) {
        Map<String, Object> params = request.params() == null ? Map.of() : request.params();
        Object meta = params.get("_meta");
        if (meta != null && !(meta instanceof Map)) {
            return "'_meta' must be an object.";
        }
        return switch (request.method()) {
            case "tools/call" -> {
                Object arguments = params.get("arguments");
                if (!(params.get("name") instanceof String)) {
                    yield "'name' must be a string.";
                }
                yield arguments == null || arguments instanceof Map ? null : "'arguments' must be an object.";
            }
            case "resources/read" -> params.get("uri") instanceof String ? null : "'uri' must be a string.";
            case "tools/list", "resources/list", "resources/templates/list" -> {
                Object cursor = params.get("cursor");
                yield cursor == null ? null : "'cursor' is not known: all entries are on the first page.";
            }
            case "initialize" ->
                params.get("protocolVersion") instanceof String ? null : "'protocolVersion' must be a string.";
            default -> null;
        };
    }

    private static boolean isId(@Nullable Object id) {
        return id instanceof String || id instanceof Integer || id instanceof Long;
    }
}
