package dev.memcore.bench.eval.run;

import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Outcome;
import dev.memcore.bench.eval.measure.Outcomes;
import dev.memcore.spi.Fuser;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A way of ranking, and what came of it.
 *
 * @param name for reports
 * @param fuser ranks a question's candidates
 * @param answers so far; grows
 */
public record Way(String name, Function<Asked, Fuser> fuser, List<Outcome> answers) {
    /** One that has answered nothing yet. */
    public static Way of(String name, Function<Asked, Fuser> fuser) {
        return new Way(name, fuser, new ArrayList<>());
    }

    /** The same fuser for all questions. */
    public static Way with(String name, Fuser fuser) {
        return of(name, asked -> fuser);
    }

    /** What came of it, by the figures of the set. */
    Outcomes outcomes(EvaluationSet set) {
        return new Outcomes(answers, set.metrics());
    }

    /** The same, of the questions that make the set's one figure. */
    public Outcomes counted(EvaluationSet set) {
        return outcomes(set).only(set::counts);
    }
}
