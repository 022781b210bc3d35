package dev.memcore.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.List;
import java.util.stream.Stream;

/** Messages in few words. */
final class Messages {
    private Messages() {}

    static ChatMessage user(String text) {
        return UserMessage.from(text);
    }

    static ChatMessage ai(String text) {
        return AiMessage.from(text);
    }

    static ChatMessage system(String text) {
        return SystemMessage.from(text);
    }

    /** A call of a weather tool for each id. */
    static ChatMessage call(String... ids) {
        return AiMessage.from(Stream.of(ids)
                .map(id -> ToolExecutionRequest.builder()
                        .id(id)
                        .name("weather")
                        .arguments("{\"city\":\"" + id + "\"}")
                        .build())
                .toList());
    }

    static ChatMessage result(String id) {
        return ToolExecutionResultMessage.from(id, "weather", "sunny in " + id);
    }

    static List<ChatMessage> users(String... texts) {
        return Stream.of(texts).map(Messages::user).toList();
    }
}
