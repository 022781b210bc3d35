package dev.memcore.bench.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memcore.api.Role;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.model.LanguageModel;
import dev.memcore.spi.model.ModelMessage;
import dev.memcore.spi.model.ModelOptions;
import dev.memcore.spi.model.ModelReply;
import dev.memcore.spi.model.ModelRequest;
import dev.memcore.spi.model.ModelTool;
import dev.memcore.spi.model.ModelToolCall;
import dev.memcore.spi.model.ReplyEnd;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A language model behind an endpoint in the format of OpenAI's chat completions, as many servers offer. Safe for any
 * number of threads.
 */
final class OpenAiModel implements LanguageModel {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int MOST_SHOWN = 300;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI endpoint;
    private final String model;
    private final @Nullable String key;

    /**
     * Creates a model.
     *
     * @param endpoint the address that takes chat completions, such as {@code https://host/v1/chat/completions}
     * @param model the name of the model, as the endpoint knows it
     * @param key sent as bearer token; null if the endpoint needs none
     */
    OpenAiModel(URI endpoint, String model, @Nullable String key) {
        this.endpoint = endpoint;
        this.model = model;
        this.key = key;
    }

    @Override
    public ModelReply complete(ModelRequest request) throws InterruptedException {
        if (request == null) {
            throw MemoryException.of(ErrorCode.INVALID_ARGUMENT, "request must not be null");
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before the call");
        }
        HttpRequest.Builder post = HttpRequest.newBuilder(endpoint)
                .timeout(request.options().timeout())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(request).toString()));
        if (key != null) {
            post.header("Authorization", "Bearer " + key);
        }
        try {
            HttpResponse<String> response = client.send(post.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != OK) {
                throw failed("answered with status " + response.statusCode() + ": " + shown(response.body()), null);
            }
            return reply(JSON.readTree(response.body()));
        } catch (JsonProcessingException e) {
            throw failed("answered with something else than JSON", e);
        } catch (IOException e) {
            throw failed("cannot be reached: " + e, e);
        }
    }

    private static MemoryException failed(String what, @Nullable Throwable cause) {
        return MemoryException.of(ErrorCode.COMPONENT_FAILED, "the language model " + what, cause);
    }

    private static String shown(String body) {
        return body.length() > MOST_SHOWN ? body.substring(0, MOST_SHOWN) + "..." : body;
    }

    private ObjectNode body(ModelRequest request) {
        ObjectNode body = JSON.createObjectNode().put("model", model);
        ArrayNode messages = body.putArray("messages");
        request.messages().forEach(message -> message(messages.addObject(), message));
        if (!request.tools().isEmpty()) {
            ArrayNode tools = body.putArray("tools");
            request.tools().forEach(tool -> tool(tools.addObject(), tool));
        }
        options(body, request.options());
        return body;
    }

    private static void message(ObjectNode out, ModelMessage message) {
        out.put("role", message.role().name().toLowerCase(Locale.ROOT)).put("content", message.text());
        if (message.role() == Role.TOOL) {
            out.put("tool_call_id", message.callId());
        }
        if (!message.calls().isEmpty()) {
            ArrayNode calls = out.putArray("tool_calls");
            message.calls()
                    .forEach(call -> calls.addObject()
                            .put("id", call.id())
                            .put("type", "function")
                            .putObject("function")
                            .put("name", call.name())
                            .put("arguments", call.arguments()));
        }
    }

    private static void tool(ObjectNode out, ModelTool tool) {
        ObjectNode function = out.put("type", "function").putObject("function");
        function.put("name", tool.name()).put("description", tool.description());
        try {
            function.set("parameters", JSON.readTree(tool.schema()));
        } catch (JsonProcessingException e) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT, "the schema of the tool " + tool.name() + " is not JSON", e);
        }
    }

    private static void options(ObjectNode body, ModelOptions options) {
        if (options.maxTokens() != null) {
            body.put("max_tokens", options.maxTokens());
        }
        if (options.temperature() != null) {
            body.put("temperature", options.temperature());
        }
        if (options.seed() != null) {
            body.put("seed", options.seed());
        }
        if (!options.stop().isEmpty()) {
            options.stop().forEach(body.putArray("stop")::add);
        }
    }

    private static ModelReply reply(JsonNode response) {
        JsonNode choice = response.path("choices").path(0);
        if (!choice.path("message").isObject()) {
            throw failed("answered without a message: " + shown(response.toString()), null);
        }
        List<ModelToolCall> calls = new ArrayList<>();
        for (JsonNode call : choice.path("message").path("tool_calls")) {
            JsonNode function = call.path("function");
            calls.add(new ModelToolCall(
                    call.path("id").asText(),
                    function.path("name").asText(),
                    function.path("arguments").asText()));
        }
        JsonNode content = choice.path("message").path("content");
        String text = content.isTextual() ? content.asText() : "";
        ModelMessage message = new ModelMessage(Role.ASSISTANT, text, calls, null);
        return new ModelReply(
                message,
                end(choice.path("finish_reason").asText(), calls),
                response.path("usage").path("prompt_tokens").asInt(),
                response.path("usage").path("completion_tokens").asInt());
    }

    private static ReplyEnd end(String reason, List<ModelToolCall> calls) {
        return switch (reason) {
            case "length" -> ReplyEnd.LENGTH;
            case "content_filter" -> ReplyEnd.FILTERED;
            default -> calls.isEmpty() ? ReplyEnd.COMPLETE : ReplyEnd.TOOL_CALLS;
        };
    }
}
