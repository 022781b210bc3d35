package dev.memcore.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.MemcoreBuilder;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.model.Race;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a session promises: turns go in, the recent window and the session's recall come out. */
abstract class SessionContract extends StoreTest {
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final int PLENTY = 1_000_000;

    private MemorySpace space;
    private SessionMemory session;

    @BeforeEach
    void openSession() {
        space = manager.space(BOB);
        session = space.session("monday");
    }

    @Override
    public MemcoreBuilder builder() {
        // A token is a word.
        return super.builder().tokenCounter(text -> text.split(" ").length).windowMessages(10);
    }

    @Test
    void aMessageBecomesATurnOfTheSession() {
        Memory turn = session.add(Role.USER, "good morning");

        assertEquals(
                Observation.builder("good morning")
                        .role(Role.USER)
                        .kind(Kind.TURN)
                        .tier(Tier.SHORT)
                        .session("monday")
                        .build(),
                turn.observation());
        assertEquals(List.of(turn), session.window(PLENTY));
    }

    @Test
    void aMessageOfAnotherKindKeepsItsKindAndTier() {
        Memory kept = session.add(Observation.builder("Bob likes tea")
                .kind(Kind.FACT)
                .session("tuesday")
                .build());

        assertEquals(Kind.FACT, kept.kind());
        assertEquals(Tier.LONG, kept.tier());
        assertEquals("monday", kept.session());
    }

    @Test
    void whatAHostSetsStaysEvenIfItIsADefault() {
        Memory note =
                session.add(Observation.builder("Bob paid").kind(Kind.NOTE).build());
        assertEquals(Kind.NOTE, note.kind());
        assertEquals(Tier.LONG, note.tier());
        for (Tier tier : Tier.values()) {
            Memory turn = session.add(Observation.builder("hello").tier(tier).build());
            assertEquals(Kind.TURN, turn.kind());
            assertEquals(tier, turn.tier());
        }
        Memory turn = session.add(Observation.builder("hello").kind(Kind.TURN).build());
        assertEquals(Tier.SHORT, turn.tier());
        assertEquals(note.kind(), session.add(note.observation()).kind(), "what was remembered has a kind");
        assertEquals(Kind.NOTE, space.remember("outside of a session").kind());
    }

    @Test
    void theWindowHasTheLatestThatFitInOrder() {
        session.addAll(messages("one two three", "four", "five six"));

        assertEquals(List.of("one two three", "four", "five six"), texts(session.window(6)));
        assertEquals(List.of("four", "five six"), texts(session.window(5)));
        assertEquals(List.of("five six"), texts(session.window(2)));
        assertEquals(List.of(), texts(session.window(1)));
        assertEquals(List.of(), texts(session.window(0)));
    }

    @Test
    void aToolCallIsNeverSeparatedFromItsResult() {
        session.add(Role.USER, "what is the weather");
        session.add(Observation.builder("calling")
                .role(Role.ASSISTANT)
                .toolCallId("c1")
                .build());
        session.add(
                Observation.builder("sunny").role(Role.TOOL).toolCallId("c1").build());
        session.add(Role.ASSISTANT, "it is sunny");

        assertEquals(List.of("it is sunny"), texts(session.window(4)), "the result without its call stays out");
        assertEquals(List.of("calling", "sunny", "it is sunny"), texts(session.window(5)));
    }

    @Test
    void toolCallIdsMayRepeat() {
        for (int i = 1; i <= 300; i++) {
            session.addAll(
                    List.of(user("question " + i), call("calling " + i, "call_0"), result("found " + i, "call_0")));
            session.add(Role.ASSISTANT, "answer " + i);
        }

        assertEquals(1_200, session.window(PLENTY).size());
        assertEquals(List.of("question 300", "calling 300", "found 300", "answer 300"), texts(session.window(8)));
        assertEquals(List.of("calling 300", "found 300", "answer 300"), texts(session.window(7)));
        assertEquals(List.of("answer 300"), texts(session.window(5)));
        reopen();
        assertEquals(1_200, manager.space(BOB).session("monday").window(PLENTY).size());
    }

    @Test
    void anExchangeLeavesTheWindowWithAnyOfItsMessages() {
        session.add(user("find flights"));
        session.add(call("searching", "a", "b"));
        MemoryId first = session.add(result("flight A", "a")).id();
        session.add(result("flight B", "b"));
        session.add(Role.ASSISTANT, "two flights");

        space.forget(first);
        assertEquals(List.of("find flights", "two flights"), texts(session.window(PLENTY)));
        space.undo(first);
        assertEquals(5, session.window(PLENTY).size());
    }

    @Test
    void aCallThatWasNeverAnsweredIsNotShownOnceTheConversationGoesOn() {
        session.add(user("book it"));
        session.add(call("booking", "b1"));
        assertEquals(List.of("book it", "booking"), texts(session.window(PLENTY)), "the agent still runs the tool");

        session.add(user("are you there"));
        assertEquals(List.of("book it", "are you there"), texts(session.window(PLENTY)));

        session.add(result("booked", "b1"));
        assertEquals(
                List.of("book it", "are you there", "booking", "booked"),
                texts(session.window(PLENTY)),
                "a late result stands where it came, after its call");
    }

    private static Observation user(String text) {
        return Observation.builder(text).role(Role.USER).build();
    }

    private static Observation call(String text, String... ids) {
        return message(text, Role.ASSISTANT, ids);
    }

    private static Observation result(String text, String... ids) {
        return message(text, Role.TOOL, ids);
    }

    private static Observation message(String text, Role role, String... ids) {
        Observation.Builder message = Observation.builder(text).role(role);
        Stream.of(ids).forEach(message::toolCallId);
        return message.build();
    }

    @Test
    void theWindowIsOfThisSessionAndScopeOnly() {
        session.add(Role.USER, "in this session");
        space.session("tuesday").add(Role.USER, "in another session");
        manager.space(Scope.of("acme", "eve")).session("monday").add(Role.USER, "of another user");
        manager.space(Scope.of("acme")).session("monday").add(Role.USER, "of the tenant");
        space.remember("in no session");

        assertEquals(List.of("in this session"), texts(session.window(PLENTY)));
    }

    @Test
    void theWindowShowsNoLabelledMessageToAReaderWithoutClearance() {
        SessionMemory cleared =
                manager.space(new Principal(BOB, Set.of("secret"))).session("monday");
        cleared.add(Role.USER, "hello");
        cleared.add(Observation.builder("the code is 1234").label("secret").build());
        cleared.add(Role.ASSISTANT, "noted");

        assertEquals(List.of("hello", "noted"), texts(session.window(PLENTY)));
        assertEquals(List.of("hello", "the code is 1234", "noted"), texts(cleared.window(PLENTY)));
    }

    @Test
    void theWindowFollowsEveryChange() {
        MemoryId first = session.add(Role.USER, "first").id();
        MemoryId second = session.add(Role.USER, "second").id();
        MemoryId third = session.add(Role.USER, "third").id();
        assertEquals(List.of("first", "second", "third"), texts(session.window(PLENTY)));

        space.revise(first, "revised");
        space.forget(second);
        space.apply(List.of(new MemoryOp.Quarantine(third, Cause.HOST)));
        assertEquals(List.of("revised"), texts(session.window(PLENTY)));

        space.apply(List.of(new MemoryOp.Release(third, Cause.HOST)));
        assertEquals(List.of("revised", "third"), texts(session.window(PLENTY)));
    }

    @Test
    void anExpiredMessageLeavesTheWindow() {
        session.add(Observation.builder("for a minute")
                .expiresAt(START.plusSeconds(60))
                .build());
        session.add(Role.USER, "for good");
        assertEquals(List.of("for a minute", "for good"), texts(session.window(PLENTY)));

        clock.advance(Duration.ofMinutes(1));
        assertEquals(List.of("for good"), texts(session.window(PLENTY)));
    }

    @Test
    void theWindowIsTheSameAfterReopening() {
        for (int i = 0; i < 15; i++) {
            session.add(Role.USER, "message " + i);
        }
        List<Memory> before = session.window(PLENTY);
        assertEquals(15, before.size(), "more than are kept in memory");

        reopen();
        assertEquals(before, manager.space(BOB).session("monday").window(PLENTY));
    }

    @Test
    void whatIsDerivedIsNoMessageAndTakesNoMessagesPlace() {
        session.addAll(messages("one", "two", "three"));
        MemoryId first = session.window(PLENTY).getFirst().id();
        for (int i = 0; i < 50; i++) {
            space.remember(Observation.builder("derived " + i)
                    .session("monday")
                    .derivedFrom(first)
                    .build());
        }
        assertEquals(List.of("one", "two", "three"), texts(session.window(PLENTY)));
        reopen();
        assertEquals(
                List.of("one", "two", "three"),
                texts(manager.space(BOB).session("monday").window(PLENTY)));
    }

    @Test
    void concurrentMessagesTakeOneOrderForAll() {
        Race.of(8, thread -> session.add(Role.USER, "by " + thread));

        List<Memory> window = session.window(PLENTY);
        assertEquals(8, window.size());
        assertEquals(
                window.stream().map(Memory::id).sorted().toList(),
                window.stream().map(Memory::id).toList());
        reopen();
        assertEquals(window, manager.space(BOB).session("monday").window(PLENTY));
    }

    @Test
    void recallStaysWithinTheSession() {
        Memory here = session.add(Role.USER, "tea with milk");
        space.session("tuesday").add(Role.USER, "tea without milk");

        assertEquals(List.of(here), session.recall("tea milk").memories());
        assertEquals(2, space.recall("tea milk").hits().size());
        assertTrue(space.session("wednesday").recall("tea").hits().isEmpty());
    }

    private static List<Observation> messages(String... texts) {
        return Stream.of(texts)
                .map(text -> Observation.builder(text).role(Role.USER).build())
                .toList();
    }

    private static List<String> texts(List<Memory> memories) {
        return memories.stream().map(Memory::text).toList();
    }
}
