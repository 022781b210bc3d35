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
import dev.memcore.adapter.model.ModelCalls;
import dev.memcore.adapter.model.ModelReplies;
import dev.memcore.adapter.model.ToolNames;
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
import java.util.List;
import java.util.concurrent.ExecutorService;
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
    private final ModelCalls calls;

    private LangChain4jLanguageModel(ChatModel model, ModelCalls calls) {
        this.model = model;
        this.calls = calls;
    }

    /**
     * Returns a language model.
     *
     * @param executor runs the calls, one task for each call; virtual threads are sufficient. The host closes it
     */
    public static LangChain4jLanguageModel of(ChatModel model, ExecutorService executor) {
        return new LangChain4jLanguageModel(Arguments.present(model, "model"), ModelCalls.on(executor));
    }

    @Override
    public ModelReply complete(ModelRequest request) throws InterruptedException {
        Arguments.present(request, "request");
        ChatRequest chat = chatRequest(request);
        return reply(calls.answer(request.options(), () -> model.chat(chat)));
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
        ToolNames names = ToolNames.of(messages);
        return messages.stream().map(message -> message(message, names)).toList();
    }

    private static ChatMessage message(ModelMessage message, ToolNames names) {
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
            case TOOL ->
                ToolExecutionResultMessage.from(ToolNames.callId(message), names.nameOf(message), message.text());
        };
    }

    private static ModelReply reply(ChatResponse response) {
        AiMessage answer = response.aiMessage();
        List<ModelToolCall> calls = answer.toolExecutionRequests().stream()
                .map(call -> ModelReplies.call(call.id(), call.name(), call.arguments()))
                .toList();
        TokenUsage usage = response.tokenUsage();
        return ModelReplies.of(
                answer.text(),
                calls,
                end(response.finishReason()),
                usage == null ? null : usage.inputTokenCount(),
                usage == null ? null : usage.outputTokenCount());
    }

    private static ReplyEnd end(@Nullable FinishReason reason) {
        return switch (reason) {
            case LENGTH -> ReplyEnd.LENGTH;
            case CONTENT_FILTER -> ReplyEnd.FILTERED;
            case null, default -> ReplyEnd.COMPLETE;
        };
    }
}
