package dev.memcore.retrieval.ranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.retrieval.ranking.EntityGraph.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EntityGraphTest {
    private static final long ALICE = 1;
    private static final long BOB = 2;
    private static final long PARIS = 3;
    private static final long CAROL = 4;
    private static final long TEA = 5;
    private static final PersonalizedPageRank WALK = PersonalizedPageRank.OF_HIPPORAG;

    /** The graph of the example of HippoRAG 2: Alice met Bob, Bob lives in Paris, Carol drinks tea. */
    private static EntityGraph example() {
        EntityGraph graph = new EntityGraph(3);
        long[][] facts = {{ALICE, BOB}, {BOB, PARIS}, {CAROL, TEA}};
        for (int text = 0; text < facts.length; text++) {
            graph.mention(text, facts[text][0], 1);
            graph.mention(text, facts[text][1], 1);
            graph.relate(facts[text][0], facts[text][1], 1);
        }
        return graph;
    }

    @Test
    void theExampleHasItsProbabilities() {
        double[] own = {0.05 * 1, 0.05 * 0.2, 0.05 * 0.4};
        double[] mass = example().walk(WALK, own, Map.of(ALICE, 1.0));
        assertArrayEquals(new double[] {0.18086, 0.03765, 0.01111}, mass, 5e-6);
    }

    @Test
    void anEntityOfManyTextsIsAWeakStart() {
        Map<Long, Double> starts = example()
                .starts(List.of(
                        new Statement(1, List.of(ALICE, BOB)),
                        new Statement(0.5, List.of(BOB, PARIS)),
                        new Statement(0, List.of(CAROL, TEA))));
        assertEquals(1, starts.getOrDefault(ALICE, 0.0), 1e-12, "one text");
        assertEquals(
                (1 / 2.0 + 0.5 / 2) / 2,
                starts.getOrDefault(BOB, 0.0),
                1e-12,
                "the mean of both facts, each for two texts");
        assertEquals(0.5, starts.getOrDefault(PARIS, 0.0), 1e-12);
        assertEquals(3, starts.size(), "a statement that does not fit starts nothing");
    }

    @Test
    void theWalkStartsAtFiveEntitiesAtMost() {
        EntityGraph graph = new EntityGraph(1);
        for (long entity = 1; entity <= 9; entity++) {
            graph.mention(0, entity, 1);
        }
        assertEquals(
                List.of(1L, 2L, 3L, 4L, 5L),
                List.copyOf(graph.starts(List.of(new Statement(1, List.of(9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L))))
                        .keySet()));
    }

    @Test
    void anEntityThatIsNotInTheGraphIsNoStart() {
        assertEquals(Map.of(), example().starts(List.of(new Statement(1, List.of(77L)))));
    }

    @Test
    void relatedEntitiesLeadOn() {
        EntityGraph graph = new EntityGraph(3);
        graph.mention(0, ALICE, 1);
        graph.mention(1, BOB, 1);
        graph.mention(2, CAROL, 1);
        graph.relate(ALICE, BOB, 0.8);
        graph.relate(CAROL, CAROL, 1);
        double[] mass = graph.walk(WALK, new double[3], Map.of(ALICE, 1.0));
        assertTrue(mass[0] > mass[1] && mass[1] > 0 && mass[2] == 0, () -> Arrays.toString(mass));
    }

    @Test
    void theGreaterWeightOfAMentionCounts() {
        EntityGraph graph = new EntityGraph(2);
        graph.mention(0, ALICE, 1);
        graph.mention(0, ALICE, 3);
        graph.mention(0, ALICE, 2);
        graph.mentionIfAbsent(0, ALICE, 9);
        graph.mentionIfAbsent(1, ALICE, 1);
        double[] mass = graph.walk(WALK, new double[2], Map.of(ALICE, 1.0));
        assertEquals(3, mass[0] / mass[1], 1e-9);
    }

    @Property(tries = 100)
    void withoutMentionsTheOrderIsThatOfTheTextsThemselves(
            @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = 0.01, max = 1) Double> scores) {
        double[] own = scores.stream().mapToDouble(score -> score).toArray();
        double total = Arrays.stream(own).sum();
        double[] expected = Arrays.stream(own).map(score -> score / total).toArray();
        assertArrayEquals(expected, new EntityGraph(own.length).walk(WALK, own, Map.of()), 1e-9);
    }

    @Property(tries = 100)
    void valuesArePartsOfOneWhole(
            @ForAll @Size(min = 1, max = 20) List<@Size(max = 40) List<@IntRange(min = 1, max = 60) Integer>> names,
            @ForAll @DoubleRange(min = 0, max = 1) double score) {
        EntityGraph graph = new EntityGraph(names.size());
        for (int text = 0; text < names.size(); text++) {
            for (int name : names.get(text)) {
                graph.mention(text, name, 1);
            }
        }
        double[] own = new double[names.size()];
        own[0] = score;
        List<Long> first = names.getFirst().stream().map(Integer::longValue).toList();
        double[] values = graph.walk(WALK, own, graph.starts(List.of(new Statement(1, first))));
        assertTrue(Arrays.stream(values).allMatch(value -> value >= 0 && value <= 1));
        assertTrue(Arrays.stream(values).sum() <= 1 + 1e-9);
    }

    @Test
    void scalingKeepsTheOrderAndReplacesMissingValues() {
        assertArrayEquals(
                new double[] {0, 0.5, 1, 0}, EntityGraph.stretched(new double[] {2, 3, 4, Double.NaN}), 1e-12);
        assertArrayEquals(new double[] {1, 1}, EntityGraph.stretched(new double[] {7, 7}));
        assertEquals(0, EntityGraph.stretched(new double[0]).length);
    }
}
