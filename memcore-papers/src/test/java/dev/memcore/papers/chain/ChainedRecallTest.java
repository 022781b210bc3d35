package dev.memcore.papers.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.error.MemoryException;
import dev.memcore.papers.chain.ChainedRecall.Chain;
import dev.memcore.papers.chain.ChainedRecall.Stop;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ChainedRecallTest {
    private final MemoryManager manager = Memcore.inMemory();
    private final MemorySpace space = manager.space(Scope.of("acme", "bob"));

    @BeforeEach
    void store() {
        space.remember("The kettle stands beside the lantern.");
        space.remember("Mira bought that lantern.");
        space.remember("Oslo is the city where Mira grew up.");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private static List<String> texts(Chain chain) {
        return chain.memories().stream().map(Memory::text).toList();
    }

    @Test
    void aChainLeadsToTheGoal() {
        Chain chain = ChainedRecall.over(space)
                .recall("kettle", memory -> memory.text().contains("Oslo"));
        assertEquals(Stop.GOAL, chain.stop());
        assertEquals(
                List.of(
                        "The kettle stands beside the lantern.",
                        "Mira bought that lantern.",
                        "Oslo is the city where Mira grew up."),
                texts(chain));
    }

    @Test
    void aChainEndsWhereNothingContinuesIt() {
        space.remember("Nobody was there.");
        Chain chain = ChainedRecall.over(space).recall("kettle");
        assertEquals(Stop.NOTHING_NEW, chain.stop());
        assertEquals(3, chain.hops());
    }

    @Test
    void aChainEndsAfterTheMaximumNumberOfHops() {
        Chain chain = ChainedRecall.over(space).withHops(2).recall("kettle");
        assertEquals(Stop.HOPS, chain.stop());
        assertEquals("Mira bought that lantern.", texts(chain).getLast());
    }

    @Test
    void aQuestionAboutNothingStoredHasNoChain() {
        Chain chain = ChainedRecall.over(space).recall("zeppelin");
        assertEquals(Stop.NOTHING_NEW, chain.stop());
        assertEquals(0, chain.hops());
    }

    @Test
    void hopsAndBreadthArePositive() {
        assertThrows(MemoryException.class, () -> ChainedRecall.over(space).withHops(0));
        assertThrows(MemoryException.class, () -> ChainedRecall.over(space).withBreadth(0));
    }
}
