package dev.memcore.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a message says, as text that can be searched. */
final class MessageText {
    private MessageText() {}

    /** The texts of a message, a line each, tool calls as {@code name(arguments)}; empty if it has none. */
    static String of(ChatMessage message) {
        return WellFormed.text(
                switch (message) {
                    case SystemMessage system -> system.text();
                    case UserMessage user -> texts(user.contents());
                    case AiMessage answer -> answer(answer);
                    case ToolExecutionResultMessage result -> texts(result.contents());
                    default -> "";
                });
    }

    private static String texts(List<Content> contents) {
        return contents.stream()
                .filter(TextContent.class::isInstance)
                .map(content -> ((TextContent) content).text())
                .collect(Collectors.joining("\n"));
    }

    private static String answer(AiMessage answer) {
        return Stream.concat(
                        Stream.ofNullable(answer.text()),
                        answer.toolExecutionRequests().stream().map(MessageText::call))
                .collect(Collectors.joining("\n"));
    }

    private static String call(ToolExecutionRequest request) {
        return request.name() + "(" + Objects.requireNonNullElse(request.arguments(), "") + ")";
    }
}
