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
 * Chains of two memories for questions that no single one answers: "who founded the club that Ann plays for" needs what names the
 * club beside Ann, and what names its founder beside the club. A chain begins at one of the best candidates, and goes on to a memory
 * that shares a name with it which the question does not have. Its value is how much of the question both speak of together
 * ({@link LateInteraction#together}), times how telling the shared name is, times both scores; each end is given its best chain.
 *
 * <p>Related: the entity graph of HippoRAG (Gutiérrez et al., NeurIPS 2024), here two steps long and judged by coverage rather than by a
 * random walk's mass. O(seeds x memories that share a name). For one query, one thread.
 */
final class TwoHopEvidence {
    /** From so many of the best candidates chains begin. */
    private static final int SEEDS = 10;

    /** A name that more memories have tells nothing. */
    private static final int COMMON = 100;

    /** What each mention of the shared name between the two takes from a chain within one conversation. */
    private static final double STEP = 1;

    /** A chain of this value is as strong as one can be; nine in ten are weaker, even where they are needed. */
    private static final double STRONG = 0.5;

    private final Visible visible;
    private final LateInteraction words;
    private final Set<Long> asked;
    private final Map<Long, Double> telling = new HashMap<>();

    /**
     * Prepares a question.
     *
     * @param asked the names that the question has
     */
    TwoHopEvidence(Visible visible, LateInteraction words, Set<Long> asked) {
        this.visible = visible;
        this.words = words;
        this.asked = asked;
    }

    /** The names by which chains go on from the best candidates. */
    Set<Long> links(FirstPass first) {
        Set<Long> links = new HashSet<>();
        for (int seed : first.best(SEEDS)) {
            for (long entity : first.sketches()[seed].entities()) {
                if (telling(entity) > 0) {
                    links.add(entity);
                }
            }
        }
        return links;
    }

    /**
     * The value of each candidate's best chain, in [0, 1]; 0: there is none.
     *
     * @param order the candidates in the order of time
     * @param ends how much each candidate is worth as the end of a chain, in [0, 1]
     */
    double[] values(FirstPass first, int[] order, double[] ends) {
        CandidateFeatures[] sketches = first.sketches();
        double[] scores = first.scores();
        Map<Long, List<Integer>> having = having(sketches, order, links(first));
        double[] values = new double[sketches.length];
        for (int seed : first.best(SEEDS)) {
            Map<Integer, Double> tied = new HashMap<>();
            for (long entity : sketches[seed].entities()) {
                if (telling(entity) > 0) {
                    addEnds(sketches, seed, having.getOrDefault(entity, List.of()), telling(entity), tied);
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

    /** Who has each of the names, in the order of time. */
    private static Map<Long, List<Integer>> having(CandidateFeatures[] sketches, int[] order, Set<Long> names) {
        Map<Long, List<Integer>> having = new HashMap<>();
        for (int i : order) {
            for (Long entity : sketches[i].entities()) {
                if (names.contains(entity)) {
                    having.computeIfAbsent(entity, e -> new ArrayList<>()).add(i);
                }
            }
        }
        return having;
    }

    /** How closely each other candidate that has a name is tied to the seed by it. */
    private static void addEnds(
            CandidateFeatures[] sketches, int seed, List<Integer> having, double telling, Map<Integer, Double> ends) {
        int at = having.indexOf(seed);
        for (int i = 0; i < having.size(); i++) {
            int end = having.get(i);
            if (end != seed) {
                boolean told = sketches[end].conversation() != 0
                        && sketches[end].conversation() == sketches[seed].conversation();
                double apart = told ? 1 + STEP * (Math.abs(i - at) - 1) : 1;
                ends.merge(end, Math.sqrt(telling) / apart, Math::max);
            }
        }
    }

    /** How much a shared name says, by its rarity, in [0, 1]; 0: nothing. */
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
