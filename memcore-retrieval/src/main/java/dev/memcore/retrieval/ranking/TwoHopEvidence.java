package dev.memcore.retrieval.ranking;

import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.text.LateInteraction;
import dev.memcore.retrieval.visibility.Visible;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds chains of two memories for questions that no single memory answers. "Who founded the club that Ann plays for"
 * needs a memory that names Ann and the club, and another that names the club and its founder. A chain begins at one of
 * the best candidates. It ends at a memory that shares a name with it which the question does not contain.
 *
 * <p>The value of a chain is how much of the question both cover together ({@link LateInteraction#together}), times how
 * distinctive the shared name is, times the score of the start and the worth of the end. Both ends get the value of
 * their best chain.
 *
 * <p>Related: the entity graph of HippoRAG (Gutiérrez et al., NeurIPS 2024). Here paths have two steps, and are judged
 * by coverage rather than by the mass of a random walk. O(seeds x memories that share a name). For one query, one
 * thread.
 */
final class TwoHopEvidence {
    /** The number of best candidates from which chains begin. */
    private static final int SEEDS = 10;

    /** A name in more memories is not distinctive. */
    private static final int COMMON = 100;

    /**
     * Within one conversation, the value of a chain is divided by 1 plus this times the number of mentions of the
     * shared name between its ends.
     */
    private static final double STEP = 1;

    /** The raw value that counts as 1. Nine in ten chains are weaker, even where they are needed. */
    private static final double STRONG = 0.5;

    private final Visible visible;
    private final LateInteraction words;
    private final Set<Long> asked;
    private final Map<Long, Double> telling = new HashMap<>();

    /**
     * Prepares a question.
     *
     * @param asked the hashes of the names in the question
     */
    TwoHopEvidence(Visible visible, LateInteraction words, Set<Long> asked) {
        this.visible = visible;
        this.words = words;
        this.asked = asked;
    }

    /** Returns the names by which chains continue from the best candidates. */
    Set<Long> links(FirstPass first) {
        Set<Long> links = new HashSet<>();
        for (int seed : first.best(SEEDS)) {
            for (long entity : first.features()[seed].entities()) {
                if (telling(entity) > 0) {
                    links.add(entity);
                }
            }
        }
        return links;
    }

    /**
     * Returns the value of each candidate's best chain, in [0, 1]; 0 if there is none.
     *
     * @param order the candidate numbers in the order of time
     * @param ends the worth of each candidate as the end of a chain, in [0, 1]
     */
    double[] values(FirstPass first, int[] order, double[] ends) {
        CandidateFeatures[] features = first.features();
        double[] scores = first.scores();
        Map<Long, List<Integer>> having = having(features, order, links(first));
        double[] values = new double[features.length];
        for (int seed : first.best(SEEDS)) {
            Map<Integer, Double> tied = new HashMap<>();
            for (long entity : features[seed].entities()) {
                if (telling(entity) > 0) {
                    addEnds(features, seed, having.getOrDefault(entity, List.of()), telling(entity), tied);
                }
            }
            tied.forEach((end, ties) -> {
                double together = LateInteraction.together(first.nearest(seed, words), first.nearest(end, words));
                double value = Math.min(1, ties * together * scores[seed] * ends[end] / STRONG);
                values[end] = Math.max(values[end], value);
                values[seed] = Math.max(values[seed], value);
            });
        }
        return values;
    }

    /** Returns the candidates that have each of the names, in the order of time. */
    private static Map<Long, List<Integer>> having(CandidateFeatures[] features, int[] order, Set<Long> names) {
        Map<Long, List<Integer>> having = new HashMap<>();
        for (int i : order) {
            for (Long entity : features[i].entities()) {
                if (names.contains(entity)) {
                    having.computeIfAbsent(entity, e -> new ArrayList<>()).add(i);
                }
            }
        }
        return having;
    }

    /** Adds how closely a name ties each other candidate that has it to the seed. */
    private static void addEnds(
            CandidateFeatures[] features, int seed, List<Integer> having, double telling, Map<Integer, Double> ends) {
        int at = having.indexOf(seed);
        for (int i = 0; i < having.size(); i++) {
            int end = having.get(i);
            if (end != seed) {
                boolean told = features[end].conversation() != 0
                        && features[end].conversation() == features[seed].conversation();
                double apart = told ? 1 + STEP * (Math.abs(i - at) - 1) : 1;
                ends.merge(end, Math.sqrt(telling) / apart, Math::max);
            }
        }
    }

    /** Returns how distinctive a shared name is by its rarity, in [0, 1]; 0 if it must not be used. */
    private double telling(long entity) {
        return telling.computeIfAbsent(entity, e -> {
            int frequency = asked.contains(e) ? 0 : visible.entityFrequency(e);
            double all = Math.max(2, visible.size());
            return frequency < 2 || frequency > COMMON
                    ? 0
                    : Math.log(1 + (all - frequency + 0.5) / (frequency + 0.5)) / Math.log(1 + all);
        });
    }
}
