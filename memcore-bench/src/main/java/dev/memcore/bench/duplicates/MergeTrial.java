package dev.memcore.bench.duplicates;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.config.MaintenanceListener;
import dev.memcore.api.config.Retention;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.Stores;
import dev.memcore.consolidation.Policies;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The result of the merge for labelled pairs in a store.
 *
 * @param pairs the pairs
 * @param merged which of them were merged, by place
 * @param across how many memories were merged with one of another pair
 */
record MergeTrial(List<LabelledPair> pairs, Set<Integer> merged, int across) {
    private static final int BATCH = 500;

    /** Copies the collections. */
    MergeTrial {
        pairs = List.copyOf(pairs);
        merged = Set.copyOf(merged);
    }

    /** Stores all texts, those of one source in one scope, and runs maintenance. */
    static MergeTrial of(List<LabelledPair> pairs) {
        List<MemoryOp> done = new ArrayList<>();
        try (ScratchDirectory scratch = ScratchDirectory.of(null);
                MemoryManager store = Stores.openMaintained(
                        scratch.path(), List.of(Policies.mergeNearDuplicates()), Retention.FOREVER, listTo(done))) {
            Map<MemoryId, Integer> pairOf = new HashMap<>();
            for (int from = 0; from < pairs.size(); from += BATCH) {
                remember(store, pairs, from, Math.min(pairs.size(), from + BATCH), pairOf);
            }
            store.awaitIndexed();
            store.maintain(Budget.ofOperations(1_000_000));
            return judged(pairs, done, pairOf);
        }
    }

    private static MaintenanceListener listTo(List<MemoryOp> done) {
        return new MaintenanceListener() {
            @Override
            public void committed(Scope scope, String policy, List<MemoryOp> operations, long commit) {
                done.addAll(operations);
            }
        };
    }

    private static void remember(
            MemoryManager store, List<LabelledPair> pairs, int from, int to, Map<MemoryId, Integer> pairOf) {
        Map<String, List<Integer>> bySource = new HashMap<>();
        for (int i = from; i < to; i++) {
            bySource.computeIfAbsent(pairs.get(i).source(), source -> new ArrayList<>())
                    .add(i);
        }
        bySource.forEach((source, places) -> {
            MemorySpace space = store.space(Scope.of("duplicates", source));
            List<Observation> texts = new ArrayList<>();
            places.forEach(i -> {
                texts.add(Observation.of(pairs.get(i).text()));
                texts.add(Observation.of(pairs.get(i).edited()));
            });
            List<Memory> kept = space.rememberAll(texts);
            for (int i = 0; i < kept.size(); i++) {
                pairOf.put(kept.get(i).id(), places.get(i / 2));
            }
        });
    }

    private static MergeTrial judged(
            List<LabelledPair> pairs, List<MemoryOp> operations, Map<MemoryId, Integer> pairOf) {
        Set<Integer> merged = new HashSet<>();
        int across = 0;
        for (MemoryOp operation : operations) {
            MemoryOp.Supersede merge = (MemoryOp.Supersede) operation;
            Integer pair = pairOf.get(merge.id());
            if (pair != null && pair.equals(pairOf.get(merge.by()))) {
                merged.add(pair);
            } else {
                across++;
            }
        }
        return new MergeTrial(pairs, merged, across);
    }
}
