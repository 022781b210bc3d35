package dev.memcore.commit;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.MemoryOp;

/** Computes the observation of a memory after an operation that sets parts of it. The other parts stay as they are. */
final class ObservationChanges {
    private ObservationChanges() {}

    static Observation adjusted(Observation before, MemoryOp.Adjust adjust) {
        Observation.Builder next = before.toBuilder();
        if (adjust.importance() != null) {
            next.importance(adjust.importance());
        }
        if (adjust.confidence() != null) {
            next.confidence(adjust.confidence());
        }
        if (adjust.validTo() != null) {
            next.validTo(adjust.validTo());
        }
        if (adjust.expiresAt() != null) {
            next.expiresAt(adjust.expiresAt());
        }
        if (adjust.pinned() != null) {
            next.pinned(adjust.pinned());
        }
        return next.build();
    }

    static Observation with(Observation before, MemoryOp.SetSearchKeys change) {
        return before.toBuilder().searchKeys(change.name(), change.texts()).build();
    }

    static Observation with(Observation before, MemoryOp.SetExpiry change) {
        return before.toBuilder().expiresAt(change.expiresAt()).build();
    }

    static Observation with(Observation before, MemoryOp.SetValidity change) {
        return before.toBuilder()
                .validFrom(change.validFrom())
                .validTo(change.validTo())
                .build();
    }

    static Observation with(Observation before, MemoryOp.SetEventTime change) {
        return before.toBuilder().eventTime(change.eventTime()).build();
    }

    /**
     * Returns the observation with other attributes.
     *
     * @throws MemoryException {@link ErrorCode#CONFLICT} if one of them cannot be changed
     */
    static Observation with(Memory before, MemoryOp.SetAttributes change) {
        requireChangeable(before, change);
        Observation.Builder next = before.observation().toBuilder();
        change.removed().forEach(next::withoutAttribute);
        change.set().forEach(next::attribute);
        return next.build();
    }

    /** The store finds its blocks and internal records by their attributes, and facts by their key. */
    private static void requireChangeable(Memory before, MemoryOp.SetAttributes change) {
        String idempotencyKey = before.observation().idempotencyKey();
        if (idempotencyKey != null && idempotencyKey.startsWith(OperationChecks.RESERVED)) {
            throw MemoryException.of(
                    ErrorCode.CONFLICT,
                    "the attributes of memory " + before.id() + " cannot be changed: it is a block, or a record of the"
                            + " store's own");
        }
        boolean key =
                change.set().containsKey(Observation.KEY) || change.removed().contains(Observation.KEY);
        if (key && before.kind().equals(Kind.FACT)) {
            throw MemoryException.of(
                    ErrorCode.CONFLICT,
                    "the attribute " + Observation.KEY + " of fact " + before.id()
                            + " cannot be changed; forget the fact, and remember one with the other key");
        }
    }
}
