package dev.memcore.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change to memory: the only way anything changes. Stages and policies <em>propose</em> operations; the manager alone
 * applies them, by appending them to the log. Every operation names the memory it is about and its cause; an operation
 * is a delta, never a whole state, so that concurrent changes of different parts do not undo each other.
 */
public sealed interface MemoryOp {
    /** The memory that changes. */
    MemoryId id();

    /** Who changes it, and why. */
    Cause cause();

    /** A new memory. */
    record Add(MemoryId id, Scope scope, Observation observation, Cause cause) implements MemoryOp {
        /** Checks that nothing is missing. */
        public Add {
            Require.present(id, "id");
            Require.present(scope, "scope");
            Require.present(observation, "observation");
            Require.present(cause, "cause");
        }
    }

    /**
     * A new text for an active memory.
     *
     * @param ifVersion the version that the text was written for: if the memory has another one by then, the operation
     *     fails with {@link ErrorCode#CONFLICT}; 0 for "whatever the version is"
     */
    record Revise(MemoryId id, String text, int ifVersion, Cause cause) implements MemoryOp {
        /** Checks that nothing is missing. */
        public Revise {
            Require.present(id, "id");
            Require.text(text, "text");
            if (ifVersion < 0) {
                throw Require.invalid("ifVersion must not be negative, but is " + ifVersion);
            }
            Require.present(cause, "cause");
        }
    }

    /** An active memory is replaced by another one; both are kept. */
    record Supersede(MemoryId id, MemoryId by, Cause cause) implements MemoryOp {
        /** Checks that a memory does not supersede itself. */
        public Supersede {
            Require.present(id, "id");
            Require.present(by, "by");
            Require.present(cause, "cause");
            if (id.equals(by)) {
                throw Require.invalid("a memory cannot supersede itself: " + id);
            }
        }
    }

    /** A memory leaves every search for good; its history remains until it is erased. */
    record Forget(MemoryId id, Cause cause) implements MemoryOp {
        /** Checks that nothing is missing. */
        public Forget {
            Require.present(id, "id");
            Require.present(cause, "cause");
        }
    }

    /** A memory moves to another tier. */
    record Move(MemoryId id, Tier tier, Cause cause) implements MemoryOp {
        /** Checks that nothing is missing. */
        public Move {
            Require.present(id, "id");
            Require.present(tier, "tier");
            Require.present(cause, "cause");
        }
    }

    /** New values for what is known of a memory; null leaves a value as it is. */
    record Adjust(
            MemoryId id,
            @Nullable Double importance,
            @Nullable Double confidence,
            @Nullable Instant expiresAt,
            Cause cause)
            implements MemoryOp {
        /** Checks the ranges, and that there is something to adjust. */
        public Adjust {
            Require.present(id, "id");
            Require.present(cause, "cause");
            if (importance != null) {
                Require.unit(importance, "importance");
            }
            if (confidence != null) {
                Require.unit(confidence, "confidence");
            }
            expiresAt = Moments.optionalToMillis(expiresAt);
            if (importance == null && confidence == null && expiresAt == null) {
                throw Require.invalid("nothing to adjust in " + id);
            }
        }
    }

    /** An active memory is held back from readers. */
    record Quarantine(MemoryId id, Cause cause) implements MemoryOp {
        /** Checks that nothing is missing. */
        public Quarantine {
            Require.present(id, "id");
            Require.present(cause, "cause");
        }
    }

    /** A memory in quarantine becomes active again. */
    record Release(MemoryId id, Cause cause) implements MemoryOp {
        /** Checks that nothing is missing. */
        public Release {
            Require.present(id, "id");
            Require.present(cause, "cause");
        }
    }
}
