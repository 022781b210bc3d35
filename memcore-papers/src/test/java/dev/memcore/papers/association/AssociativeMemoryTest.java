package dev.memcore.papers.association;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryId;
import dev.memcore.spi.Embedder;
import dev.memcore.testkit.TableEmbedder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AssociativeMemoryTest {
    private static final int LENGTH = 96;

    /** Texts "0" to "99" at random, "like 7" near to "7", and "" as nothing. */
    private static final Embedder EMBEDDER = embedder();

    private static Embedder embedder() {
        Pairs random = Pairs.of(100, LENGTH, 11);
        Map<String, float[]> table = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            table.put("" + i, mixed(random.keys()[i], random.values()[i], 0));
            table.put("like " + i, mixed(random.keys()[i], random.values()[i], 0.2));
        }
        return new TableEmbedder(table, LENGTH, TableEmbedder.Unknown.ZEROS);
    }

    private static float[] mixed(double[] a, double[] b, double share) {
        float[] mixed = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            mixed[i] = (float) (a[i] + share * b[i]);
        }
        return mixed;
    }

    private static MemoryId id(int number) {
        return new MemoryId(5, number);
    }

    private static AssociativeMemory of(int keys) {
        AssociativeMemory memory = new AssociativeMemory(EMBEDDER);
        for (int i = 0; i < keys; i++) {
            assertTrue(memory.put("" + i, id(i)));
        }
        return memory;
    }

    @Test
    void aTextLeadsToItsMemory() {
        AssociativeMemory memory = of(40);
        for (int i = 0; i < 40; i++) {
            for (String query : List.of("" + i, "like " + i)) {
                AssociativeMemory.Found found = memory.find(query, 3);
                assertEquals(id(i), found.matches().getFirst().id());
                assertEquals(3, found.matches().size());
            }
            assertTrue(memory.find("" + i, 1).matches().getFirst().score() > 0.99);
        }
        assertEquals(40.0 / LENGTH, memory.load(), 0.01);
    }

    @Test
    void whatWasNotPutIsNotFamiliar() {
        AssociativeMemory memory = of(20);
        assertTrue(memory.find("7", 1).familiarity() > 0.99);
        assertTrue(memory.find("like 7", 1).familiarity() > 0.9);
        assertTrue(memory.find("77", 1).familiarity() < 0.5);
        assertEquals(new AssociativeMemory.Found(List.of(), 0), memory.find("", 1));
        assertEquals(0, new AssociativeMemory(EMBEDDER).find("7", 1).familiarity(), 1e-9);
        assertFalse(memory.put("", id(1)));
    }

    @Test
    void theLastPutHolds() {
        AssociativeMemory memory = of(20);
        memory.put("7", id(99));
        assertEquals(20, memory.size());
        assertEquals(id(99), memory.find("7", 1).matches().getFirst().id());
    }

    @Test
    void whatIsForgottenIsNoLongerFoundAndTheRestIs() {
        AssociativeMemory memory = of(20);
        memory.put("50", id(7));
        assertEquals(2, memory.forget(id(7)));
        assertEquals(0, memory.forget(id(7)));
        assertEquals(19, memory.size());
        assertTrue(memory.find("7", 20).matches().stream()
                .noneMatch(match -> match.id().equals(id(7))));
        assertTrue(memory.find("7", 1).familiarity() < 0.5);
        assertEquals(id(8), memory.find("8", 1).matches().getFirst().id());
    }
}
