package dev.memcore.bench.eval.run;

import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Outcome;
import dev.memcore.bench.eval.measure.Outcomes;
import dev.memcore.spi.Fuser;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A ranking method, and its answers.
 *
 * @param name for reports
 * @param fuser ranks a question's candidates
 * @param answers so far; grows
 */
public record Way(String name, Function<Asked, Fuser> fuser, List<Outcome> answers) {
    /** Returns a method without answers. */
    public static Way of(String name, Function<Asked, Fuser> fuser) {
        return new Way(name, fuser, new ArrayList<>());
    }

    /** Returns a method with the same fuser for all questions. */
    public static Way with(String name, Fuser fuser) {
        return of(name, asked -> fuser);
    }

    /** Returns its answers with the metrics of the set. */
    Outcomes outcomes(EvaluationSet set) {
        return new Outcomes(answers, set.metrics());
    }

    /** Returns the answers that count for the set's main figure. */
    public Outcomes counted(EvaluationSet set) {
        return outcomes(set).only(set::counts);
    }
}
