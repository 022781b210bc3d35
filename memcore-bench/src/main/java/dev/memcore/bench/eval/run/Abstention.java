package dev.memcore.bench.eval.run;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures whether the confidence of a recall shows if it can answer the question. Each conversation is asked its own
 * questions, and the same number of questions of the next conversation, which it cannot answer. Names would identify
 * the foreign questions, so the speakers' names are replaced by "someone" in both. Adversarial questions are omitted,
 * because they cannot be answered either.
 *
 * @param own confidence in the answers to a conversation's own questions
 * @param foreign confidence in the answers to another's
 */
public record Abstention(List<Double> own, List<Double> foreign) {
    private static final String ADVERSARIAL = "adversarial";

    /** Copies the lists. */
    public Abstention {
        own = List.copyOf(own);
        foreign = List.copyOf(foreign);
    }

    /** Measures a store in which the set was stored. With one conversation there are no foreign questions. */
    public static Abstention of(Evaluation evaluation, MemoryManager store) {
        List<Double> own = new ArrayList<>();
        List<Double> foreign = new ArrayList<>();
        int all = evaluation.groups().size();
        for (int i = 0; i < all && all > 1; i++) {
            int next = (i + 1) % all;
            Group here = evaluation.groups().get(i);
            Group there = evaluation.groups().get(next);
            List<Asked> ours = Masking.masked(answerable(here), here, there);
            List<Asked> theirs = Masking.masked(answerable(there), here, there);
            int count = Math.min(ours.size(), theirs.size());
            MemorySpace space = evaluation.space(store, here);
            ours.subList(0, count)
                    .forEach(asked -> own.add(evaluation.ask(space, here, asked).confidence()));
            theirs.subList(0, count)
                    .forEach(asked ->
                            foreign.add(evaluation.ask(space, here, asked).confidence()));
        }
        return new Abstention(own, foreign);
    }

    private static List<Asked> answerable(Group group) {
        return group.questions().stream()
                .filter(asked -> !asked.category().equals(ADVERSARIAL))
                .toList();
    }

    /**
     * The area under the receiver operating characteristic: the probability that an own question has a higher
     * confidence than a foreign one, where ties count half (Hanley and McNeil, The meaning and use of the area under a
     * ROC curve, 1982).
     *
     * @return in [0, 1]; 0.5 is chance; NaN if one of the two has no values. O(n log n)
     */
    public double area() {
        double[] sorted = foreign.stream().mapToDouble(value -> value).sorted().toArray();
        double wins = 0;
        for (double value : own) {
            int below = firstNotBelow(sorted, value);
            int upTo = firstNotBelow(sorted, Math.nextUp(value));
            wins += below + (upTo - below) / 2.0;
        }
        return wins / ((double) own.size() * sorted.length);
    }

    private static int firstNotBelow(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("n", own.size());
        json.put("auroc", area());
        return json;
    }
}
