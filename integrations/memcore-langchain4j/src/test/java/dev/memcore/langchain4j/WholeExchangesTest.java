package dev.memcore.langchain4j;

import static dev.memcore.langchain4j.Messages.ai;
import static dev.memcore.langchain4j.Messages.call;
import static dev.memcore.langchain4j.Messages.result;
import static dev.memcore.langchain4j.Messages.user;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WholeExchangesTest {
    private static void assertWhole(List<ChatMessage> expected, ChatMessage... messages) {
        assertEquals(expected, WholeExchanges.of(List.of(messages)));
    }

    @Test
    void wholeExchangesStay() {
        assertWhole(List.of());
        assertWhole(
                List.of(user("q"), call("a", "b"), result("a"), result("b"), ai("x")),
                user("q"),
                call("a", "b"),
                result("a"),
                result("b"),
                ai("x"));
    }

    @Test
    void aCallThatIsBeingAnsweredStays() {
        assertWhole(List.of(user("q"), call("a", "b")), user("q"), call("a", "b"));
        assertWhole(List.of(call("a", "b"), result("b")), call("a", "b"), result("b"));
    }

    @Test
    void tornExchangesGo() {
        assertWhole(List.of(user("q")), result("a"), user("q"));
        assertWhole(List.of(user("q"), user("r")), user("q"), result("a"), result("b"), user("r"));
        assertWhole(List.of(user("r")), call("a", "b"), result("a"), user("r"));
        assertWhole(List.of(user("r")), call("a"), user("r"));
        assertWhole(List.of(user("r")), call("a", "b"), result("a"), result("a"), user("r"));
        assertWhole(List.of(user("r")), call("a"), result("b"), user("r"));
        assertWhole(List.of(call("a"), result("a"), user("r")), call("a"), result("b"), result("a"), user("r"));
        assertWhole(List.of(call("a"), result("a"), ai("x")), call("a"), result("a"), result("a"), ai("x"));
        assertWhole(List.of(ai("x"), user("r")), ai("x"), result("a"), user("r"));
    }

    @Test
    void idsMayRepeatOrBeMissing() {
        ChatMessage[] twice = {call("call_0"), result("call_0"), ai("x"), call("call_0"), result("call_0"), ai("y")};
        assertWhole(List.of(twice), twice);
        assertWhole(List.of(ai("x"), user("r")), call("call_0"), ai("x"), call("call_0"), user("r"));
        ToolExecutionRequest unnamed =
                ToolExecutionRequest.builder().name("weather").arguments("{}").build();
        ChatMessage call = AiMessage.from(unnamed, unnamed);
        ChatMessage result = ToolExecutionResultMessage.from((String) null, "weather", "sunny");
        assertWhole(List.of(call, result, result, user("r")), call, result, result, user("r"));
        assertWhole(List.of(user("r")), call, result, user("r"));
    }
}
