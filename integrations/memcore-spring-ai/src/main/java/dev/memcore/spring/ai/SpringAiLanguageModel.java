package dev.memcore.spring.ai;

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
import dev.memcore.spi.model.ModelTool;
import dev.memcore.spi.model.ModelToolCall;
import dev.memcore.spi.model.ReplyEnd;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/**
 * A language model of memcore that uses a chat model of Spring AI.
 *
 * <ul>
 *   <li><b>Options.</b> The options of the chat model, with the limit of tokens, the temperature and the stop texts of the
 *       request where they are set. The seed is ignored, because Spring AI has no option for it.
 *   <li><b>Tools.</b> The model is offered the tools of the request. Their calls are returned and never executed here.
 *   <li><b>Timeout and interrupts.</b> The call runs on a thread of the executor. After the timeout, or if the caller is
 *       interrupted, that thread is interrupted and its reply is dropped.
 *   <li><b>Threads.</b> Safe for use by several threads if the chat model is.
 *   <li><b>Failure.</b> {@link MemoryException} with {@link ErrorCode#COMPONENT_FAILED} if the model fails, takes longer
 *       than the timeout, or returns no message.
 * </ul>
 */
public final class SpringAiLanguageModel implements LanguageModel {
    private final ChatModel model;
    private final ModelCalls calls;

    private SpringAiLanguageModel(ChatModel model, ModelCalls calls) {
        this.model = model;
        this.calls = calls;
    }

    /**
     * Returns a language model.
     *
     * @param executor runs the calls, one task for each call; virtual threads are sufficient. The host closes it
     */
    public static SpringAiLanguageModel of(ChatModel model, ExecutorService executor) {
        return new SpringAiLanguageModel(Arguments.present(model, "model"), ModelCalls.on(executor));
    }

    @Override
    public ModelReply complete(ModelRequest request) throws InterruptedException {
        Arguments.present(request, "request");
        Prompt prompt = new Prompt(messages(request.messages()), options(request));
        return reply(calls.answer(request.options(), () -> model.call(prompt)));
    }

    private ChatOptions options(ModelRequest request) {
        ModelOptions wanted = request.options();
        ChatOptions.Builder<?> options = builder(request.tools());
        if (wanted.maxTokens() != null) {
            options.maxTokens(wanted.maxTokens());
        }
        if (wanted.temperature() != null) {
            options.temperature(wanted.temperature());
        }
        if (!wanted.stop().isEmpty()) {
            options.stopSequences(wanted.stop());
        }
        return options.build();
    }

    private ChatOptions.Builder<?> builder(List<ModelTool> tools) {
        ChatOptions.Builder<?> own = model.getOptions().mutate();
        if (tools.isEmpty()) {
            return own;
        }
        ToolCallback[] offered = tools.stream().map(OfferedTool::new).toArray(ToolCallback[]::new);
        if (own instanceof ToolCallingChatOptions.Builder<?> calling) {
            return calling.toolCallbacks(offered);
        }
        ToolCallingChatOptions.Builder<?> calling = ToolCallingChatOptions.builder();
        calling.combineWith(own);
        return calling.toolCallbacks(offered);
    }

    /** A tool that the model may call. The host executes the calls. */
    private record OfferedTool(ModelTool tool) implements ToolCallback {
        @Override
        public ToolDefinition getToolDefinition() {
            return ToolDefinition.builder()
                    .name(tool.name())
                    .description(tool.description())
                    .inputSchema(tool.schema())
                    .build();
        }

        @Override
        public String call(String input) {
            throw ModelCalls.failed("executed the tool " + tool.name() + " itself; its calls must be returned", null);
        }
    }

    private static List<Message> messages(List<ModelMessage> messages) {
        ToolNames names = ToolNames.of(messages);
        return messages.stream().map(message -> message(message, names)).toList();
    }

    private static Message message(ModelMessage message, ToolNames names) {
        return switch (message.role()) {
            case SYSTEM -> new SystemMessage(message.text());
            case USER -> new UserMessage(message.text());
            case ASSISTANT ->
                AssistantMessage.builder()
                        .content(message.text())
                        .toolCalls(message.calls().stream()
                                .map(call -> new AssistantMessage.ToolCall(
                                        call.id(), "function", call.name(), call.arguments()))
                                .toList())
                        .build();
            case TOOL ->
                ToolResponseMessage.builder()
                        .responses(List.of(new ToolResponseMessage.ToolResponse(
                                ToolNames.callId(message), names.nameOf(message), message.text())))
                        .build();
        };
    }

    private static ModelReply reply(ChatResponse response) {
        Generation result = response.getResult();
        if (result == null) {
            throw ModelCalls.failed("returned no message", null);
        }
        AssistantMessage answer = result.getOutput();
        List<ModelToolCall> calls = answer.getToolCalls().stream()
                .map(call -> ModelReplies.call(call.id(), call.name(), call.arguments()))
                .toList();
        Usage usage = response.getMetadata().getUsage();
        return ModelReplies.of(
                answer.getText(),
                calls,
                end(result.getMetadata().getFinishReason()),
                usage.getPromptTokens(),
                usage.getCompletionTokens());
    }

    /** Providers name the reasons differently; these words are common to them. */
    private static ReplyEnd end(@Nullable String reason) {
        String name = reason == null ? "" : reason.toLowerCase(Locale.ROOT);
        if (name.contains("length") || name.contains("max_tokens")) {
            return ReplyEnd.LENGTH;
        }
        return name.contains("filter") || name.contains("safety") || name.contains("refusal")
                ? ReplyEnd.FILTERED
                : ReplyEnd.COMPLETE;
    }
}
