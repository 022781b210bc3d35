package dev.memcore.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryException;
import dev.memcore.retrieval.MinMaxWeightedSum;
import dev.memcore.retrieval.RecallPreset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SetupTest {
    @Test
    void theFuserDoesWithoutASignal() {
        Setup setup = Setup.ofDefaults();
        assertTrue(setup.signals().containsAll(List.of("bm25.context", "dense.content", "dense.pair", "speaker")));
        assertTrue(setup.fuser().uses("dense.pair"));
        assertFalse(setup.without("dense.pair").fuser().uses("dense.pair"));
        assertTrue(setup.without("dense.pair").fuser().uses("speaker"));
        assertTrue(setup.without("speaker").words().endsWith(", without the signal speaker"));
    }

    @Test
    void weightsOfTheOthersStay() {
        MinMaxWeightedSum sum = new MinMaxWeightedSum(Map.of("a", 0.5, "b", 0.25));
        assertEquals(Map.of("a", 0.5), sum.without("b").weights());
        assertEquals(Map.of("a", 0.5, "b", 0.25), sum.weights());
        assertThrows(MemoryException.class, () -> sum.without("c"));
        assertThrows(UnsupportedOperationException.class, () -> sum.weights().remove("a"));
    }

    @Test
    void ranksHaveNoWeights() {
        Setup ranks = new Setup(Stores.embedder(), Preset.named("rrf"), null);
        assertThrows(BadInput.class, ranks::signals);
        assertThrows(BadInput.class, () -> Preset.named("best"));
    }

    @Test
    void everyPresetOfTheLibraryCanBeMeasured() {
        for (RecallPreset preset : RecallPreset.values()) {
            Setup setup = new Setup(Stores.embedder(), Preset.named(preset.label()), null);
            assertSame(preset.fuser().getClass(), setup.fuser().getClass());
        }
    }
}
