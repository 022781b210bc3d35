package dev.memcore.spring.ai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.model.LanguageModel;
import dev.memcore.spi.model.ModelOptions;
import dev.memcore.spi.model.ModelReply;
import dev.memcore.spi.model.ModelRequest;
import dev.memcore.spi.model.ModelTool;
import dev.memcore.spi.model.ReplyEnd;
import dev.memcore.testkit.model.LanguageModelContract;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

@NullUnmarked // a null fails the test
final class SpringAiLanguageModelTest extends LanguageModelContract {
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    @Override
    protected LanguageModel create(List<ModelReply> replies) {
        ArrayDeque<ModelReply> left = new ArrayDeque<>(replies);
        ChatModel model = prompt -> {
            synchronized (left) {
                return response(left.remove());
            }
        };
        return SpringAiLanguageModel.of(model, executor);
    }

    private static ChatResponse response(ModelReply reply) {
        AssistantMessage message = AssistantMessage.builder()
                .content(reply.text())
                .toolCalls(reply.calls().stream()
                        .map(call ->
                                new AssistantMessage.ToolCall(call.id(), "function", call.name(), call.arguments()))
                        .toList())
                .build();
        return new ChatResponse(List.of(new Generation(message)));
    }

    private static ModelRequest asking(ModelOptions options) {
        return ModelRequest.builder().user("Tea?").options(options).build();
    }

    @Test
    void optionsAndToolsReachTheModel() throws InterruptedException {
        List<Prompt> prompts = new java.util.concurrent.CopyOnWriteArrayList<>();
        LanguageModel model = SpringAiLanguageModel.of(
                prompt -> {
                    prompts.add(prompt);
                    return response(ModelReply.of("Yes."));
                },
                executor);
        model.complete(ModelRequest.builder()
                .user("Tea?")
                .tools(List.of(new ModelTool("search", "Searches.", "{\"type\":\"object\"}")))
                .options(new ModelOptions(7, 0.5, 1L, List.of("END"), Duration.ofSeconds(30)))
                .build());
        ToolCallingChatOptions options =
                (ToolCallingChatOptions) prompts.getFirst().getOptions();
        assertEquals(7, options.getMaxTokens());
        assertEquals(0.5, options.getTemperature());
        assertEquals(List.of("END"), options.getStopSequences());
        assertEquals(
                "search",
                options.getToolCallbacks().getFirst().getToolDefinition().name());
    }

    @Test
    void reasonsAndFailuresAreTranslated() throws InterruptedException {
        for (String reason : List.of("LENGTH", "max_tokens")) {
            LanguageModel model = SpringAiLanguageModel.of(
                    prompt -> new ChatResponse(List.of(new Generation(
                            new AssistantMessage("cut"),
                            ChatGenerationMetadata.builder()
                                    .finishReason(reason)
                                    .build()))),
                    executor);
            assertEquals(
                    ReplyEnd.LENGTH,
                    model.complete(asking(ModelOptions.ofDefaults())).end());
        }
        LanguageModel empty = SpringAiLanguageModel.of(prompt -> new ChatResponse(List.of()), executor);
        assertEquals(
                ErrorCode.COMPONENT_FAILED,
                assertThrows(MemoryException.class, () -> empty.complete(asking(ModelOptions.ofDefaults())))
                        .code());
        executor.shutdown();
        MemoryException rejected =
                assertThrows(MemoryException.class, () -> empty.complete(asking(ModelOptions.ofDefaults())));
        assertTrue(rejected.toString().contains("executor"), rejected::toString);
    }
}
