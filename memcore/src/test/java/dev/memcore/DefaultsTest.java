package dev.memcore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A value that a host sets is told apart from a default, even if it equals the default. */
final class DefaultsTest {
    private static final Set<Tier> SEARCHED = EnumSet.of(Tier.SHORT, Tier.MID, Tier.LONG);

    private static Memory in(Tier tier) {
        Observation seen = Observation.builder("x").tier(tier).build();
        return Memory.builder(new MemoryId(1, 1), Scope.of("t"), seen)
                .sequence(1)
                .recordedAt(Instant.EPOCH)
                .build();
    }

    private static MemoryFilter naming(Set<Tier> tiers) {
        MemoryFilter.Builder filter = MemoryFilter.builder();
        tiers.forEach(filter::tier);
        return filter.build();
    }

    @Test
    void aFilterThatNamesAllSearchedTiersNamesThem() {
        assertEquals(SEARCHED, MemoryFilter.any().searchedTiers());
        assertEquals(EnumSet.allOf(Tier.class), MemoryFilter.any().everywhere().searchedTiers());
        assertEquals(Set.of(), MemoryFilter.any().tiers(), "none was named");
        assertNotEquals(MemoryFilter.any(), naming(SEARCHED));
        assertFalse(naming(SEARCHED).everywhere().accepts(in(Tier.ARCHIVE)));
        assertTrue(MemoryFilter.any().everywhere().accepts(in(Tier.ARCHIVE)));
    }

    @Test
    void everywhereKeepsWhateverTiersWereNamed() {
        Tier[] all = Tier.values();
        for (int bits = 1; bits < 1 << all.length; bits++) {
            EnumSet<Tier> tiers = EnumSet.noneOf(Tier.class);
            for (int i = 0; i < all.length; i++) {
                if ((bits >> i & 1) == 1) {
                    tiers.add(all[i]);
                }
            }
            MemoryFilter filter = naming(tiers);
            assertEquals(tiers, filter.searchedTiers());
            assertEquals(tiers, filter.everywhere().searchedTiers());
            for (Tier tier : Tier.values()) {
                assertEquals(tiers.contains(tier), filter.everywhere().accepts(in(tier)));
            }
        }
    }

    @Test
    void anObservationKnowsWhetherItsKindAndTierWereSet() {
        Observation plain = Observation.of("x");
        Observation set =
                Observation.builder("x").kind(Kind.NOTE).tier(Tier.LONG).build();
        assertEquals(Kind.TURN, plain.kindOr(Kind.TURN));
        assertEquals(Tier.SHORT, plain.tierOr(Tier.SHORT));
        assertEquals(Kind.TURN, plain.toBuilder().text("y").build().kindOr(Kind.TURN));
        assertEquals(Kind.NOTE, set.kindOr(Kind.TURN));
        assertEquals(Tier.LONG, set.toBuilder().build().tierOr(Tier.SHORT));
        assertEquals(plain, set, "what is remembered is the same");
        assertEquals(plain.hashCode(), set.hashCode());
        assertNotEquals(plain, set.toBuilder().importance(0.4).build());
        MemoryOp.Add add = new MemoryOp.Add(new MemoryId(1, 1), Scope.of("t"), plain, Cause.HOST);
        assertEquals(Kind.NOTE, add.observation().kindOr(Kind.TURN), "what is remembered has a kind");
    }
}
