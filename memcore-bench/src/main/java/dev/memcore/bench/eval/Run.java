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
 * @param ablate whether to run again without each signal
 */
record Run(Setup setup, int limit, long seed, boolean ablate) {
    /** In a store of its own, which is gone afterwards, beside all baselines. */
    Report of(EvaluationSet set) {
        long start = System.nanoTime();
        Answered answered = ask(set, setup, true);
        Evaluation evaluation = new Evaluation(set, limit);
        Map<String, Outcomes> baselines = new LinkedHashMap<>();
        for (Baseline baseline : Baseline.all(setup.embedder(), seed)) {
            baselines.put(baseline.name(), evaluation.ask(baseline));
        }
        List<Ablation> ablations = new ArrayList<>();
        for (String signal : ablate ? setup.signals() : List.<String>of()) {
            Outcomes without = ask(set, setup.without(signal), false).outcomes();
            ablations.add(Ablation.of(signal, answered.outcomes().only(set::counts), without.only(set::counts), seed));
        }
        return new Report(
                set,
                setup,
                seed,
                answered.outcomes(),
                baselines,
                ablations,
                answered.more(),
                answered.ingestNanos() / 1e9,
                (System.nanoTime() - start) / 1e9);
    }

    private Answered ask(EvaluationSet set, Setup configured, boolean more) {
        Evaluation evaluation = new Evaluation(set, limit);
        List<Outcome> answers = new ArrayList<>();
        long ingest = 0;
        try (ScratchDirectory scratch = ScratchDirectory.of(null);
                MemoryManager store = Stores.open(scratch.path(), configured)) {
            for (int round = 0; round < evaluation.rounds(); round++) {
                long before = System.nanoTime();
                evaluation.remember(store, round);
                ingest += System.nanoTime() - before;
                answers.addAll(evaluation.ask(store, round));
            }
            Outcomes outcomes = new Outcomes(answers, set.metrics());
            return new Answered(outcomes, more ? set.more(evaluation, outcomes, store) : Map.of(), ingest);
        }
    }

    private record Answered(Outcomes outcomes, Map<String, Object> more, long ingestNanos) {}
}
