package dev.memcore.retrieval.ranking;

import dev.memcore.retrieval.ranking.CitedFacts.Fact;
import dev.memcore.retrieval.ranking.EntityGraph.Statement;
import dev.memcore.retrieval.storage.CandidateFeatures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values the candidates by the facts that were taken from them. A question that no single text answers often names one
 * end of a path of facts: the text of the first fact is found by its words, and the text of the next one shares only an
 * entity with it.
 *
 * <p>The value is the probability of a random walk over texts and entities, as in {@link HippoRag}, on a logarithmic
 * scale. There are differences: a fact counts by its own fit and by the score of its text; edges are weighted by that;
 * the names in a text are entities that it mentions; a text without facts competes as one statement about its names, so
 * that extraction from a part of the texts does not put that part first. The value is multiplied by the share of the
 * best texts that have facts.
 */
final class FactEvidence {
    /** The number of best candidates in the graph, beside those that the best facts lead to. */
    private static final int TEXTS = 100;

    /** The number of statements at whose entities the walk starts: the facts of HippoRAG 2. */
    private static final int STATEMENTS = 5;

    /** The weight of a text's own score as a start relative to an entity's: .05 in HippoRAG 2. */
    private static final double OWN = 0.05;

    /**
     * A walk of longer paths than that of HippoRAG 2, because only the best texts are in the graph. It ends after 12
     * steps: what is left is .7^12, 1 %.
     */
    private static final PersonalizedPageRank WALK = new PersonalizedPageRank(0.7, 1e-9, 12);

    /** A text with a thousandth of the greatest probability, or less, has the value 0. */
    private static final double LEAST = Math.log(1_000);

    /**
     * The weight of an edge of the fact that fits the question least; that of the best is 1. The second fact of a path
     * often fits badly, so its edges must not be closed.
     */
    private static final double FAINT = 0.2;

    private final FirstPass first;
    private final double[] scores;
    private final int[] texts;
    private final int best;

    /**
     * Selects the texts of the graph.
     *
     * @param first the candidates, with the scores of all other signals
     * @param facts after a search for their sources
     */
    FactEvidence(FirstPass first, CitedFacts facts) {
        this.first = first;
        this.scores = EntityGraph.stretched(first.scores());
        Set<Integer> all = new LinkedHashSet<>();
        Arrays.stream(first.best(TEXTS)).forEach(all::add);
        this.best = all.size();
        for (int i = 0; i < scores.length; i++) {
            if (facts.leadsTo(first.features()[i].id())) {
                all.add(i);
            }
        }
        this.texts = all.stream().mapToInt(i -> i).toArray();
    }

    /**
     * Returns the value of each candidate in [0, 1], or null if no facts are known about the best.
     *
     * @param fits how well the text of each candidate fits the question by the measure that is used for facts, on any
     *     scale
     */
    double @Nullable [] values(CitedFacts facts, double[] fits) throws IOException {
        List<Fact> found = facts.about(first.features(), texts).facts();
        int[] place = new int[scores.length];
        Arrays.fill(place, -1);
        for (int text = 0; text < texts.length; text++) {
            place[texts[text]] = text;
        }
        boolean[] told = new boolean[texts.length];
        found.forEach(fact -> fact.texts().forEach(text -> told[place[text]] = true));
        double coverage = share(told);
        return coverage == 0 ? null : scaled(walk(found, place, told, fits), coverage);
    }

    /** Returns the share of the best texts that have facts. */
    private double share(boolean[] told) {
        int having = 0;
        for (int text = 0; text < best; text++) {
            having += told[text] ? 1 : 0;
        }
        return (double) having / Math.max(1, best);
    }

    private double[] walk(List<Fact> facts, int[] place, boolean[] told, double[] fits) {
        double[] weights = weights(facts, told, fits);
        EntityGraph graph = new EntityGraph(texts.length);
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            Fact fact = facts.get(i);
            double weight = edge(weights[i]);
            fact.texts().forEach(text -> fact.entities().forEach(e -> graph.mention(place[text], e, weight)));
            graph.relate(fact.entities().getFirst(), fact.entities().getLast(), weight);
            statements.add(new Statement(weights[i], fact.entities()));
        }
        double middle = edge(middle(Arrays.copyOf(weights, facts.size())));
        for (int text = 0; text < texts.length; text++) {
            List<Long> names = features(text).entities();
            for (long name : names) {
                graph.mentionIfAbsent(text, name, middle);
            }
            if (!told[text]) {
                statements.add(new Statement(weights[facts.size() + text], names));
            }
        }
        statements.sort(Comparator.comparingDouble(Statement::score).reversed());
        double[] own = new double[texts.length];
        Arrays.setAll(own, text -> OWN * scores[texts[text]]);
        return graph.walk(WALK, own, graph.starts(statements.subList(0, Math.min(STATEMENTS, statements.size()))));
    }

    /** Returns the weights of all facts, and then those of all texts as statements, together scaled to [0, 1]. */
    private double[] weights(List<Fact> facts, boolean[] told, double[] fits) {
        double[] own = new double[texts.length];
        Arrays.setAll(own, text -> fits[texts[text]]);
        own = EntityGraph.stretched(own);
        double[] weights = new double[facts.size() + texts.length];
        Arrays.fill(weights, Double.NaN);
        for (int i = 0; i < facts.size(); i++) {
            Fact fact = facts.get(i);
            weights[i] = fact.fit()
                    + fact.texts().stream()
                            .mapToDouble(text -> scores[text])
                            .max()
                            .orElse(0);
        }
        for (int text = 0; text < texts.length; text++) {
            if (!told[text]) {
                weights[facts.size() + text] = own[text] + scores[texts[text]];
            }
        }
        return EntityGraph.stretched(weights);
    }

    private static double edge(double weight) {
        return FAINT + (1 - FAINT) * weight;
    }

    private static double middle(double[] weights) {
        Arrays.sort(weights);
        return weights[weights.length / 2];
    }

    private double[] scaled(double[] mass, double coverage) {
        double greatest = Arrays.stream(mass).max().orElse(0);
        double[] values = new double[scores.length];
        for (int text = 0; text < mass.length; text++) {
            values[texts[text]] =
                    mass[text] > 0 ? coverage * Math.max(0, 1 + Math.log(mass[text] / greatest) / LEAST) : 0;
        }
        return values;
    }

    private CandidateFeatures features(int text) {
        return first.features()[texts[text]];
    }
}
