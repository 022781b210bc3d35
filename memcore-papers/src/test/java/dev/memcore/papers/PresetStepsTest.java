package dev.memcore.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Tier;
import dev.memcore.api.report.Usage;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.testkit.ListScopeView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Presets of papers that count steps: a step is a batch of memories, and a use is worth several steps. */
final class PresetStepsTest {
    /** So many notes, one recorded each second; the older ones in the mid tier, the newest in the short tier. */
    private static ListScopeView notes(int count, int inShort) {
        List<Memory> memories = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            Observation note = Observation.builder("note " + number)
                    .tier(number <= count - inShort ? Tier.MID : Tier.SHORT)
                    .build();
            memories.add(ListScopeView.memory(
                    Scopes.id(number), Scopes.SCOPE, Scopes.NOW.minus(Duration.ofSeconds(count - number)), note));
        }
        return ListScopeView.of(Scopes.SCOPE, Scopes.NOW, memories);
    }

    private static Usage used(int times) {
        return new Usage(times, 0, 0, Scopes.NOW);
    }

    private static Set<MemoryId> leaving(MemoryPreset preset, int capacity, ListScopeView scope) {
        LifecyclePolicy last = preset.policies(capacity, StaticEmbedder.load()).getLast();
        Set<MemoryId> leaving = new HashSet<>();
        Scopes.proposals(last, scope).forEach(move -> leaving.add(move.id()));
        return leaving;
    }

    private static Set<MemoryId> from(long first, long last) {
        Set<MemoryId> ids = new HashSet<>();
        LongStream.rangeClosed(first, last).forEach(number -> ids.add(Scopes.id(number)));
        return ids;
    }

    @Test
    void recalledMemoriesOfMPlusOutliveOthersOfTheirAge() {
        // A consolidation is 10 notes. Note 1 has 1 + 2 - 69 * .034 = .65, note 400 has 1 - 30 * .034 = -.02.
        ListScopeView scope = notes(700, 300).with(Scopes.id(1), used(2));
        assertEquals(from(2, 101), leaving(MemoryPreset.M_PLUS, 300, scope), "300 of 400 stay");
    }

    @Test
    void engramsOfMemoriaLiveNineBatchesAndEightMoreForAUse() {
        ListScopeView scope = notes(1_000, 400).with(Scopes.id(100), used(1)).with(Scopes.id(200), used(1));
        Set<MemoryId> expected = from(1, 550);
        expected.remove(Scopes.id(200));
        assertEquals(expected, leaving(MemoryPreset.MEMORIA, 400, scope));
    }
}
