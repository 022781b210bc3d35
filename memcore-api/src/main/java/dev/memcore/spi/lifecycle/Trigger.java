package dev.memcore.spi.lifecycle;

import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;

/**
 * Decides when policies run for a scope. Triggers count per scope, in memory, in O(1) for each memory that is written,
 * used or recalled. Changes by maintenance itself count for {@link Overflow} only.
 *
 * <p>A fired trigger makes its policies <em>due</em> for the scope. The next maintenance run executes due policies
 * first. If a trigger fires several times before that run, the policies are due once. The same calls make the same
 * policies due.
 *
 * <p>Counts are not persisted. When a store is opened, every scope is due once for {@link Added}, {@link Overflow} (if
 * the tier is too large), {@link SessionEnded} (because earlier sessions are no longer open), {@link Memories} and
 * {@link Tokens}. If there is nothing to do, this costs one call of the policy per scope.
 */
public sealed interface Trigger {
    /** Fires when memories are recorded in the scope, except by a policy. Blocks are not counted. */
    record Added() implements Trigger {}

    /**
     * Fires when a memory enters a tier and the tier then has more memories in force than its capacity. The policies
     * run only while the tier is too large.
     *
     * @param tier the tier of the scope
     * @param capacity the largest number of memories that does not fire, 0 or more
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
     * Fires when a number of memories were recorded in the scope since it last fired.
     *
     * @param count the number of memories, 1 or more
     */
    record Memories(int count) implements Trigger {
        /** Checks the count. */
        public Memories {
            require(count >= 1, "a number of memories must be at least 1, but is " + count);
        }
    }

    /**
     * Fires when texts with a number of tokens were recorded in the scope since it last fired.
     *
     * @param count the number of tokens of the configured counter, 1 or more
     */
    record Tokens(long count) implements Trigger {
        /** Checks the count. */
        public Tokens {
            require(count >= 1, "a number of tokens must be at least 1, but is " + count);
        }
    }

    /**
     * Fires when the value of a memory that was just recorded, or just {@linkplain dev.memcore.api.MemorySpace#feedback
     * reported} as used, reaches a threshold.
     *
     * @param function called on the thread of the writer or of the caller of {@code feedback}; if it fails, the failure
     *     is logged and nothing fires
     * @param threshold a finite number
     */
    record Value(ValueFunction function, double threshold) implements Trigger {
        /** Checks that nothing is missing. */
        public Value {
            Arguments.present(function, "function");
            require(Double.isFinite(threshold), "a threshold must be finite, but is " + threshold);
        }
    }

    /**
     * Fires after every given number of recalls of the present by principals with exactly this scope.
     *
     * @param count the number of recalls, 1 or more
     */
    record Recalls(int count) implements Trigger {
        /** Checks the count. */
        public Recalls {
            require(count >= 1, "a number of recalls must be at least 1, but is " + count);
        }
    }

    /** Fires when the host reports the usage of memories of the scope. */
    record Feedback() implements Trigger {}

    /**
     * Fires when the host requests a session's window or folded window, and the session's messages in {@link Tier#SHORT} use at least a
     * share of the requested tokens. MemGPT (Packer et al., 2023) warns at 0.7 and flushes at 1.
     *
     * @param share the share, positive
     */
    record ContextPressure(double share) implements Trigger {
        /** Checks the share. */
        public ContextPressure {
            require(share > 0 && Double.isFinite(share), "a share must be positive and finite, but is " + share);
        }
    }

    /**
     * Fires at every maintenance run in every scope. Policies that are given to the builder without a trigger have this
     * trigger.
     */
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
