package dev.memcore.spi.lifecycle;

import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;

/**
 * When policies are to be asked about a scope. What a trigger looks at is counted for each scope alone, in memory, at a cost of
 * O(1) for each memory written, used or recalled. What maintenance itself does counts for {@link Overflow} only.
 *
 * <p>A trigger that fires makes its policies <em>due</em> for that scope; they are asked by the next run of maintenance, before all
 * else. A scope is due for a rule once, however often that fires before it is run. The same calls make the same work due.
 *
 * <p>Counts are not written down. When a store is opened, every scope is due once for what may have been counted before:
 * {@link Added}, {@link Overflow} (where the tier is in fact too large), {@link SessionEnded} (whoever held the sessions is gone),
 * {@link Memories} and {@link Tokens}. Since a policy that has nothing to do proposes nothing, this costs a look at each scope.
 */
public sealed interface Trigger {
    /** Fires when memories are recorded in the scope, by whomever but a policy. Blocks are no memories here. */
    record Added() implements Trigger {}

    /**
     * Fires when a memory comes into a tier that then has more than so many in force; asked only while it has.
     *
     * @param tier which tier of the scope
     * @param capacity how many are not too many, 0 or more
     */
    record Overflow(Tier tier, int capacity) implements Trigger {
        /** Checks the capacity. */
        public Overflow {
            Arguments.present(tier, "tier");
            require(capacity >= 0, "the capacity of an overflow must not be negative, but is " + capacity);
        }
    }

    /** Fires when the host {@linkplain dev.memcore.api.SessionMemory#end ends} a session of the scope. */
    record SessionEnded() implements Trigger {}

    /**
     * Fires once so many memories have been recorded in the scope since it fired last.
     *
     * @param count 1 or more
     */
    record Memories(int count) implements Trigger {
        /** Checks the count. */
        public Memories {
            require(count >= 1, "a number of memories must be at least 1, but is " + count);
        }
    }

    /**
     * Fires once texts of so many tokens have been recorded in the scope since it fired last.
     *
     * @param count 1 or more, in tokens of the configured counter
     */
    record Tokens(long count) implements Trigger {
        /** Checks the count. */
        public Tokens {
            require(count >= 1, "a number of tokens must be at least 1, but is " + count);
        }
    }

    /**
     * Fires when a memory that was just recorded, or just {@linkplain dev.memcore.api.MemorySpace#feedback reported} as used, is worth
     * so much or more.
     *
     * @param function asked on the thread of the writer, or of whoever reports; if it fails, that is logged, and nothing fires
     * @param threshold finite
     */
    record Value(ValueFunction function, double threshold) implements Trigger {
        /** Checks that nothing is missing. */
        public Value {
            Arguments.present(function, "function");
            require(Double.isFinite(threshold), "a threshold must be finite, but is " + threshold);
        }
    }

    /**
     * Fires at every so many recalls of readers of exactly the scope, of the present.
     *
     * @param count 1 or more
     */
    record Recalls(int count) implements Trigger {
        /** Checks the count. */
        public Recalls {
            require(count >= 1, "a number of recalls must be at least 1, but is " + count);
        }
    }

    /** Fires when the host reports how memories of the scope served. */
    record Feedback() implements Trigger {}

    /**
     * Fires when the host asks for a session's window, and the session's messages in {@link Tier#SHORT} take so large a share of
     * the tokens asked for, or more. MemGPT (Packer et al., 2023) warns at 0.7 and flushes at 1.
     *
     * @param share positive
     */
    record ContextPressure(double share) implements Trigger {
        /** Checks the share. */
        public ContextPressure {
            require(share > 0 && Double.isFinite(share), "a share must be positive and finite, but is " + share);
        }
    }

    /** At every run of maintenance, in every scope: as the policies given to the builder without a trigger. */
    record Maintenance() implements Trigger {}

    /** See {@link Added}. */
    static Trigger added() {
        return new Added();
    }

    /** See {@link Overflow}. */
    static Trigger overflow(Tier tier, int capacity) {
        return new Overflow(tier, capacity);
    }

    /** See {@link SessionEnded}. */
    static Trigger sessionEnd() {
        return new SessionEnded();
    }

    /** See {@link Memories}. */
    static Trigger everyMemories(int count) {
        return new Memories(count);
    }

    /** See {@link Tokens}. */
    static Trigger everyTokens(long count) {
        return new Tokens(count);
    }

    /** See {@link Value}. */
    static Trigger value(ValueFunction function, double threshold) {
        return new Value(function, threshold);
    }

    /** See {@link Recalls}. */
    static Trigger everyRecalls(int count) {
        return new Recalls(count);
    }

    /** See {@link Feedback}. */
    static Trigger feedback() {
        return new Feedback();
    }

    /** See {@link ContextPressure}. */
    static Trigger contextPressure(double share) {
        return new ContextPressure(share);
    }

    /** See {@link Maintenance}. */
    static Trigger maintenance() {
        return new Maintenance();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw MemoryException.of(ErrorCode.INVALID_ARGUMENT, otherwise);
        }
    }
}
