package dev.memcore.api;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is to be erased.
 *
 * @param ids these memories; empty: all that the filter accepts
 * @param filter which of the memories that the reader sees; null: the ids say it
 * @param exactScope whether only memories of exactly the reader's scope are meant, rather than all that it sees
 * @param rederivation what becomes of memories that were derived from erased ones; null: they are erased too
 * @param cause who wants it, and why; remains in the log
 */
public record Erasure(
        Set<MemoryId> ids,
        @Nullable MemoryFilter filter,
        boolean exactScope,
        @Nullable Rederivation rederivation,
        Cause cause) {
    /** Checks that there is either a set of ids or a filter. */
    public Erasure {
        ids = Collections.unmodifiableSet(new TreeSet<>(Require.present(ids, "ids")));
        Require.present(cause, "cause");
        if (ids.isEmpty() == (filter == null)) {
            throw Require.invalid("an erasure needs either ids or a filter");
        }
    }

    /** Makes a derived memory anew when some of its sources are erased. */
    @FunctionalInterface
    public interface Rederivation {
        /**
         * The new text, made from the remaining sources alone; null: there is nothing to say without the erased ones, so
         * the derived memory is erased like them. The new text becomes a new memory; the old one is erased.
         *
         * @param derived the memory as it is
         * @param remaining its sources that are still there and not about to be erased; may be empty
         */
        @Nullable
        String text(Memory derived, List<Memory> remaining);
    }

    /** These memories, and all that was derived from them. */
    public static Erasure of(MemoryId... ids) {
        return new Erasure(Set.of(ids), null, false, null, Cause.HOST);
    }

    /** All memories that the reader sees and the filter accepts, in whatever tier and status, blocks among them. */
    public static Erasure matching(MemoryFilter filter) {
        return new Erasure(Set.of(), Require.present(filter, "filter").everywhere(), false, null, Cause.HOST);
    }

    /** All memories of exactly the reader's scope. */
    public static Erasure wholeScope() {
        return new Erasure(Set.of(), MemoryFilter.any().everywhere(), true, null, Cause.HOST);
    }

    /** This erasure, with derived memories made anew where possible. */
    public Erasure withRederivation(Rederivation rederivation) {
        return new Erasure(ids, filter, exactScope, rederivation, cause);
    }

    /** This erasure, for a cause. */
    public Erasure withCause(Cause cause) {
        return new Erasure(ids, filter, exactScope, rederivation, cause);
    }
}
