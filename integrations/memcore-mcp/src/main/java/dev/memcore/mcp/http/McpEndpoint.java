package dev.memcore.mcp.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.memcore.mcp.protocol.Catalog;
import dev.memcore.mcp.protocol.MessageHandler;
import dev.memcore.mcp.protocol.MessageHeaders;
import dev.memcore.mcp.protocol.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint of streamable HTTP: a POST holds one message, and the response is JSON. The server sends no events and has no
 * sessions, so it refuses GET and DELETE, as the protocol allows. Checks come first that need no body: address, token, method, type.
 */
public final class McpEndpoint implements HttpHandler {
    private static final String JSON = "application/json";

    private final LocalRequests local;
    private final BearerTokens<Catalog> tokens;
    private final MessageHandler handler;
    private final int mostBytes;

    /** Creates an endpoint that reads messages of at most {@code mostBytes} bytes. */
    public McpEndpoint(LocalRequests local, BearerTokens<Catalog> tokens, MessageHandler handler, int mostBytes) {
        this.local = local;
        this.tokens = tokens;
        this.handler = handler;
        this.mostBytes = mostBytes;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            respond(exchange);
        }
    }

    private void respond(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        if (!local.accept(headers)) {
            refuse(exchange, 403, "The request must name this server as Host, and come from no other origin.");
            return;
        }
        Optional<Catalog> client = tokens.client(headers.getFirst("Authorization"));
        if (client.isEmpty()) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            refuse(exchange, 401, "A valid bearer token is required.");
            return;
        }
        if (!exchange.getRequestURI().getPath().equals("/mcp")) {
            refuse(exchange, 404, "The endpoint is /mcp.");
            return;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            refuse(exchange, 405, "Send messages with POST.");
            return;
        }
        if (!isJson(headers.getFirst("Content-Type"))) {
            refuse(exchange, 415, "The content type must be application/json.");
            return;
        }
        if (!acceptsJson(headers)) {
            refuse(exchange, 406, "The client must accept application/json.");
            return;
        }
        answer(exchange, client.get());
    }

    private void answer(HttpExchange exchange, Catalog client) throws IOException {
        byte[] message = exchange.getRequestBody().readNBytes(mostBytes + 1);
        if (message.length > mostBytes) {
            refuse(exchange, 413, "The message is too long; the limit is " + mostBytes + " bytes.");
            return;
        }
        Headers headers = exchange.getRequestHeaders();
        String version = headers.getFirst("MCP-Protocol-Version");
        Reply reply = handler.handle(client, message, new MessageHeaders(headers::getFirst));
        send(exchange, status(reply, MessageHandler.STATELESS.equals(version)), reply);
    }

    private static int status(Reply reply, boolean stateless) {
        if (reply.json() == null) {
            return 202;
        }
        return switch (reply.error()) {
            case Reply.PARSE_ERROR,
                    Reply.INVALID_REQUEST,
                    MessageHandler.HEADER_MISMATCH,
                    MessageHandler.UNSUPPORTED_VERSION -> 400;
            case Reply.INVALID_PARAMS -> stateless ? 400 : 200;
            case Reply.METHOD_NOT_FOUND -> stateless ? 404 : 200;
            default -> 200;
        };
    }

    private static boolean isJson(@Nullable String type) {
        return type != null
                && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(JSON);
    }

    private static boolean acceptsJson(Headers headers) {
        String accepted = String.join(",", headers.getOrDefault("Accept", List.of("*/*")));
        return accepted.contains(JSON) || accepted.contains("*/*") || accepted.contains("application/*");
    }

    private static void refuse(HttpExchange exchange, int status, String message) throws IOException {
        send(exchange, status, Reply.error(null, Reply.INVALID_REQUEST, message));
    }

    private static void send(HttpExchange exchange, int status, Reply reply) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        if (reply.json() == null) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        byte[] body = reply.json().getBytes(StandardCharsets.UTF_8);
        headers.set("Content-Type", JSON);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
