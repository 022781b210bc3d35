package dev.memcore.bench.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.model.LanguageModel;
import dev.memcore.spi.model.ModelOptions;
import dev.memcore.spi.model.ModelReply;
import dev.memcore.spi.model.ModelRequest;
import dev.memcore.testkit.model.LanguageModelContract;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OpenAiModelTest extends LanguageModelContract {
    private final List<FakeEndpoint> endpoints = new ArrayList<>();

    @Override
    protected LanguageModel create(List<ModelReply> replies) {
        FakeEndpoint endpoint = new FakeEndpoint(replies);
        endpoints.add(endpoint);
        return new OpenAiModel(endpoint.uri(), "small", "secret");
    }

    @AfterEach
    void stop() {
        endpoints.forEach(FakeEndpoint::close);
    }

    @Test
    void optionsAndKeyAreSent() throws InterruptedException, IOException {
        LanguageModel model = create(List.of(ModelReply.of("Tea.")));
        model.complete(ModelRequest.builder()
                .system("Be brief.")
                .user("Tea?")
                .options(ModelOptions.ofDefaults().withMaxTokens(10).withTemperature(0))
                .build());
        assertEquals(List.of("Bearer secret"), endpoints.getFirst().keys());
        JsonNode sent =
                new ObjectMapper().readTree(endpoints.getFirst().requests().getFirst());
        assertEquals(10, sent.path("max_tokens").asInt());
        assertEquals(0, sent.path("temperature").asDouble());
        assertEquals("system", sent.path("messages").path(0).path("role").asText());
        assertTrue(sent.path("tools").isMissingNode());
    }

    @Test
    void anEndpointThatDoesNotExistIsAFailureOfTheComponent() {
        LanguageModel model = new OpenAiModel(URI.create("http://localhost:1/v1/chat/completions"), "small", null);
        MemoryException failure = assertThrows(
                MemoryException.class,
                () -> model.complete(ModelRequest.builder().user("Tea?").build()));
        assertEquals(ErrorCode.COMPONENT_FAILED, failure.code());
    }
}
