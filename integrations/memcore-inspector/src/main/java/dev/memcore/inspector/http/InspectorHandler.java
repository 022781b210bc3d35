package dev.memcore.inspector.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers all requests: with a file of the page, with the JSON of an endpoint, or with an error as JSON. */
public final class InspectorHandler implements HttpHandler {
    private static final int MAX_BODY = 8 << 20;
    private static final int DEEPEST_JSON = 4;

    private static final Map<String, String> SECURITY_HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri"
                    + " 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script';"
                    + " trusted-types 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final RequestGuard guard;
    private final Map<String, InspectorEndpoint> endpoints;
    private final WebFiles files = new WebFiles();
    private final ObjectMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST_JSON)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public InspectorHandler(RequestGuard guard, List<InspectorEndpoint> endpoints) {
        this.guard = guard;
        this.endpoints = endpoints.stream().collect(Collectors.toMap(InspectorEndpoint::path, Function.identity()));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            guard.requireLocal(exchange.getRequestHeaders());
            String path = exchange.getRequestURI().getRawPath();
            WebFiles.WebFile file = path == null ? null : files.get(path);
            if (file != null) {
                requireMethod(exchange, "GET");
                send(exchange, 200, file.type(), file.content());
                return;
            }
            InspectorEndpoint endpoint = path == null ? null : endpoints.get(path);
            if (endpoint == null) {
                throw new HttpRefusal(404, "there is no such path");
            }
            requireMethod(exchange, endpoint.access().method());
            guard.requireAccess(exchange.getRequestHeaders(), endpoint);
            send(exchange, 200, "application/json", bytes(endpoint.answer().apply(parameters(exchange, endpoint))));
        } catch (HttpRefusal e) {
            fail(exchange, e.status(), "REFUSED", message(e));
        } catch (MemoryException e) {
            fail(exchange, status(e.code()), e.code().name(), message(e));
        } catch (RuntimeException e) {
            fail(exchange, 500, "FAILED", "the request failed: " + e);
        }
    }

    private static void requireMethod(HttpExchange exchange, String method) {
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            throw new HttpRefusal(405, "this path answers " + method + " only");
        }
    }

    private RequestParameters parameters(HttpExchange exchange, InspectorEndpoint endpoint) throws IOException {
        return endpoint.access() == InspectorEndpoint.Access.READ
                ? RequestParameters.ofQuery(exchange.getRequestURI().getRawQuery())
                : RequestParameters.ofJson(mapper, body(exchange.getRequestBody()));
    }

    private static byte[] body(InputStream in) throws IOException {
        byte[] body = in.readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw new HttpRefusal(413, "the body has more than " + MAX_BODY + " bytes");
        }
        return body;
    }

    private static int status(ErrorCode code) {
        return switch (code) {
            case INVALID_ARGUMENT, LIMIT_EXCEEDED -> 400;
            case NOT_CLEARED, READ_ONLY -> 403;
            case NOT_FOUND, BEYOND_RETENTION -> 404;
            case CONFLICT -> 409;
            case CLOSED, BUSY, STORAGE_FULL, STORAGE_READ_ONLY -> 503;
            case LOCKED,
                    LOG_DAMAGED,
                    LOG_TRUNCATED,
                    FORMAT_NEWER,
                    FOREIGN_FILE,
                    INDEX_DAMAGED,
                    IO_FAILED,
                    COMPONENT_FAILED -> 500;
        };
    }

    private static String message(RuntimeException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private void fail(HttpExchange exchange, int status, String code, String message) throws IOException {
        JsonNode error = mapper.createObjectNode().put("error", message).put("code", code);
        send(exchange, status, "application/json", bytes(error));
    }

    private byte[] bytes(JsonNode node) {
        try {
            return mapper.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write JSON", e);
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] content) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        SECURITY_HEADERS.forEach(headers::set);
        headers.set("Content-Type", type);
        boolean bodiless = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bodiless || content.length == 0 ? -1 : content.length);
        if (!bodiless) {
            exchange.getResponseBody().write(content);
        }
    }
}
