package dev.memcore.bench.forgetting;

import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.config.Retention;
import dev.memcore.api.operation.Budget;
import dev.memcore.bench.eval.measure.Outcomes;
import dev.memcore.bench.eval.set.LocomoEvaluation;
import dev.memcore.bench.harness.Stores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures recall of the remaining memories after some were archived.
 *
 * <p>Each set of archived memories is measured once, whichever policy selected it. It is archived in the copy of the
 * store in which the greatest part of it, and no other memory, was archived before, or in a new copy. So curves are
 * measured fastest in the order of increasing shares.
 */
final class Remainder {
    private static final int DEPTH = 10;

    private final Path store;
    private final LocomoEvaluation evaluation;
    private final Map<Set<MemoryId>, Found> known = new HashMap<>();
    private final List<Copy> copies = new ArrayList<>();

    Remainder(Path store, LocomoEvaluation evaluation) {
        this.store = store;
        this.evaluation = evaluation;
    }

    /**
     * The results of the recalls.
     *
     * @param recall of the evidence, by depth
     * @param each the recall at 10 of each question, those of a conversation together
     * @param p50 the median time of a recall, in milliseconds
     * @param p95 the time below which 95 % of the recalls stay, in milliseconds
     */
    record Found(Map<String, Double> recall, List<double[]> each, double p50, double p95) {}

    /** Measures recall after the given memories were archived. */
    Found without(Set<MemoryId> leaving) {
        Found found = known.get(leaving);
        if (found == null) {
            found = ask(leaving);
            known.put(leaving, found);
        }
        return found;
    }

    /** A copy of the store, and the memories archived in it. */
    private record Copy(Path place, Set<MemoryId> departed) {}

    private Found ask(Set<MemoryId> leaving) {
        Copy copy = copies.stream()
                .filter(each -> leaving.containsAll(each.departed()))
                .max(Comparator.comparingInt(each -> each.departed().size()))
                .orElseGet(this::copy);
        copies.remove(copy);
        copies.add(new Copy(copy.place(), leaving));
        try (MemoryManager manager =
                Stores.openMaintained(copy.place(), List.of(new Departure(leaving)), Retention.FOREVER)) {
            int moved = manager.maintain(Budget.ofOperations(1_000_000)).total();
            int expected = leaving.size() - copy.departed().size();
            if (moved != expected) {
                throw new IllegalStateException(moved + " memories left, but should have been " + expected);
            }
            manager.awaitIndexed();
            Outcomes outcomes = evaluation.ask(manager);
            return new Found(
                    outcomes.recall(), outcomes.recallOfEach(DEPTH), outcomes.millis(0.5), outcomes.millis(0.95));
        }
    }

    private Copy copy() {
        Path place = store.resolveSibling(store.getFileName() + "-rest-" + copies.size());
        return new Copy(StoreCopy.of(store, place), Set.of());
    }
}
