package dev.memcore.papers.vote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.error.MemoryException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class AnswerCacheTest {
    private final AtomicLong state = new AtomicLong();
    private final AtomicInteger computed = new AtomicInteger();
    private final AnswerCache<String> cache =
            new AnswerCache<>(question -> question + computed.incrementAndGet(), state::get, 2);

    @Test
    void aRepeatedQuestionIsNotComputedAgain() {
        assertSame(cache.answer("a"), cache.answer("a"));
        assertEquals(1, computed.get());
    }

    @Test
    void anotherStateEndsAllAnswers() {
        String before = cache.answer("a");
        state.incrementAndGet();
        assertNotEquals(before, cache.answer("a"));
        assertEquals(1, cache.size());
    }

    @Test
    void theQuestionThatWasNotAskedForLongestIsRemoved() {
        String a = cache.answer("a");
        cache.answer("b");
        assertSame(a, cache.answer("a"));
        cache.answer("c"); // removes b
        assertSame(a, cache.answer("a"));
        assertEquals("b4", cache.answer("b"));
        assertEquals(2, cache.size());
    }

    @Test
    void nothingIsKeptOfAFailure() {
        AnswerCache<String> failing = new AnswerCache<>(
                question -> {
                    throw new IllegalStateException(question);
                },
                state::get,
                1);
        assertThrows(IllegalStateException.class, () -> failing.answer("a"));
        assertEquals(0, failing.size());
        assertThrows(MemoryException.class, () -> new AnswerCache<>(question -> question, state::get, 0));
    }

    @Test
    void aWriteToTheStoreEndsAVote() {
        try (MemoryManager manager = Memcore.inMemory()) {
            MemorySpace space = manager.space(Scope.of("acme", "bob"));
            space.remember(
                    Observation.builder("red roses").attribute("kind", "flower").build());
            AnswerCache<VoteResult> votes = new AnswerCache<>(
                    NeighbourVote.over(space, "kind")::of, () -> manager.stats().lastSequence(), 10);
            VoteResult before = votes.answer("roses");
            assertSame(before, votes.answer("roses"));
            space.remember(Observation.builder("white roses")
                    .attribute("kind", "flower")
                    .build());
            assertEquals(2, votes.answer("roses").voters().size());
        }
    }
}
