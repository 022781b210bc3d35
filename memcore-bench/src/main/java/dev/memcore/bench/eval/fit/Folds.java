package dev.memcore.bench.eval.fit;

import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.eval.run.EvaluationSet;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Divides questions into folds for cross-validation. Whole groups are assigned to the folds in turn; with as many folds
 * as groups, each fold is one group. In a set of one group, single questions are assigned.
 */
public final class Folds {
    private final IdentityHashMap<Asked, Integer> folds = new IdentityHashMap<>();
    private int count = 1;

    /**
     * Creates the folds of sets that are fitted together.
     *
     * @param most the maximum number of folds; there are no more folds than groups, or questions, in the set with the
     *     most of them
     */
    public Folds(List<EvaluationSet> sets, int most) {
        for (EvaluationSet set : sets) {
            List<Group> groups = set.groups();
            for (int i = 0; i < groups.size(); i++) {
                List<Asked> questions = groups.get(i).questions();
                for (int j = 0; j < questions.size(); j++) {
                    int fold = (groups.size() == 1 ? j : i) % most;
                    folds.put(questions.get(j), fold);
                    count = Math.max(count, fold + 1);
                }
            }
        }
    }

    private Folds() {}

    /** Creates folds of which each is a set. */
    public static Folds ofSets(List<EvaluationSet> sets) {
        Folds folds = new Folds();
        folds.count = sets.size();
        for (int i = 0; i < sets.size(); i++) {
            for (Group group : sets.get(i).groups()) {
                for (Asked question : group.questions()) {
                    folds.folds.put(question, i);
                }
            }
        }
        return folds;
    }

    public int count() {
        return count;
    }

    /** Returns the fold of a question, in [0, count). */
    public int of(Asked asked) {
        return folds.getOrDefault(asked, 0);
    }

    /** Returns the questions of each set that are not in a fold. */
    public List<List<Judged>> without(int fold, List<List<Judged>> sets) {
        return sets.stream()
                .map(set -> set.stream()
                        .filter(question -> of(question.asked()) != fold)
                        .toList())
                .toList();
    }
}
