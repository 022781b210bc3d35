package dev.memcore.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.memcore.api.Role;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.model.LanguageModel;
import dev.memcore.spi.model.ModelMessage;
import dev.memcore.spi.model.ModelOptions;
import dev.memcore.spi.model.ModelReply;
import dev.memcore.spi.model.ModelRequest;
import dev.memcore.spi.model.ModelToolCall;
import dev.memcore.spi.model.ReplyEnd;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A language model of memcore that uses a chat model of LangChain4j.
 *
 * <ul>
 *   <li><b>Options.</b> The default parameters of the chat model, with the limit of tokens, the temperature and the stop
 *       texts of the request where they are set. The seed is ignored, because LangChain4j has no common parameter for it.
 *   <li><b>Tools.</b> The model is offered the tools of the request. Their calls are returned and never executed here.
 *   <li><b>Timeout and interrupts.</b> The call runs on a thread of the executor. After the timeout, or if the caller is
 *       interrupted, that thread is interrupted and its reply is dropped.
 *   <li><b>Threads.</b> Safe for use by several threads if the chat model is.
 *   <li><b>Failure.</b> {@link MemoryException} with {@link ErrorCode#COMPONENT_FAILED} if the model fails, takes longer
 *       than the timeout, or returns no message.
 * </ul>
 */
public final class LangChain4jLanguageModel implements LanguageModel {
    private final ChatModel model;
    private final ExecutorService executor;

    private LangChain4jLanguageModel(ChatModel model, ExecutorService executor) {
        this.model = model;
        this.executor = executor;
    }

    /**
     * Returns a language model.
     *
     * @param executor runs the calls, one task for each call; virtual threads are sufficient. The host closes it
     */
    public static LangChain4jLanguageModel of(ChatModel model, ExecutorService executor) {
        return new LangChain4jLanguageModel(Arguments.present(model, "model"), Arguments.present(executor, "executor"));
    }

    @Override
    public ModelReply complete(ModelRequest request) throws InterruptedException {
        Arguments.present(request, "request");
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before the call of the chat model");
        }
        return reply(answer(chatRequest(request), request.options()));
    }

    private ChatResponse answer(ChatRequest request, ModelOptions options) throws InterruptedException {
        Future<ChatResponse> running;
        try {
            running = executor.submit(() -> model.chat(request));
        } catch (RejectedExecutionException e) {
            throw failed("was not called, because the executor rejected the task", e);
        }
        try {
            ChatResponse response = running.get(options.timeout().toNanos(), TimeUnit.NANOSECONDS);
            if (response == null) {
                throw failed("returned no response", null);
            }
            return response;
        } catch (ExecutionException e) {
            throw failed("failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw failed("did not answer within " + options.timeout(), e);
        } finally {
            running.cancel(true);
        }
    }

    private static MemoryException failed(String how, @Nullable Throwable cause) {
        return MemoryException.of(ErrorCode.COMPONENT_FAILED, "the chat model " + how, cause);
    }

    private static ChatRequest chatRequest(ModelRequest request) {
        ModelOptions wanted = request.options();
        ChatRequest.Builder chat = ChatRequest.builder().messages(messages(request.messages()));
        if (wanted.maxTokens() != null) {
            chat.maxOutputTokens(wanted.maxTokens());
        }
        if (wanted.temperature() != null) {
            chat.temperature(wanted.temperature());
        }
        if (!wanted.stop().isEmpty()) {
            chat.stopSequences(wanted.stop());
        }
        if (!request.tools().isEmpty()) {
            chat.toolSpecifications(request.tools().stream()
                    .map(tool -> LangChain4jTools.specification(tool.name(), tool.description(), tool.schema()))
                    .toArray(ToolSpecification[]::new));
        }
        return chat.build();
    }

    private static List<ChatMessage> messages(List<ModelMessage> messages) {
        Map<String, String> names = new HashMap<>();
        messages.forEach(message -> message.calls().forEach(call -> names.put(call.id(), call.name())));
        return messages.stream().map(message -> message(message, names)).toList();
    }

    private static ChatMessage message(ModelMessage message, Map<String, String> names) {
        return switch (message.role()) {
            case SYSTEM -> SystemMessage.from(message.text());
            case USER -> UserMessage.from(message.text());
            case ASSISTANT ->
                AiMessage.builder()
                        .text(message.text())
                        .toolExecutionRequests(message.calls().stream()
                                .map(call -> ToolExecutionRequest.builder()
                                        .id(call.id())
                                        .name(call.name())
                                        .arguments(call.arguments())
                                        .build())
                                .toList())
                        .build();
            case TOOL -> {
                String id = Objects.requireNonNull(message.callId(), "a result has the id of its call");
                yield ToolExecutionResultMessage.from(id, names.getOrDefault(id, "tool"), message.text());
            }
        };
    }

    private static ModelReply reply(ChatResponse response) {
        AiMessage answer = response.aiMessage();
        List<ModelToolCall> calls = answer.toolExecutionRequests().stream()
                .map(call ->
                        new ModelToolCall(call.id(), call.name(), Objects.requireNonNullElse(call.arguments(), "")))
                .toList();
        ModelMessage message =
                new ModelMessage(Role.ASSISTANT, Objects.requireNonNullElse(answer.text(), ""), calls, null);
        TokenUsage usage = response.tokenUsage();
        return new ModelReply(
                message,
                end(calls, response.finishReason()),
                count(usage == null ? null : usage.inputTokenCount()),
                count(usage == null ? null : usage.outputTokenCount()));
    }

    private static int count(@Nullable Integer tokens) {
        return tokens == null ? 0 : Math.max(tokens, 0);
    }

    private static ReplyEnd end(List<ModelToolCall> calls, @Nullable FinishReason reason) {
        if (!calls.isEmpty()) {
            return ReplyEnd.TOOL_CALLS;
        }
        return switch (reason) {
            case LENGTH -> ReplyEnd.LENGTH;
            case CONTENT_FILTER -> ReplyEnd.FILTERED;
            case null, default -> ReplyEnd.COMPLETE;
        };
    }
}
