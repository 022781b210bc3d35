package dev.memcore.consolidation.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Tier;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.Scopes;
import dev.memcore.testkit.ListScopeView;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Golden values: computed from the formula of MemoryOS by hand. */
final class HeatTest {
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

    private static double heat(Heat heat, int uses, int pages, int hoursAgo) {
        return heat.value(segment(1, pages), used(uses, hoursAgo), Scopes.NOW);
    }

    @Test
    void isTheSumOfVisitsLengthAndRecency() {
        assertEquals(5.367879441171443, heat(Heat.RELEASED, 2, 3, 24), 1e-9);
        assertEquals(5.0, heat(Heat.RELEASED, 3, 1, 0), 1e-9);
        assertEquals(4.367879441171443, heat(Heat.RELEASED, 2, 2, 24), 1e-9);
        assertEquals(0.9913972175363654, heat(new Heat(0, 0, 1, Heat.PAPER.fading()), 0, 0, 24), 1e-9);
        assertEquals(1, heat(new Heat(0, 1, 0, Heat.PAPER.fading()), 0, 0, 24), "what was not derived has length 1");
    }
}
