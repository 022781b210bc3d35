package dev.memcore.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.error.InvalidArgumentException;
import dev.memcore.api.filter.MemoryFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a recall leaves out: the question itself, and what its caller excludes. */
abstract class OwnQuestionContract extends StoreTest {
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final String QUESTION = "Where did Bob park the green bicycle?";
    private static final String ANSWER = "Bob parked the green bicycle behind the bakery.";

    private MemorySpace space() {
        return manager.space(BOB);
    }

    private static List<String> texts(RecallResult result) {
        return result.memories().stream().map(Memory::text).toList();
    }

    @Test
    void aQuestionThatWasAddedBeforeDoesNotFindItself() {
        Memory known = space().remember(ANSWER);
        SessionMemory session = space().session("monday");
        session.add(Role.USER, "Hello!");
        session.add(Role.USER, "  " + QUESTION);

        assertTrue(space().recall(QUESTION).memories().contains(known));
        for (RecallResult result : List.of(space().recall(QUESTION), session.recall(QUESTION))) {
            assertTrue(texts(result).stream().noneMatch(text -> text.contains(QUESTION)), () -> "" + texts(result));
        }
        assertTrue(space().recall(QUESTION).confidence() < 1);
    }

    @Test
    void soAfterARestartAndInAViewOfThePast() {
        space().remember(ANSWER);
        space().session("monday").add(Role.USER, QUESTION);
        Instant asked = clock.instant();
        clock.advance(Duration.ofHours(1));
        space().session("monday").add(Role.ASSISTANT, "Behind the bakery.");
        reopen();

        assertEquals(List.of(ANSWER), texts(space().asOf(asked).recall(QUESTION)));
        assertTrue(texts(space().recall(QUESTION)).contains(QUESTION), "it is answered by now");

        space().session("tuesday").add(Role.USER, QUESTION);
        reopen();
        assertEquals(
                1,
                texts(space().recall(QUESTION)).stream()
                        .filter(QUESTION::equals)
                        .count());
    }

    @Test
    void aMessageThatOnlyCallsToolsIsNoAnswer() {
        SessionMemory session = space().session("monday");
        session.add(Role.USER, QUESTION);
        session.add(Observation.builder("")
                .role(Role.ASSISTANT)
                .toolCallId("call 1")
                .build());

        assertEquals(List.of(), space().recall(QUESTION).memories());
    }

    @Test
    void whatIsNoQuestionOfAUserIsFoundByItsText() {
        Memory note = space().remember(QUESTION);
        Memory said = space().session("monday").add(Role.ASSISTANT, QUESTION);

        assertEquals(
                Set.of(note.id(), said.id()),
                Set.copyOf(space().recall(QUESTION).memories().stream()
                        .map(Memory::id)
                        .toList()));
    }

    @Test
    void anOldMessageIsNotTheQuestion() {
        SessionMemory session = space().session("monday");
        session.add(Role.USER, QUESTION);
        for (int i = 0; i < 20; i++) {
            session.add(Role.USER, "Note " + i);
        }

        assertTrue(texts(space().recall(QUESTION)).contains(QUESTION));
    }

    @Test
    void excludedMemoriesAreNoCandidates() {
        Memory first = space().remember(ANSWER);
        Memory second = space().remember("The bicycle of Bob is green.");
        manager.awaitIndexed();
        Memory third = space().remember("A bicycle needs oil.");
        Instant then = clock.instant();

        for (boolean past : new boolean[] {false, true}) {
            MemoryQuery query = MemoryQuery.builder(QUESTION)
                    .limit(2)
                    .excluding(Set.of(first.id()))
                    .build();
            RecallResult result = past ? space().asOf(then).recall(query) : space().recall(query);
            assertEquals(List.of(second, third), result.memories());
            assertEquals(
                    List.of(1, 2), result.hits().stream().map(Recalled::rank).toList());
            MemoryQuery fewer = query.toBuilder().excluding(Set.of(third.id())).build();
            assertEquals(List.of(second), space().recall(fewer).memories());
            assertEquals(
                    List.of(second),
                    space().recall(fewer.withFilter(MemoryFilter.any())).memories());
        }
        MemoryFilter listed =
                MemoryFilter.builder().excluding(Set.of(second.id())).build();
        assertEquals(List.of(first, third), space().stream(listed).toList());
    }

    @Test
    void whatTheWindowShowsCanBeLeftOut() {
        SessionMemory session = space().session("monday");
        session.add(Role.USER, "I parked the green bicycle behind the bakery.");
        session.add(Role.ASSISTANT, "The green bicycle is behind the bakery, then.");
        Memory other = space().session("sunday").add(Role.USER, "Bob has a green bicycle.");

        MemoryQuery query = MemoryQuery.builder(QUESTION)
                .excludingWindow(session.window(1_000))
                .build();
        assertEquals(List.of(other), space().recall(query).memories());
        assertEquals(List.of(), session.recall(query).memories());
    }

    @Test
    void aSessionAnswersOnlyFromItself() {
        Memory mine = space().session("monday").add(Role.ASSISTANT, ANSWER);
        space().session("tuesday").add(Role.ASSISTANT, ANSWER);
        SessionMemory session = space().session("monday");
        MemoryFilter both =
                MemoryFilter.builder().session("monday").session("tuesday").build();
        MemoryFilter other = MemoryFilter.builder().session("tuesday").build();

        assertEquals(
                List.of(mine),
                session.recall(MemoryQuery.of(QUESTION).withFilter(both)).memories());
        MemoryQuery elsewhere = MemoryQuery.of(QUESTION).withFilter(other);
        assertThrows(InvalidArgumentException.class, () -> session.recall(elsewhere));
    }

    @Test
    void tooManyExclusionsAreRefused() {
        MemoryFilter.Builder filter = MemoryFilter.builder();
        for (int i = 0; i <= MemoryFilter.MAX_EXCLUDED; i++) {
            filter.excluding(Set.of(new MemoryId(0, i)));
        }
        assertThrows(InvalidArgumentException.class, filter::build);
    }
}
