package dev.memcore.bench.eval;

import dev.memcore.bench.eval.fit.FitReport;
import dev.memcore.bench.eval.fit.Folds;
import dev.memcore.bench.eval.fit.Judged;
import dev.memcore.bench.eval.fit.Recording;
import dev.memcore.bench.eval.fit.WeightFit;
import dev.memcore.bench.eval.run.Evaluation;
import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.bench.eval.run.Sitting;
import dev.memcore.bench.eval.run.Way;
import dev.memcore.bench.eval.set.Sets;
import dev.memcore.bench.harness.Setup;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.Terminal;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Fits the weights of the fuser to some sets, and measures the fitted weights on these and other sets.
 *
 * <p>The questions are asked once with the default weights, and the values of all signals for all candidates are
 * recorded. The weights are fitted to these tables. But the second step of a recall depends on the weights of the
 * first, and adds candidates. So the report contains recalls with the fitted weights, not scores computed from the
 * tables.
 */
@Command(
        name = "fit",
        description = {
            "Fits the weights of the ranking to some sets, and reports recall with the shipped and with the fitted"
                    + " weights:",
            "on these sets by cross-validation (each conversation is asked with weights fitted to the others);",
            "on other sets with the weights fitted to all. The weights are printed; nothing is changed."
        },
        mixinStandardHelpOptions = true)
public final class FitCommand implements Callable<Integer> {
    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--on",
            required = true,
            split = ",",
            paramLabel = "SET",
            description = "Fit to these sets, separated by commas: locomo, musique, memorycode, babi, pi, vaswani,"
                    + " beam, lifebench-en, lifebench-zh, xquad-de, xquad-hi, xquad-ru, xquad-zh.")
    private List<String> on = new ArrayList<>();

    @Option(names = "--report", split = ",", paramLabel = "SET", description = "Also report on these sets.")
    private List<String> report = new ArrayList<>();

    @Option(
            names = "--folds",
            paramLabel = "N",
            description = {
                "Leave out each of N parts of the users in turn, or one user at a time if there are no more than N;",
                "where a set has one user, parts of its questions (default: ${DEFAULT-VALUE})."
            })
    private int folds = 10;

    @Option(
            names = "--leave-one-set-out",
            description = {
                "Leave out one set at a time in place of parts of its users: each set is also asked with weights that"
                        + " were",
                "fitted to the others alone."
            })
    private boolean leaveOneSetOut;

    @Option(
            names = "--pull",
            paramLabel = "X",
            description = {
                "How firmly the fit holds to the shipped weights, from 0: what the squared distance from them costs,",
                "beside the mean loss of a question (default: ${DEFAULT-VALUE})."
            })
    private double pull = WeightFit.DEFAULT_PULL;

    /** For picocli. */
    public FitCommand() {}

    @Override
    public Integer call() {
        options.check();
        if (folds < 2) {
            throw new BadInput("--folds must be at least 2, but is " + folds);
        }
        if (!(pull >= 0 && Double.isFinite(pull))) {
            throw new BadInput("--pull must be 0 or more, but is " + pull);
        }
        if (leaveOneSetOut && on.stream().distinct().count() < 2) {
            throw new BadInput("--leave-one-set-out needs at least two sets in --on, but has " + on);
        }
        for (String name : report) {
            if (on.contains(name)) {
                throw new BadInput("--report " + name + " is one of --on; it is reported on by cross-validation");
            }
        }
        List<EvaluationSet> fitted = read(on);
        List<EvaluationSet> others = read(report);
        FitReport result = options.with(setup -> fit(setup, fitted, others));
        result.print(Terminal.standard());
        options.write(result.json());
        return 0;
    }

    private List<EvaluationSet> read(List<String> names) {
        return names.stream()
                .distinct()
                .map(name -> Sets.named(name).read(options.data()))
                .toList();
    }

    private FitReport fit(Setup setup, List<EvaluationSet> on, List<EvaluationSet> others) {
        if (setup.look().learns()) {
            throw new BadInput("--rerank " + setup.look().label() + " learns itself; fit without it");
        }
        long start = System.nanoTime();
        Map<String, Double> shipped = setup.weighted().weights();
        List<List<Judged>> judged = on.stream()
                .map(set -> Recording.of(set, setup, options.limit()))
                .toList();
        if (judged.stream().allMatch(List::isEmpty)) {
            throw new BadInput("--on: no question has evidence among its candidates");
        }
        Folds parts = leaveOneSetOut ? Folds.ofSets(on) : new Folds(on, folds);
        WeightFit fit = new WeightFit(shipped, pull);
        Map<String, Double> fitted = fit.to(judged);
        List<Map<String, Double>> byFold = IntStream.range(0, parts.count())
                .mapToObj(fold -> fit.to(parts.without(fold, judged)))
                .toList();
        Supplier<Way> before = () -> Way.with("shipped", new MinMaxWeightedSum(shipped));
        Supplier<Way> after = () -> Way.with("fitted", new MinMaxWeightedSum(fitted));
        List<MinMaxWeightedSum> leftOut =
                byFold.stream().map(MinMaxWeightedSum::new).toList();
        List<FitReport.Measured> measured = new ArrayList<>();
        for (int i = 0; i < on.size(); i++) {
            Way crossValidated =
                    Way.of(leaveOneSetOut ? "set-left-out" : "cross-validated", asked -> leftOut.get(parts.of(asked)));
            List<Way> ways = asked(setup, on.get(i), List.of(before.get(), crossValidated, after.get()));
            measured.add(new FitReport.Measured(on.get(i), true, judged.get(i).size(), ways));
        }
        for (EvaluationSet set : others) {
            List<Way> ways = asked(setup, set, List.of(before.get(), after.get()));
            measured.add(new FitReport.Measured(set, false, 0, ways));
        }
        return new FitReport(
                setup,
                options.seed(),
                weights(shipped, fitted, byFold, judged),
                measured,
                (System.nanoTime() - start) / 1e9);
    }

    private List<Way> asked(Setup setup, EvaluationSet set, List<Way> ways) {
        new Sitting(new Evaluation(set, options.limit()), setup).ask(ways, store -> {});
        return ways;
    }

    private static List<FitReport.Weight> weights(
            Map<String, Double> shipped,
            Map<String, Double> fitted,
            List<Map<String, Double>> byFold,
            List<List<Judged>> judged) {
        List<FitReport.Weight> weights = new ArrayList<>();
        shipped.forEach((signal, weight) -> weights.add(new FitReport.Weight(
                signal,
                weight,
                fitted.getOrDefault(signal, 0.0),
                byFold.stream().map(fold -> fold.getOrDefault(signal, 0.0)).toList(),
                heard(judged, signal))));
        return weights;
    }

    /** The share of questions in which a signal distinguishes candidates, in [0, 1]; each set has the same weight. */
    private static double heard(List<List<Judged>> sets, String signal) {
        return sets.stream()
                .flatMapToDouble(
                        set -> set.stream()
                                .mapToDouble(question -> question.rows().containsKey(signal) ? 1 : 0)
                                .average()
                                .stream())
                .average()
                .orElse(0);
    }
}
