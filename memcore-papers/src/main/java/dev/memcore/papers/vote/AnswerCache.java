package dev.memcore.papers.vote;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Caches the answers to questions until something is stored. A repeated question gets the same answer object.
 *
 * <pre>{@code
 * AnswerCache<VoteResult> cached =
 *         new AnswerCache<>(vote::of, () -> manager.stats().lastSequence(), 1_000);
 * }</pre>
 *
 * <p>An answer is valid as long as the state has the value that it had before the answer was computed. The number of the
 * last commit is such a value. It does not show that a fact or an expiry has passed its time, so answers that depend on
 * the clock should not be cached, or the state should include the time, for example the number of the minute.
 *
 * <p>If the cache is full, the answer that was not asked for the longest time is removed. A hit takes one call of the
 * state and a look-up. Thread-safe. Two threads that ask a new question at the same time may both compute its answer.
 *
 * @param <A> the type of the answers; should be immutable
 */
public final class AnswerCache<A> {
    private final Function<String, A> answers;
    private final LongSupplier state;
    private final int capacity;
    private final Map<String, Entry<A>> entries = new LinkedHashMap<>(16, 0.75f, true);

    private record Entry<A>(long state, A answer) {}

    /**
     * Creates an empty cache.
     *
     * @param answers computes an answer; what it throws is passed on, and nothing is cached
     * @param state a value that changes if an answer may change
     * @param capacity the maximum number of answers, positive
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the capacity is not positive
     */
    public AnswerCache(Function<String, A> answers, LongSupplier state, int capacity) {
        this.answers = Arguments.present(answers, "answers");
        this.state = Arguments.present(state, "state");
        this.capacity = Arguments.positive(capacity, "capacity");
    }

    /** Returns the answer to a question, from the cache if it is valid. */
    public A answer(String question) {
        Arguments.present(question, "question");
        long now = state.getAsLong();
        Entry<A> known = known(question);
        if (known != null && known.state() == now) {
            return known.answer();
        }
        A answer = Arguments.present(answers.apply(question), "the answer");
        keep(question, new Entry<>(now, answer));
        return answer;
    }

    private synchronized @Nullable Entry<A> known(String question) {
        return entries.get(question);
    }

    private synchronized void keep(String question, Entry<A> entry) {
        entries.put(question, entry);
        if (entries.size() > capacity) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    /** Returns the number of cached answers. Some may no longer be valid. */
    public synchronized int size() {
        return entries.size();
    }
}
