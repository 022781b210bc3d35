package dev.memcore.bench.eval;

import dev.memcore.api.MemoryManager;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.Setup;
import dev.memcore.bench.harness.Stores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluations of sets under the same conditions.
 *
 * @param setup how stores are configured
 * @param limit how many questions of a set are asked at most
 * @param seed of the bootstrap and the random baseline
 */
record Run(Setup setup, int limit, long seed) {
    /** In a store of its own, which is gone afterwards, beside all baselines. */
    Report of(EvaluationSet set) {
        long start = System.nanoTime();
        Evaluation evaluation = new Evaluation(set, limit);
        List<Outcome> answers = new ArrayList<>();
        Map<String, Object> more;
        long ingest = 0;
        try (ScratchDirectory scratch = ScratchDirectory.of(null);
                MemoryManager store = Stores.open(scratch.path(), setup)) {
            for (int round = 0; round < evaluation.rounds(); round++) {
                long before = System.nanoTime();
                evaluation.remember(store, round);
                ingest += System.nanoTime() - before;
                answers.addAll(evaluation.ask(store, round));
            }
            more = set.more(evaluation, new Outcomes(answers, set.metrics()), store);
        }
        Map<String, Outcomes> baselines = new LinkedHashMap<>();
        for (Baseline baseline : Baseline.all(setup.embedder(), seed)) {
            baselines.put(baseline.name(), evaluation.ask(baseline));
        }
        return new Report(
                set,
                setup,
                seed,
                new Outcomes(answers, set.metrics()),
                baselines,
                more,
                ingest / 1e9,
                (System.nanoTime() - start) / 1e9);
    }
}
