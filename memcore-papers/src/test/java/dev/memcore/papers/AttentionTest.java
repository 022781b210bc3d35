package dev.memcore.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Tier;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.Policies;
import dev.memcore.consolidation.value.Values;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.testkit.ListScopeView;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class AttentionTest {
    private static final Duration WEEK = Duration.ofDays(7);

    private static final ListScopeView THREE = Scopes.of(
                    Observation.of("glanced at often"), Observation.of("read twice"), Observation.of("read once"))
            .with(Scopes.id(1), attended(9, 0.1, 1))
            .with(Scopes.id(2), attended(2, 1, 10))
            .with(Scopes.id(3), attended(1, 1, 4));

    private static Usage attended(int times, double weight, int daysAgo) {
        return new Usage(times, 0, 0, Scopes.NOW.minus(Duration.ofDays(daysAgo)), times * weight);
    }

    private static List<MemoryId> leaving(LifecyclePolicy policy) {
        return Scopes.proposals(policy, THREE).stream().map(MemoryOp::id).toList();
    }

    private static List<MemoryId> ids(long... numbers) {
        return LongStream.of(numbers).mapToObj(Scopes::id).toList();
    }

    @Test
    void glancesCountForLessThanTheirNumber() {
        assertEquals(ids(3, 2), leaving(Policies.lfu(Tier.LONG, 1)), "by number, what was glanced at stays");
        assertEquals(ids(1, 3), leaving(PublishedPolicies.leastFrequentlyAttended(Tier.LONG, 1)));
    }

    @Test
    void aGlanceIsAsIfLongAgo() {
        assertEquals(ids(2, 3), leaving(Policies.lru(Tier.LONG, 1)), "by time, what was glanced at stays");
        assertEquals(ids(1, 2), leaving(PublishedPolicies.leastRecentlyAttended(Tier.LONG, 1, WEEK)));
    }

    @Test
    void valuesLieBetweenNothingAndOne() {
        var memory = THREE.get(Scopes.id(1)).orElseThrow();
        assertEquals(0, Values.attention(2).value(memory, Usage.NONE, Scopes.NOW));
        assertEquals(0.5, Values.attention(2).value(memory, attended(4, 0.5, 0), Scopes.NOW), 1e-12);
        assertEquals(
                0.25,
                Values.recencyOfAttention(WEEK).value(memory, attended(4, 0.5, 7), Scopes.NOW),
                1e-12,
                "half the attention, a half-life ago");
        assertThrows(MemoryException.class, () -> Values.attention(0));
    }
}
