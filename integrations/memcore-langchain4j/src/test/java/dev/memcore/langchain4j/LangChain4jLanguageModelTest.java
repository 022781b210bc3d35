package dev.memcore.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NullUnmarked // a null fails the test
final class LangChain4jLanguageModelTest extends LanguageModelContract {
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    @Override
    protected LanguageModel create(List<ModelReply> replies) {
        ArrayDeque<ModelReply> left = new ArrayDeque<>(replies);
        return model(request -> {
            synchronized (left) {
                return response(left.remove(), null);
            }
        });
    }

    private LanguageModel model(Function<ChatRequest, ChatResponse> answer) {
        return LangChain4jLanguageModel.of(
                new ChatModel() {
                    @Override
                    public ChatResponse doChat(ChatRequest request) {
                        return answer.apply(request);
                    }
                },
                executor);
    }

    private static ChatResponse response(ModelReply reply, FinishReason reason) {
        AiMessage message = AiMessage.builder()
                .text(reply.text())
                .toolExecutionRequests(reply.calls().stream()
                        .map(call -> ToolExecutionRequest.builder()
                                .id(call.id())
                                .name(call.name())
                                .arguments(call.arguments())
                                .build())
                        .toList())
                .build();
        return ChatResponse.builder().aiMessage(message).finishReason(reason).build();
    }

    private static ModelRequest asking(ModelOptions options) {
        return ModelRequest.builder().user("Tea?").options(options).build();
    }

    @Test
    void optionsAndToolsReachTheModel() throws InterruptedException {
        List<ChatRequest> requests = new CopyOnWriteArrayList<>();
        LanguageModel model = model(request -> {
            requests.add(request);
            return response(ModelReply.of("Yes."), FinishReason.STOP);
        });
        model.complete(ModelRequest.builder()
                .user("Tea?")
                .tools(List.of(new ModelTool("search", "Searches.", "{\"type\":\"object\"}")))
                .options(new ModelOptions(7, 0.5, 1L, List.of("END"), Duration.ofSeconds(30)))
                .build());
        ChatRequest request = requests.getFirst();
        assertEquals(7, request.parameters().maxOutputTokens());
        assertEquals(0.5, request.parameters().temperature());
        assertEquals(List.of("END"), request.parameters().stopSequences());
        assertEquals(
                "search", request.parameters().toolSpecifications().getFirst().name());
    }

    @Test
    void reasonsAndFailuresAreTranslated() throws InterruptedException {
        ModelOptions options = ModelOptions.ofDefaults();
        LanguageModel cut = model(request -> response(ModelReply.of("cut"), FinishReason.LENGTH));
        assertEquals(ReplyEnd.LENGTH, cut.complete(asking(options)).end());
        LanguageModel filtered = model(request -> response(ModelReply.of("no"), FinishReason.CONTENT_FILTER));
        assertEquals(ReplyEnd.FILTERED, filtered.complete(asking(options)).end());
        executor.shutdown();
        MemoryException rejected = assertThrows(MemoryException.class, () -> cut.complete(asking(options)));
        assertEquals(ErrorCode.COMPONENT_FAILED, rejected.code());
        assertTrue(rejected.toString().contains("executor"), rejected::toString);
    }
}
