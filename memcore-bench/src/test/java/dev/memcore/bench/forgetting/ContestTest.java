package dev.memcore.bench.forgetting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Tier;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.bench.TinyLocomo;
import dev.memcore.bench.eval.set.LocomoEvaluation;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.harness.TierPolicies;
import dev.memcore.bench.harness.TierPolicy;
import dev.memcore.bench.locomo.LocomoSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContestTest {
    private static final long SEED = 42;

    /** One of each kind: by order, by chance, by use, by what is beyond the capacity, by text. */
    private static final Set<String> KINDS =
            Set.of("fifo", "random", "lfu", "quotas", "sticky", "admission", TierPolicies.DEFAULT);

    @TempDir
    private Path directory;

    private LocomoSet set;

    @BeforeEach
    void read() throws IOException {
        set = LocomoSet.find(TinyLocomo.copyTo(directory.resolve("locomo-tiny.json")));
    }

    @Test
    void whatAPolicyWantsToRemoveIsWhatMaintenanceRemoves() {
        Contest contest = new Contest(set, true, false, ScratchDirectory.of(directory.resolve("contest")));
        for (TierPolicy policy : TierPolicies.named(KINDS)) {
            Set<MemoryId> wanted = contest.removals().leaving(policy, 0.5, SEED);
            assertFalse(wanted.isEmpty());
            assertEquals(
                    wanted,
                    contest.maintained(List.of(contest.removals().policy(policy, 0.5, SEED)), this::archived),
                    policy.name());
        }
    }

    private Set<MemoryId> archived(MemoryManager manager) {
        Set<MemoryId> archived = new HashSet<>();
        MemoryFilter filter = MemoryFilter.builder().tier(Tier.ARCHIVE).build();
        set.conversations()
                .forEach(conversation -> LocomoEvaluation.space(manager, conversation)
                        .list(filter, null, 1_000)
                        .memories()
                        .forEach(memory -> archived.add(memory.id())));
        return archived;
    }

    @Test
    void inPartsAndAtOnceTheSameIsFound() {
        Path store = directory.resolve("store");
        LocomoEvaluation evaluation = new LocomoEvaluation(set, Integer.MAX_VALUE);
        try (MemoryManager manager = Stores.open(store)) {
            evaluation.ingest(manager);
        }
        List<MemoryId> ids = StillScope.of(store).stream()
                .flatMap(scope -> scope.present().keySet().stream())
                .toList();
        Set<MemoryId> few = Set.copyOf(ids.subList(0, ids.size() / 3));
        Set<MemoryId> many = Set.copyOf(ids.subList(0, 2 * ids.size() / 3));
        Remainder atOnce = new Remainder(StoreCopy.of(store, directory.resolve("other")), evaluation);
        Remainder.Found expected = atOnce.without(many);
        Remainder inParts = new Remainder(store, evaluation);
        Remainder.Found before = inParts.without(few);
        Remainder.Found found = inParts.without(many);
        assertNotEquals(before.recall(), found.recall());
        assertEquals(expected.recall(), found.recall());
        for (int group = 0; group < found.each().size(); group++) {
            assertArrayEquals(expected.each().get(group), found.each().get(group));
        }
        assertSame(before, inParts.without(few), "asked once");
        assertEquals(expected.recall(), inParts.without(many).recall());
        assertEquals(atOnce.without(few).recall(), before.recall(), "from a copy of its own");
    }
}
