package dev.memcore.retrieval.visibility;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.Principal;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.spi.index.ReadTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the set of documents that a reader may see in a query. A filter's kinds and tiers are part of the key, so
 * that term statistics cover only these: a scope may have thousands of facts besides its conversations, and a search of
 * the conversations must not count words over the facts.
 *
 * @param reader the reader; null: sees everything
 * @param activeOnly whether only active memories are selected
 * @param kinds the selected kinds; empty: any
 * @param tiers the selected tiers
 * @param hidden whether {@linkplain #HIDDEN hidden} kinds are selected without being named
 * @param moment the moment by which a version was recorded and not replaced, to the millisecond; null: any time
 * @param passages whether a memory with passages is represented by these, for searches; otherwise by its whole
 */
record VisibilityKey(
        @Nullable Principal reader,
        boolean activeOnly,
        Set<Kind> kinds,
        Set<Tier> tiers,
        boolean hidden,
        @Nullable Instant moment,
        boolean passages) {
    /** The kinds that are found only if a filter names them or includes hidden kinds. */
    static final Set<Kind> HIDDEN = Set.of(Kind.BLOCK, Kind.RECORD);

    private static final Set<Status> ACTIVE = Set.of(Status.ACTIVE);

    /**
     * Returns the key of the documents that a reader sees at a time, of the kinds and tiers that a filter selects.
     * These are the active ones, or those of any status if the filter lists other statuses.
     */
    static VisibilityKey of(Principal reader, MemoryFilter filter, ReadTime time) {
        boolean activeOnly = filter.listedStatuses().equals(ACTIVE);
        return new VisibilityKey(
                reader, activeOnly, filter.kinds(), filter.searchedTiers(), filter.hidden(), moment(time), false);
    }

    /**
     * Returns the key of the facts that a reader sees at a time, whatever their status and tier. They decide which
     * facts are valid.
     */
    static VisibilityKey ofFacts(@Nullable Principal reader, ReadTime time) {
        return new VisibilityKey(
                reader, false, Set.of(Kind.FACT), EnumSet.allOf(Tier.class), true, moment(time), false);
    }

    private static @Nullable Instant moment(ReadTime time) {
        return time.past() ? time.at().truncatedTo(ChronoUnit.MILLIS) : null;
    }

    /**
     * Returns the key of the documents that a reader sees, whatever their status, kind and tier, and whenever they were
     * recorded.
     */
    static VisibilityKey ofAny(@Nullable Principal reader) {
        return new VisibilityKey(reader, false, Set.of(), EnumSet.allOf(Tier.class), true, null, false);
    }

    /** Returns this key without its moment. */
    VisibilityKey always() {
        return new VisibilityKey(reader, activeOnly, kinds, tiers, hidden, null, passages);
    }

    /** Returns the key of the documents that are searched. */
    VisibilityKey searched() {
        return new VisibilityKey(reader, activeOnly, kinds, tiers, hidden, moment, true);
    }

    /** Returns whether a memory is of the selected kinds and tiers. */
    boolean admits(Memory memory) {
        Kind kind = memory.observation().kind();
        return tiers.contains(memory.observation().tier())
                && (kinds.isEmpty() ? hidden || !HIDDEN.contains(kind) : kinds.contains(kind));
    }
}
