package dev.memcore.store.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.spi.ToolExchanges;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnWindowTest {
    private static final int PLENTY = 1_000_000;

    /** Words are messages, see {@link Chat}; what a window has is told by their places, from 0. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "a call and its result, u c:1 r:1 u, 0 1 2 3",
        "parallel calls, u c:12 r:1 r:2 a, 0 1 2 3 4",
        "results in another order, u c:12 r:2 r:1 a, 0 1 2 3 4",
        "one message with both results, u c:12 r:12 a, 0 1 2 3",
        "a part of the results and the user goes on, u c:12 r:1 u a, 0 3 4",
        "no result and the user goes on, u c:1 u a, 0 2 3",
        "no result and the agent goes on, u c:1 a u, 0 2 3",
        "no result and the system goes on, u c:1 s u, 0 2 3",
        "one of two results was forgotten, u c:12 -r:1 r:2 a u, 0 4 5",
        "the call was forgotten, u -c:1 r:1 a u, 0 3 4",
        "a call that is still open, u c:1, 0 1",
        "calls of which some are still open, u c:123 r:2 r:1, 0 1 2 3",
        "a result without a call, u r:1 u, 0 2",
        "a result before its call, u r:1 c:1 u, 0 3",
        "a result before its call which is still open, u r:1 c:1, 0 2",
        "a second result, u c:1 r:1 r:1 a, 0 1 2 4",
        "a result of two exchanges, u c:1 r:1 c:2 r:12 a, 0 1 2 5",
        "the same id in every turn, u c:1 r:1 a u c:1 r:1 a, 0 1 2 3 4 5 6 7",
        "the same id after a call that was never answered, u c:1 u c:1 r:1 a, 0 2 3 4 5",
        "a second result after a call that was never answered, u c:1 u c:1 r:1 r:1 a, 0 2 3 4 6",
        "a late result, u c:1 u a r:1 a, 0 2 3 1 4 5",
        "a late result of parallel calls, u c:12 r:1 u r:2 a, 0 3 1 2 4 5",
        "late results of two calls, c:1 c:2 r:1 r:2, 0 2 1 3",
        "a late result while another call is open, c:1 u c:2 r:1, 1 0 3 2",
        "two open calls, u c:1 c:2, 0 2",
        "results that name no call, a r r u r, 0 1 2 3",
        "a result that names no call after one that answers nothing, u c:1 r:2 r, 0 1",
        "results that name none of the calls before, u c:12 r r a, 0 1 2 3 4",
        "a result that names no call after all are answered, u c:1 r:1 r a, 0 1 2 4",
        "a result that names an answered call, u c:12 r r:1 r:2 a, 0 1 2 4 5",
    })
    void aWindowIsAListThatChatModelsAccept(String name, String chat, String window) {
        List<Memory> all = Chat.of(chat);
        assertEquals(window, Chat.places(latest(all, PLENTY)), name);
        assertNull(Chat.fault(latest(all, PLENTY)), name);
        for (int tokens = 0; tokens <= all.size(); tokens++) {
            assertNull(Chat.fault(latest(all, tokens)), name);
        }
    }

    @Test
    void anExchangeComesWholeOrNotAtAll() {
        List<Memory> chat = Chat.of("u c:12 r:1 r:2 a u c:1 r:1");
        assertEquals("", Chat.places(latest(chat, 1)));
        assertEquals("6 7", Chat.places(latest(chat, 2)));
        assertEquals("4 5 6 7", Chat.places(latest(chat, 6)));
        assertEquals("1 2 3 4 5 6 7", Chat.places(latest(chat, 7)));
        assertEquals("", Chat.places(latest(Chat.of("u c:123 r:1 r:2"), 2)), "an open exchange, too");
    }

    @Test
    void aResultThatComesTooLateAnswersNothing() {
        String between = "u ".repeat(ToolExchanges.MOST_BETWEEN);
        assertEquals(103, latest(Chat.of("u c:1 " + between + "r:1"), PLENTY).size());
        assertEquals(102, latest(Chat.of("u c:1 u " + between + "r:1"), PLENTY).size());
    }

    @Test
    void anEndOfASessionSaysWhetherMoreWouldChangeTheWindow() {
        List<Memory> chat = Chat.of("u u c:1 u u r:1 u");
        List<Memory> end = chat.subList(3, chat.size());
        assertFalse(TurnWindow.of(end, false, 9, text -> 1).settled(), "there is room");
        assertFalse(TurnWindow.of(end, false, 1, text -> 1).settled(), "the result may have a call");
        assertTrue(TurnWindow.of(end, false, 0, text -> 1).settled(), "the result is behind what does not fit");
        assertTrue(TurnWindow.of(end, true, 9, text -> 1).settled());
        List<Memory> answered = chat.subList(2, chat.size());
        assertTrue(TurnWindow.of(answered, false, 3, text -> 1).settled());
    }

    @Property
    void windowsAreLegalAndAsLongAsTheBudgetAllows(
            @ForAll("chats") List<Memory> chat, @ForAll @IntRange(min = 0, max = 24) int tokens) {
        List<Memory> window = latest(chat, tokens);
        assertNull(Chat.fault(window));
        assertEquals(Chat.places(longestEnd(Chat.inOrder(chat), tokens)), Chat.places(window));
        boolean anEndFits = Chat.ends(chat).anyMatch(end -> Chat.fault(end) == null && cost(end) <= tokens);
        assertTrue(!window.isEmpty() || !anEndFits, "a part of the session itself would do");
    }

    /** What is known of a session never makes a difference: what is not settled is asked for again. */
    @Property
    void whatIsSettledIsWhatTheWholeSessionGives(
            @ForAll("chats") List<Memory> chat,
            @ForAll @IntRange(min = 0, max = 24) int tokens,
            @ForAll @IntRange(min = 0, max = 16) int known) {
        List<Memory> end = chat.subList(Math.max(0, chat.size() - known), chat.size());
        TurnWindow window = TurnWindow.of(end, end.size() == chat.size(), tokens, String::length);
        if (window.settled()) {
            assertEquals(Chat.places(latest(chat, tokens)), Chat.places(window.messages()));
        }
    }

    @Provide
    Arbitrary<List<Memory>> chats() {
        return anyChat();
    }

    static Arbitrary<List<Memory>> anyChat() {
        Arbitrary<String> ids = Arbitraries.of("1", "1", "2", "12", "23", "123");
        Arbitrary<String> word = Arbitraries.oneOf(
                Arbitraries.of("u", "a", "s", "r"), ids.map(id -> "c:" + id), ids.map(id -> "r:" + id));
        Arbitrary<String> said = Combinators.combine(
                        word, Arbitraries.of("", "", "", "", "", "-"), Arbitraries.of("", "", "+", "++"))
                .as((what, gone, longer) -> gone + what + longer);
        return said.list().ofMaxSize(16).map(words -> Chat.of(String.join(" ", words)));
    }

    /** By trying every cut. */
    private static List<Memory> longestEnd(List<Memory> messages, int tokens) {
        for (int cut = 0; cut < messages.size(); cut++) {
            List<Memory> end = messages.subList(cut, messages.size());
            if (cost(end) <= tokens && Chat.fault(end) == null && !Chat.isSplit(messages, cut)) {
                return end;
            }
        }
        return List.of();
    }

    private static int cost(List<Memory> messages) {
        return messages.stream().mapToInt(each -> each.text().length()).sum();
    }

    private static List<Memory> latest(List<Memory> messages, int tokens) {
        return new ArrayList<>(
                TurnWindow.of(messages, true, tokens, String::length).messages());
    }
}
