package dev.memcore.api.operation;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.filter.MemoryFilter;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A request to erase memories: by their ids, by a filter, or all memories of one or more scopes.
 *
 * @param ids the ids of the memories, each visible to the principal; empty for an erasure by filter or by scope
 * @param filter the filter, with at least one condition; null for an erasure by ids or by scope
 * @param reach the scopes. Without ids and a filter, everything in these scopes is erased
 * @param rederivation creates new texts for memories that were derived from erased ones; if null, the derived memories
 *     are erased without a replacement
 * @param cause the actor and the reason; remains in the log
 */
public record Erasure(
        Set<MemoryId> ids,
        @Nullable MemoryFilter filter,
        Reach reach,
        @Nullable Rederivation rederivation,
        Cause cause) {
    /** Checks that ids, filter and reach are consistent. */
    public Erasure {
        ids = Collections.unmodifiableSet(new TreeSet<>(Arguments.allPresent(ids, "ids")));
        Arguments.present(reach, "reach");
        Arguments.present(cause, "cause");
        if (!ids.isEmpty() && (filter != null || reach != Reach.VISIBLE)) {
            throw Arguments.invalid("an erasure by ids takes neither a filter nor another reach than VISIBLE");
        }
        if (ids.isEmpty() && filter == null && reach == Reach.VISIBLE) {
            throw Arguments.invalid("an erasure needs ids, a filter, or a scope that is erased as a whole");
        }
        if (filter != null && !reach.takesFilter()) {
            throw Arguments.invalid("an erasure with reach " + reach + " erases everything, so it takes no filter");
        }
        if (filter != null && filter.acceptsAll()) {
            throw Arguments.invalid("the filter of an erasure has no condition;"
                    + " to erase everything, use exactScope(), wholeScope() or wholeTenant()");
        }
    }

    /** The scopes whose memories are erased. */
    public enum Reach {
        /** All scopes that are visible to the principal. */
        VISIBLE(true),
        /** Exactly the principal's scope. */
        EXACT_SCOPE(true),
        /** The principal's scope and all scopes within it. The principal's scope must have a user or an agent. */
        WHOLE_SCOPE(false),
        /** All scopes of the principal's tenant. The principal's scope must have neither a user nor an agent. */
        WHOLE_TENANT(false);

        private final boolean filtered;

        Reach(boolean filtered) {
            this.filtered = filtered;
        }

        boolean takesFilter() {
            return filtered;
        }
    }

    /** Creates a new text for a derived memory when some of its sources are erased. */
    @FunctionalInterface
    public interface Rederivation {
        /**
         * Returns a new text that uses the remaining sources only. The text becomes a new memory, and the derived
         * memory is erased. Returns null if no text can be created without the erased sources; then the derived memory
         * is only erased.
         *
         * @param derived the present version of the derived memory
         * @param remaining the sources that exist and are not being erased; may be empty
         */
        @Nullable
        String text(Memory derived, List<Memory> remaining);
    }

    /** Returns a request to erase these memories and everything that was derived from them. */
    public static Erasure of(MemoryId... ids) {
        return new Erasure(Arguments.set(ids, "ids"), null, Reach.VISIBLE, null, Cause.HOST);
    }

    /**
     * Returns a request to erase all memories that the principal may see and the filter accepts, whatever their status.
     * This includes the archive and blocks, unless the filter names kinds or tiers. Memories without a clearance of the
     * principal are not erased.
     *
     * @param filter a filter with at least one condition
     */
    public static Erasure matching(MemoryFilter filter) {
        return new Erasure(Set.of(), Arguments.present(filter, "filter").everywhere(), Reach.VISIBLE, null, Cause.HOST);
    }

    /**
     * Returns a request to erase everything in exactly the principal's scope. For the scope of a user, this includes
     * the memories that the user's agents share, but not the memories of single agents. See {@link MemorySpace#erase}
     * for labels.
     */
    public static Erasure exactScope() {
        return new Erasure(Set.of(), null, Reach.EXACT_SCOPE, null, Cause.HOST);
    }

    /**
     * Returns a request to erase everything in the principal's scope and in all scopes within it. For the scope of a
     * user ("forget this user"), this includes the memories of each agent about this user. Memories that users or
     * agents share are not erased. See {@link MemorySpace#erase} for labels.
     *
     * <p>The call of {@code erase} fails if the scope has neither user nor agent, because it is a whole tenant. Use
     * {@link #wholeTenant()} instead.
     */
    public static Erasure wholeScope() {
        return new Erasure(Set.of(), null, Reach.WHOLE_SCOPE, null, Cause.HOST);
    }

    /**
     * Returns a request to erase everything of the principal's tenant, including all users and agents. The principal's
     * scope must have neither a user nor an agent. See {@link MemorySpace#erase} for labels.
     */
    public static Erasure wholeTenant() {
        return new Erasure(Set.of(), null, Reach.WHOLE_TENANT, null, Cause.HOST);
    }

    /** Returns whether everything in the scopes is erased, without ids and without a filter. */
    public boolean isComplete() {
        return ids.isEmpty() && filter == null;
    }

    /** Returns this erasure by filter, limited to exactly the principal's scope. */
    public Erasure withinExactScope() {
        return new Erasure(ids, filter, Reach.EXACT_SCOPE, rederivation, cause);
    }

    /** Returns this erasure with a rederivation of derived memories. */
    public Erasure withRederivation(Rederivation rederivation) {
        return new Erasure(ids, filter, reach, Arguments.present(rederivation, "rederivation"), cause);
    }

    /** Returns this erasure with a cause. */
    public Erasure withCause(Cause cause) {
        return new Erasure(ids, filter, reach, rederivation, cause);
    }
}
