package dev.memcore.adapter.chat;

import static dev.memcore.adapter.chat.Line.answer;
import static dev.memcore.adapter.chat.Line.call;
import static dev.memcore.adapter.chat.Line.result;
import static dev.memcore.adapter.chat.Line.said;
import static dev.memcore.adapter.chat.Line.user;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WholeExchangesTest {
    private static void assertWhole(List<Line> expected, Line... lines) {
        List<Line> whole = new WholeExchanges<>(Lines.TRANSLATION)
                .of(Lines.entries(List.of(lines))).stream()
                        .map(WindowEntry::message)
                        .toList();
        assertEquals(said(expected), said(whole));
    }

    @Test
    void wholeExchangesStay() {
        assertWhole(List.of());
        assertWhole(
                List.of(user("q"), call("a", "b"), result("a"), result("b"), answer("x")),
                user("q"),
                call("a", "b"),
                result("a"),
                result("b"),
                answer("x"));
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
        assertWhole(List.of(call("a"), result("a"), answer("x")), call("a"), result("a"), result("a"), answer("x"));
        assertWhole(List.of(answer("x"), user("r")), answer("x"), result("a"), user("r"));
        assertWhole(List.of(user("q"), user("r")), user("q"), call("a"), user("r"), result("a"));
    }

    @Test
    void oneResultMayAnswerSeveralCalls() {
        assertWhole(List.of(call("a", "b"), result("b", "a"), user("r")), call("a", "b"), result("b", "a"), user("r"));
        assertWhole(List.of(user("r")), call("a"), result("a", "b"), user("r"));
        assertWhole(List.of(call("a"), result("a"), user("r")), call("a"), result("a", "b"), result("a"), user("r"));
        assertWhole(List.of(user("r")), call("a"), result(), user("r"));
    }

    @Test
    void idsMayRepeatOrBeMissing() {
        Line[] twice = {call("call_0"), result("call_0"), answer("x"), call("call_0"), result("call_0"), answer("y")};
        assertWhole(List.of(twice), twice);
        assertWhole(List.of(answer("x"), user("r")), call("call_0"), answer("x"), call("call_0"), user("r"));
        for (String id : new String[] {null, "", "\u0000"}) {
            Line[] both = {call(id, id), result(id), result(id), user("r")};
            assertWhole(List.of(both), both);
            assertWhole(List.of(user("r")), call(id, id), result(id), user("r"));
        }
    }
}
