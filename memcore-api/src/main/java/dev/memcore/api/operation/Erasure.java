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
 * What is to be erased: memories by their ids, memories by a filter, or all memories of one or more scopes.
 *
 * @param ids these memories, each visible to the reader; empty: see filter and reach
 * @param filter which of the memories that the reader sees, with at least one condition; null: see ids and reach
 * @param reach of which scopes. Without ids and without a filter, everything in these scopes is erased
 * @param rederivation what becomes of memories that were derived from erased ones; null: they are erased too
 * @param cause who wants it, and why; remains in the log
 */
public record Erasure(
        Set<MemoryId> ids,
        @Nullable MemoryFilter filter,
        Reach reach,
        @Nullable Rederivation rederivation,
        Cause cause) {
    /** Checks that ids, filter and reach go together. */
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

    /** Of which scopes memories are erased. */
    public enum Reach {
        /** Of all scopes that are visible to the reader. */
        VISIBLE(true),
        /** Of exactly the reader's scope. */
        EXACT_SCOPE(true),
        /** Of the reader's scope, which has a user or an agent, and of all scopes within it. */
        WHOLE_SCOPE(false),
        /** Of all scopes of the reader's tenant. The reader's scope has neither user nor agent. */
        WHOLE_TENANT(false);

        private final boolean filtered;

        Reach(boolean filtered) {
            this.filtered = filtered;
        }

        boolean takesFilter() {
            return filtered;
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
        return new Erasure(Arguments.set(ids, "ids"), null, Reach.VISIBLE, null, Cause.HOST);
    }

    /**
     * All memories that the reader sees and the filter accepts, whatever their status; blocks among them, and the archive, unless the
     * filter names kinds or tiers. What the reader is not cleared for is left.
     *
     * @param filter with at least one condition
     */
    public static Erasure matching(MemoryFilter filter) {
        return new Erasure(Set.of(), Arguments.present(filter, "filter").everywhere(), Reach.VISIBLE, null, Cause.HOST);
    }

    /**
     * Everything of exactly the reader's scope: what is kept for the user and all agents, for example, but not what single agents
     * keep. See {@link MemorySpace#erase} for labels.
     */
    public static Erasure exactScope() {
        return new Erasure(Set.of(), null, Reach.EXACT_SCOPE, null, Cause.HOST);
    }

    /**
     * Everything of the reader's scope and of all scopes within it: for the scope of a user ("forget this user") also what each agent
     * keeps of this user. What users or agents share stays. See {@link MemorySpace#erase} for labels.
     *
     * <p>A scope with neither user nor agent is a whole tenant, which this refuses: {@link #wholeTenant()} erases it.
     */
    public static Erasure wholeScope() {
        return new Erasure(Set.of(), null, Reach.WHOLE_SCOPE, null, Cause.HOST);
    }

    /**
     * Everything of the reader's tenant, of all its users and agents. For a reader whose scope has neither user nor agent. See
     * {@link MemorySpace#erase} for labels.
     */
    public static Erasure wholeTenant() {
        return new Erasure(Set.of(), null, Reach.WHOLE_TENANT, null, Cause.HOST);
    }

    /** Whether everything in the scopes of its reach is erased, rather than what ids or a filter name. */
    public boolean isComplete() {
        return ids.isEmpty() && filter == null;
    }

    /** This erasure by a filter, of memories of exactly the reader's scope. */
    public Erasure withinExactScope() {
        return new Erasure(ids, filter, Reach.EXACT_SCOPE, rederivation, cause);
    }

    /** This erasure, with derived memories made anew where possible. */
    public Erasure withRederivation(Rederivation rederivation) {
        return new Erasure(ids, filter, reach, Arguments.present(rederivation, "rederivation"), cause);
    }

    /** This erasure, for a cause. */
    public Erasure withCause(Cause cause) {
        return new Erasure(ids, filter, reach, rederivation, cause);
    }
}
