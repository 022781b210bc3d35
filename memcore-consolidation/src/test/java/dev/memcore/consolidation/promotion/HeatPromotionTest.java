package dev.memcore.consolidation.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.Policies;
import dev.memcore.consolidation.Scopes;
import dev.memcore.consolidation.value.Heat;
import dev.memcore.testkit.ListScopeView;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeatPromotionTest {
    private static Memory segment(long number, int pages) {
        Observation.Builder observation = Observation.builder("a segment").tier(Tier.MID);
        for (int page = 0; page < pages; page++) {
            observation.derivedFrom(Scopes.id(1_000 + page));
        }
        return ListScopeView.memory(Scopes.id(number), Scopes.SCOPE, Scopes.NOW, observation.build());
    }

    private static Usage used(int times, int hoursAgo) {
        return new Usage(times, 0, 0, Scopes.NOW.minus(Duration.ofHours(hoursAgo)));
    }

    @Test
    void promotesFromTheThresholdOn() {
        ListScopeView scope = ListScopeView.of(
                        Scopes.SCOPE, Scopes.NOW, List.of(segment(1, 3), segment(2, 1), segment(3, 2)))
                .with(Scopes.id(1), used(2, 24))
                .with(Scopes.id(2), used(3, 0))
                .with(Scopes.id(3), used(2, 24));
        List<MemoryOp> moves = Scopes.proposals(Policies.promoteByHeat(Heat.RELEASED, Heat.THRESHOLD), scope);
        assertEquals(
                List.of(Scopes.id(1), Scopes.id(2)),
                moves.stream().map(MemoryOp::id).toList());
        assertEquals(List.of(Scopes.id(1), Scopes.id(2)), Scopes.inTier(scope.after(moves), Tier.LONG));
        assertEquals("heat 5.37, at least 5.00", moves.getFirst().cause().reason());
    }
}
