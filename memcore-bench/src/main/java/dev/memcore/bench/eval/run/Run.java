package dev.memcore.bench.eval.run;

import dev.memcore.bench.eval.baseline.Baseline;
import dev.memcore.bench.eval.measure.Outcomes;
import dev.memcore.bench.harness.Setup;
import dev.memcore.cli.console.BadInput;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
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
 * @param ablate whether to ask again without each signal
 */
public record Run(Setup setup, int limit, long seed, boolean ablate) {
    /** Fails early if there are no signals to remove, or if answers depend on earlier ones. */
    public Run {
        if (ablate) {
            setup.signals();
            if (setup.look().learns()) {
                throw new BadInput(
                        "--ablate: the reranker " + setup.look().label() + " learns from one run for the next");
            }
        }
    }

    /** Evaluates a set in a new store, which is deleted afterwards, and evaluates all baselines. */
    public Report of(EvaluationSet set) {
        long start = System.nanoTime();
        Evaluation evaluation = new Evaluation(set, limit);
        Way full = Way.with("full", setup.preset().fuser());
        List<Way> without = without();
        List<Way> ways = new ArrayList<>(List.of(full));
        ways.addAll(without);
        Map<String, Object> more = new LinkedHashMap<>();
        long ingest = new Sitting(evaluation, setup)
                .ask(ways, store -> more.putAll(set.more(evaluation, full.outcomes(set), store)));
        Map<String, Outcomes> baselines = new LinkedHashMap<>();
        for (Baseline baseline : Baseline.all(setup.embedder(), seed)) {
            baselines.put(baseline.name(), evaluation.ask(baseline));
        }
        List<Ablation> ablations = without.stream()
                .map(way -> Ablation.of(way.name(), full.counted(set), way.counted(set), seed))
                .toList();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Report(set, setup, seed, full.outcomes(set), baselines, ablations, more, ingest / 1e9, seconds);
    }

    private List<Way> without() {
        if (!ablate) {
            return List.of();
        }
        MinMaxWeightedSum all = setup.weighted();
        return setup.signals().stream()
                .map(signal -> Way.with(signal, all.without(signal)))
                .toList();
    }
}
