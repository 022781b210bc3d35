package dev.memcore.papers.eviction;

import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.age.RecordingOrder;
import dev.memcore.consolidation.value.Valuation;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Removes a share of the memories for their age and the rest for lack of use. The newest memories of the tier stay
 * until no others are left. The reason for each removal depends on the number of memories still to be removed, so a
 * removal in parts gives the same result.
 *
 * @param byAge the share of the removed memories that are removed for their age, in [0, 1]
 * @param newest the share of the capacity for the newest memories, in [0, 1]
 */
public record Quotas(Tier tier, int capacity, double byAge, double newest) implements Valuation {
    /** Checks the two shares. */
    public Quotas {
        Arguments.unit(byAge, "the share by age");
        Arguments.unit(newest, "the newest share");
    }

    @Override
    public ValueFunction over(ScopeView scope) {
        int beyond = RecordingOrder.of(scope, memory -> memory.tier() == tier).size() - capacity;
        List<EvictionOrder.Member> members = EvictionOrder.members(scope, tier);
        int open = Math.max(0, members.size() - (int) Math.ceil(newest * capacity));
        SequencedSet<EvictionOrder.Member> oldest = new LinkedHashSet<>(members.subList(0, open));
        SequencedSet<EvictionOrder.Member> leastUsed = new LinkedHashSet<>(oldest.stream()
                .sorted(Comparator.comparingInt(member -> member.usage().uses()))
                .toList());
        List<EvictionOrder.Member> leaving = new ArrayList<>();
        for (int left = beyond; left > 0 && !oldest.isEmpty(); left--) {
            EvictionOrder.Member next = isByAge(left) ? oldest.getFirst() : leastUsed.getFirst();
            oldest.remove(next);
            leastUsed.remove(next);
            leaving.add(next);
        }
        return EvictionOrder.of(leaving);
    }

    private boolean isByAge(int left) {
        return Math.floor(left * byAge) > Math.floor((left - 1) * byAge);
    }
}
