package dev.memcore.spring.ai.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.content.Media;
import org.springframework.util.MimeTypeUtils;

final class SpringMessageCodecTest {
    private static <M extends Message> M again(M message) {
        @SuppressWarnings("unchecked")
        M read = (M) SpringMessageCodec.decode(SpringMessageCodec.encode(message, "chat"));
        assertEquals(SpringMessageCodec.content(message), SpringMessageCodec.content(read));
        return read;
    }

    @Test
    void plainMessagesHoldNoJson() {
        for (Message message : List.of(
                new UserMessage("Hello"), new AssistantMessage("Hi \uD83C\uDF75"), new SystemMessage("Be brief."))) {
            assertEquals(message, again(message));
            assertEquals("", SpringMessages.NAMES.json().in(SpringMessageCodec.encode(message, "chat")));
        }
    }

    @Test
    void toolCallsKeepIdTypeNameAndArguments() {
        AssistantMessage message = AssistantMessage.builder()
                .content("I look it up.")
                .toolCalls(List.of(
                        new AssistantMessage.ToolCall("call-1", "function", "weather", "{\"city\": \"Zo\u00EB\\n\"}"),
                        new AssistantMessage.ToolCall("", "custom", "a b", "not json")))
                .build();
        assertEquals(message, again(message));
        Observation stored = SpringMessageCodec.encode(message, "chat");
        assertEquals(List.of("call-1"), stored.toolCallIds());
        assertTrue(stored.text().startsWith("I look it up.\nweather({"), stored.text());
    }

    @Test
    void resultsOfSeveralToolsStayOneMessage() {
        ToolResponseMessage message = ToolResponseMessage.builder()
                .responses(List.of(
                        new ToolResponseMessage.ToolResponse("1", "weather", "sunny"),
                        new ToolResponseMessage.ToolResponse("2", "time", "")))
                .metadata(Map.of("took", 12L))
                .build();
        assertEquals(message, again(message));
        assertEquals(
                List.of("1", "2"), SpringMessageCodec.encode(message, "chat").toolCallIds());
        ToolResponseMessage silent = ToolResponseMessage.builder()
                .responses(List.of(new ToolResponseMessage.ToolResponse("1", "write", "")))
                .build();
        assertEquals(silent, again(silent));
    }

    @Test
    void metadataKeepTheirTypes() {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put("int", 7);
        metadata.put("long", 7L);
        metadata.put("real", 7.0);
        metadata.put("nan", Double.NaN);
        metadata.put("float", 1.5f);
        metadata.put("big", new BigInteger("123456789012345678901234567890"));
        metadata.put("decimal", new BigDecimal("1.10"));
        metadata.put("flag", true);
        metadata.put("time", Instant.parse("2026-01-02T03:04:05.678Z"));
        metadata.put("list", new ArrayList<>(Arrays.asList("a", null, 1L, List.of(Map.of("$long", "no number")))));
        metadata.put("map", Map.of("$map", Map.of(), "nested", Map.of("x", 1.25)));
        metadata.put("", "an empty name");
        UserMessage message =
                UserMessage.builder().text("Hi").metadata(metadata).build();
        assertEquals(message.getMetadata(), again(message).getMetadata());
    }

    @Test
    void otherMetadataBecomesWhatJacksonWrites() {
        AssistantMessage message = AssistantMessage.builder()
                .content("Hi")
                .properties(Map.of("uri", URI.create("http://example.org"), "point", new Point(1, 2)))
                .build();
        Map<String, Object> read = SpringMessageCodec.decode(SpringMessageCodec.encode(message, "chat"))
                .getMetadata();
        assertEquals("http://example.org", read.get("uri"));
        assertEquals(Map.of("x", 1, "y", 2), read.get("point"));
    }

    /** A value that JSON represents as an object. */
    record Point(int x, int y) {}

    @Test
    void mediaKeepTheirReferenceOrTheirBytes() {
        UserMessage message = UserMessage.builder()
                .text("What is this?")
                .media(
                        new Media(MimeTypeUtils.IMAGE_PNG, URI.create("https://example.org/a.png")),
                        Media.builder()
                                .mimeType(MimeTypeUtils.IMAGE_JPEG)
                                .data(new byte[] {0, -1, 7})
                                .id("image-1")
                                .name("photo")
                                .build())
                .build();
        List<Media> media = again(message).getMedia();
        assertEquals("https://example.org/a.png", media.getFirst().getData());
        assertEquals(MimeTypeUtils.IMAGE_PNG, media.getFirst().getMimeType());
        assertArrayEquals(new byte[] {0, -1, 7}, media.getLast().getDataAsByteArray());
        assertEquals("image-1", media.getLast().getId());
        assertEquals("photo", media.getLast().getName());
    }

    @Test
    void messagesWithoutTextReturnAsTheyWere() {
        for (Message message : List.of(
                new AssistantMessage(""),
                new AssistantMessage(null),
                new UserMessage(""),
                new AssistantMessage("(no text)"))) {
            assertEquals(message.getText(), again(message).getText());
        }
    }

    @Test
    void unpairedSurrogatesSurvive() {
        UserMessage message = new UserMessage("cut \uD83C");
        assertEquals("cut \uD83C", again(message).getText());
    }

    @Test
    void largeMediaAreRejectedWithTheLimit() {
        UserMessage message = UserMessage.builder()
                .text("What is this?")
                .media(Media.builder()
                        .mimeType(MimeTypeUtils.IMAGE_PNG)
                        .data(new byte[300_000])
                        .build())
                .build();
        MemoryException error = assertThrows(MemoryException.class, () -> SpringMessageCodec.encode(message, "chat"));
        assertEquals(ErrorCode.LIMIT_EXCEEDED, error.code());
        assertTrue(String.valueOf(error.getMessage()).contains("253952"), error.toString());
    }

    @Test
    void longJsonIsStoredInPartsAndRead() {
        String arguments = "\uD83C\uDF75x".repeat(20_000);
        AssistantMessage message = AssistantMessage.builder()
                .content("")
                .toolCalls(List.of(new AssistantMessage.ToolCall("1", "function", "write", arguments)))
                .build();
        assertEquals(message, again(message));
    }

    @Test
    void cyclicMetadataIsRejected() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        UserMessage message = UserMessage.builder()
                .text("Hi")
                .metadata(Map.of("cycle", cycle))
                .build();
        MemoryException error = assertThrows(MemoryException.class, () -> SpringMessageCodec.encode(message, "chat"));
        assertEquals(ErrorCode.INVALID_ARGUMENT, error.code());
    }

    @Test
    void messagesOfOtherOriginBecomeMessagesOfTheirRole() {
        Observation call = Observation.builder("I look it up.")
                .role(Role.ASSISTANT)
                .toolCallId("call-1")
                .build();
        AssistantMessage read = (AssistantMessage) SpringMessageCodec.decode(call);
        assertEquals("call-1", read.getToolCalls().getFirst().id());
        assertEquals(
                "a note", SpringMessageCodec.decode(Observation.of("a note")).getText());
    }
}
