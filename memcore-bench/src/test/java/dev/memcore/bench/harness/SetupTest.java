package dev.memcore.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.MemoryException;
import dev.memcore.cli.console.BadInput;
import dev.memcore.papers.RecallPreset;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.spi.SignalTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SetupTest {
    @Test
    void theFuserCanBeChangedBetweenRecalls() {
        Setup setup = Setup.ofDefaults();
        assertTrue(setup.signals().containsAll(List.of("bm25.context", "dense.content", "maxsim", "speaker")));
        SwitchedFuser fuser = new SwitchedFuser(setup.weighted());
        assertTrue(fuser.uses("dense.content"));
        fuser.to(setup.weighted().without("dense.content"));
        assertFalse(fuser.uses("dense.content"));
        assertTrue(fuser.uses("speaker"));
        SignalTable table = new SignalTable(List.of("dense.content", "speaker"), new double[][] {{9, 5}, {0, 1}}, 2);
        assertEquals(1, fuser.fuse(table).getFirst().candidate());
    }

    @Test
    void rerankersAreNamed() {
        Setup setup = Setup.ofDefaults();
        assertNull(SecondLook.named("none").reranker(setup.embedder()));
        for (SecondLook look : List.of(SecondLook.MMR, SecondLook.MMR_DENSE, SecondLook.LINEAR)) {
            assertEquals(look, SecondLook.named(look.label()));
            assertNotNull(look.reranker(setup.embedder()));
            Setup other = new Setup(setup.embedder(), setup.preset(), look);
            assertTrue(other.words().endsWith(", reranked by " + look.label()));
        }
        assertThrows(BadInput.class, () -> SecondLook.named("best"));
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
        Setup ranks = new Setup(Stores.embedder(), Preset.named("rrf"), SecondLook.NONE);
        assertThrows(BadInput.class, ranks::signals);
        assertThrows(BadInput.class, () -> Preset.named("best"));
    }

    @Test
    void everyPresetOfTheLibraryCanBeMeasured() {
        for (RecallPreset preset : RecallPreset.values()) {
            Setup setup = new Setup(Stores.embedder(), Preset.named(preset.label()), SecondLook.NONE);
            assertSame(preset.fuser().getClass(), setup.preset().fuser().getClass());
        }
    }
}
