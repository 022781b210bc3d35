package dev.memcore.spring.ai;

import dev.memcore.spring.ai.message.SpringMessageCodec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;

/** Messages for tests. */
final class SampleMessages {
    private SampleMessages() {}

    static UserMessage user(String text) {
        return new UserMessage(text);
    }

    static AssistantMessage answer(String text) {
        return new AssistantMessage(text);
    }

    static SystemMessage system(String text) {
        return new SystemMessage(text);
    }

    static AssistantMessage calls(String... ids) {
        return AssistantMessage.builder()
                .content("")
                .toolCalls(Stream.of(ids)
                        .map(id -> new AssistantMessage.ToolCall(id, "function", "weather", "{\"city\":\"Lisbon\"}"))
                        .toList())
                .build();
    }

    static ToolResponseMessage results(String... ids) {
        return ToolResponseMessage.builder()
                .responses(Stream.of(ids)
                        .map(id -> new ToolResponseMessage.ToolResponse(id, "weather", "sunny " + id))
                        .toList())
                .build();
    }

    static List<Message> users(String... texts) {
        return Arrays.stream(texts).<Message>map(UserMessage::new).toList();
    }

    /** What the messages contain, including media, which Spring AI does not compare. */
    static List<Object> contents(List<? extends Message> messages) {
        return messages.stream().map(SpringMessageCodec::content).toList();
    }

    static List<String> texts(List<? extends Message> messages) {
        return messages.stream().map(SpringMessageCodec::text).toList();
    }
}
