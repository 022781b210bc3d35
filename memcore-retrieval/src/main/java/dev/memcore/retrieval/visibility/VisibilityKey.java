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
 * Which documents a look-up may return at all. What a filter says of kinds and tiers is part of it: a scope may hold thousands
 * of facts beside its conversations, and who asks for the conversations must not have their words counted over the facts.
 *
 * @param reader who looks; null: sees everything
 * @param activeOnly whether only what is active is meant
 * @param kinds of these kinds; empty: of any
 * @param tiers in these tiers
 * @param hidden whether {@linkplain #HIDDEN hidden} kinds are meant without being named
 * @param moment the moment by which a version was recorded, and not replaced, to the millisecond; null: whenever
 */
record VisibilityKey(
        @Nullable Principal reader,
        boolean activeOnly,
        Set<Kind> kinds,
        Set<Tier> tiers,
        boolean hidden,
        @Nullable Instant moment) {
    /** The kinds that are only found by who asks for them. */
    static final Set<Kind> HIDDEN = Set.of(Kind.BLOCK, Kind.RECORD);

    private static final Set<Status> ACTIVE = Set.of(Status.ACTIVE);

    /**
     * The documents that a reader sees at a time, of the kinds and tiers that a filter admits: the active ones, or those of any
     * status if the filter chooses among several.
     */
    static VisibilityKey of(Principal reader, MemoryFilter filter, ReadTime time) {
        boolean activeOnly = filter.listedStatuses().equals(ACTIVE);
        return new VisibilityKey(
                reader, activeOnly, filter.kinds(), filter.searchedTiers(), filter.hidden(), moment(time));
    }

    /** The facts that a reader sees at a time, whatever their status and tier: those that decide which of them are valid. */
    static VisibilityKey ofFacts(@Nullable Principal reader, ReadTime time) {
        return new VisibilityKey(reader, false, Set.of(Kind.FACT), EnumSet.allOf(Tier.class), true, moment(time));
    }

    private static @Nullable Instant moment(ReadTime time) {
        return time.past() ? time.at().truncatedTo(ChronoUnit.MILLIS) : null;
    }

    /** The documents that a reader sees, whatever their status, kind and tier, and whenever they were recorded. */
    static VisibilityKey ofAny(@Nullable Principal reader) {
        return new VisibilityKey(reader, false, Set.of(), EnumSet.allOf(Tier.class), true, null);
    }

    /** This sight, whenever something was recorded. */
    VisibilityKey always() {
        return new VisibilityKey(reader, activeOnly, kinds, tiers, hidden, null);
    }

    /** Whether a memory is of these kinds and tiers. */
    boolean admits(Memory memory) {
        Kind kind = memory.observation().kind();
        return tiers.contains(memory.observation().tier())
                && (kinds.isEmpty() ? hidden || !HIDDEN.contains(kind) : kinds.contains(kind));
    }
}
