package dev.memcore.bench.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.memcore.spi.model.ModelReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A fake endpoint for chat completions on the local machine: gives replies in order, then status 500. */
final class FakeEndpoint implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Deque<ModelReply> replies;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();

    FakeEndpoint(List<ModelReply> replies) {
        this.replies = new ArrayDeque<>(replies);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/v1/chat/completions");
    }

    List<String> requests() {
        return requests;
    }

    List<String> keys() {
        return keys;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        requests.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        ModelReply reply = replies.poll();
        byte[] body = (reply == null ? "{\"error\":\"the script has ended\"}" : json(reply)).getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply == null ? 500 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String json(ModelReply reply) {
        ObjectNode choice = JSON.createObjectNode();
        ObjectNode message = choice.putObject("message");
        message.put("role", "assistant").put("content", reply.text());
        if (!reply.calls().isEmpty()) {
            ArrayNode calls = message.putNull("content").putArray("tool_calls");
            reply.calls()
                    .forEach(call -> calls.addObject()
                            .put("id", call.id())
                            .put("type", "function")
                            .putObject("function")
                            .put("name", call.name())
                            .put("arguments", call.arguments()));
        }
        choice.put("finish_reason", reply.calls().isEmpty() ? "stop" : "tool_calls");
        ObjectNode response = JSON.createObjectNode();
        response.putArray("choices").add(choice);
        return response.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
