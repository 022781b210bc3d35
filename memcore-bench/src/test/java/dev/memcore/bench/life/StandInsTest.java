package dev.memcore.bench.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Budget;
import dev.memcore.bench.harness.Stores;
import dev.memcore.consolidation.Policies;
import dev.memcore.consolidation.summary.Gists;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StandInsTest {
    private static final Scope SCOPE = Scope.of("acme", "alice");

    @Test
    void theKeeperCountsForWhatSaysTheSame() {
        try (MemoryManager store = store(Policies.mergeNearDuplicates())) {
            MemorySpace space = store.space(SCOPE);
            Memory first = space.remember("The red bicycle stands in the cellar.");
            Memory second = space.remember("the red bicycle stands in the cellar");
            Memory other = space.remember("Nora feeds the neighbour's cat on Sundays.");
            store.maintain(Budget.ofDefaults());
            StandIns standIns = new StandIns(space);
            assertEquals(standIns.of(first.id()), standIns.of(second.id()));
            assertEquals(other.id(), standIns.of(other.id()));
            assertEquals(first.id(), standIns.shownBy(first.id()), "another text does not show this one's");
            assertEquals(second.id(), standIns.shownBy(second.id()));
        }
    }

    @Test
    void aMergedMemoryCountsForItsPartsAndShowsThem() {
        try (MemoryManager store = store(Policies.mergeAdjacent(Stores.embedder(), Tier.MID, 2))) {
            List<Memory> parts = remember(store, 8);
            store.maintain(Budget.ofDefaults());
            StandIns standIns = new StandIns(store.space(SCOPE));
            List<MemoryId> merged =
                    parts.stream().map(Memory::id).map(standIns::of).distinct().toList();
            assertTrue(merged.size() <= 2, merged::toString);
            for (Memory part : parts) {
                assertEquals(standIns.of(part.id()), standIns.shownBy(part.id()));
            }
        }
    }

    @Test
    void aGistCountsForNothingButItself() {
        try (MemoryManager store = store(Policies.fifo(Tier.MID, 1), Gists.ofArchived())) {
            List<Memory> parts = remember(store, 8);
            store.maintain(Budget.ofDefaults());
            StandIns standIns = new StandIns(store.space(SCOPE));
            long gists = store.space(SCOPE).recall("What is there in the garden?").memories().stream()
                    .filter(memory -> !memory.observation().derivedFrom().isEmpty())
                    .count();
            assertNotEquals(0, gists);
            for (Memory part : parts) {
                assertEquals(part.id(), standIns.of(part.id()));
            }
        }
    }

    @Test
    void aFactThatTheHostReplacedIsNotCountedForByTheNewOne() {
        try (MemoryManager store = store()) {
            MemorySpace space = store.space(SCOPE);
            Memory old = space.remember(
                    Observation.fact("colour", "Her favourite colour is red.").build());
            space.remember(
                    Observation.fact("colour", "Her favourite colour is blue.").build());
            assertEquals(old.id(), new StandIns(space).of(old.id()));
        }
    }

    private static MemoryManager store(LifecyclePolicy... policies) {
        return Memcore.builder().policies(List.of(policies)).build();
    }

    private static List<Memory> remember(MemoryManager store, int count) {
        return store.space(SCOPE)
                .rememberAll(IntStream.range(0, count)
                        .mapToObj(i -> Observation.builder("In the garden there are " + i + " apple trees and a bench.")
                                .session("garden")
                                .tier(Tier.MID)
                                .build())
                        .toList());
    }
}
