package dev.memcore.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.memcore.adapter.WellFormed;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Extracts the searchable text of a message. */
final class MessageText {
    private MessageText() {}

    /**
     * Returns the texts of a message, one per line, with tool calls as {@code name(arguments)}; empty if it has no
     * text.
     */
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
