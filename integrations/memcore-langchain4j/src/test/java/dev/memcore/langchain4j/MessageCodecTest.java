package dev.memcore.langchain4j;

import static dev.memcore.langchain4j.Messages.ai;
import static dev.memcore.langchain4j.Messages.call;
import static dev.memcore.langchain4j.Messages.result;
import static dev.memcore.langchain4j.Messages.system;
import static dev.memcore.langchain4j.Messages.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.CustomMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.memcore.Memcore;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MessageCodecTest {
    private static final String HALF_AN_EMOJI = "cut \uD83C off";

    static Stream<ChatMessage> everySortOfMessage() {
        return Stream.of(
                user("plain"),
                user(" \n "),
                user(HALF_AN_EMOJI),
                user("\u0000 control \u001b[31m"),
                user("quotes \" and \\ and \\ud83c and \uD83C\uDF0D".repeat(1_000)),
                UserMessage.from("Anna", "with a name"),
                UserMessage.from("line\nbreak", "with an odd name"),
                UserMessage.builder()
                        .name("Bob")
                        .addContent(TextContent.from("look"))
                        .addContent(ImageContent.from("aGVsbG8=", "image/png"))
                        .attributes(Map.of("key", "value", "n", 5))
                        .build(),
                UserMessage.from(ImageContent.from("https://example.org/a.png")),
                ai("an answer"),
                ai(""),
                AiMessage.builder().thinking("hm").build(),
                AiMessage.builder()
                        .text("let me look")
                        .thinking("I should look")
                        .toolExecutionRequests(List.of(request(null, "search", null), request("b\nc", "x", "{}")))
                        .attributes(Map.of("signature", "s".repeat(10_000)))
                        .build(),
                call("1", "2"),
                result("1"),
                ToolExecutionResultMessage.from("", "tool", ""),
                ToolExecutionResultMessage.builder()
                        .toolName("tool")
                        .text("it failed")
                        .isError(true)
                        .attributes(Map.of("took", "3 s"))
                        .build(),
                ToolExecutionResultMessage.builder()
                        .id("7")
                        .toolName("tool")
                        .contents(TextContent.from("a"), TextContent.from("b"))
                        .build(),
                system("You are a helpful assistant."),
                CustomMessage.from(Map.of("anything", List.of(1, "two"), "nested", Map.of("a", true))));
    }

    private static ToolExecutionRequest request(@Nullable String id, String name, @Nullable String arguments) {
        return ToolExecutionRequest.builder()
                .id(id)
                .name(name)
                .arguments(arguments)
                .build();
    }

    @ParameterizedTest
    @MethodSource("everySortOfMessage")
    void aMessageComesBackEqual(ChatMessage message) {
        try (MemoryManager manager = Memcore.inMemory()) {
            Memory memory = manager.space(Scope.of("acme")).remember(MessageCodec.encode(message, "chat"));

            assertEquals(message, MessageCodec.decode(memory));
        }
    }

    @Test
    void whatJsonCannotHoldComesBackAsItsNormalForm() {
        ChatMessage precise = UserMessage.builder()
                .addContent(TextContent.from("hello"))
                .attributes(Map.of("count", 5L))
                .build();

        ChatMessage normal = MessageCodec.normal(precise);

        assertEquals(5, ((UserMessage) normal).attributes().get("count"));
        assertEquals(normal, MessageCodec.normal(normal));
    }

    @Test
    void plainMessagesNeedNoJson() {
        for (ChatMessage message :
                List.of(user("a"), UserMessage.from("Anna", "a"), ai("b"), result("1"), system("s"))) {
            assertEquals(1, MessageCodec.encode(message, "chat").attributes().size(), message::toString);
        }
        assertEquals(2, MessageCodec.encode(call("1"), "chat").attributes().size());
    }

    @Test
    void memcoreSeesWhoSpeaksAndWhatIsCalled() {
        Observation call = MessageCodec.encode(call("1", "2"), "chat");
        Observation result = MessageCodec.encode(result("2"), "chat");

        assertEquals(Role.ASSISTANT, call.role());
        assertEquals(List.of("1", "2"), call.toolCallIds());
        assertEquals("weather({\"city\":\"1\"})\nweather({\"city\":\"2\"})", call.text());
        assertEquals(Role.TOOL, result.role());
        assertEquals(List.of("2"), result.toolCallIds());
        assertEquals("weather", result.speaker());
        assertEquals("chat", result.session());
        assertEquals(Kind.TURN, result.kind());
        assertEquals(
                "Anna",
                MessageCodec.encode(UserMessage.from("Anna", "hi"), "chat").speaker());
    }

    @Test
    void instructionsAndWhatHasNoTextAreKeptApart() {
        for (ChatMessage message : List.of(system("be brief"), user(" "), CustomMessage.from(Map.of("a", 1)))) {
            Observation hidden = MessageCodec.encode(message, "chat");
            assertEquals(Tier.ARCHIVE, hidden.tier(), message::toString);
            assertTrue(hidden.pinned());
        }
        Observation nothing = MessageCodec.encode(ToolExecutionResultMessage.from("7", "tool", ""), "chat");
        assertEquals("", nothing.text());
        assertEquals(1, nothing.attributes().size(), "no JSON");
        for (Observation shown : List.of(nothing, MessageCodec.encode(user("hi"), "chat"))) {
            assertEquals(Tier.SHORT, shown.tier());
            assertFalse(shown.pinned());
        }
    }

    @Test
    void aMessageThatDoesNotFitSaysSo() {
        ChatMessage video = UserMessage.from(ImageContent.from("A".repeat(300_000), "image/png"));

        MemoryException e = assertThrows(MemoryException.class, () -> MessageCodec.encode(video, "chat"));

        assertEquals(ErrorCode.LIMIT_EXCEEDED, e.code());
        assertTrue(e.toString().contains("the limit is 258048"), e::toString);
    }

    @Test
    void aMessageThatCannotBeWrittenSaysSo() {
        List<Object> endless = new ArrayList<>();
        endless.add(endless);
        ChatMessage odd = CustomMessage.from(Map.of("endless", endless));

        MemoryException e = assertThrows(MemoryException.class, () -> MessageCodec.encode(odd, "chat"));

        assertEquals(ErrorCode.INVALID_ARGUMENT, e.code());
    }
}
