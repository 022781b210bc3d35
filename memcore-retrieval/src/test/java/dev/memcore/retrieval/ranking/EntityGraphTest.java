package dev.memcore.retrieval.ranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.storage.CandidateFeatures;
import java.util.Arrays;
import java.util.List;
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

    private static CandidateFeatures naming(Long... entities) {
        return new CandidateFeatures(
                new MemoryId(0, 0), 0, null, 0, false, false, 0, List.of(entities), CandidateFeatures.NONE.words());
    }

    @Test
    void whatSharesANameWithTheBestComesBeforeWhatDoesNot() {
        CandidateFeatures[] features = {
            naming(ALICE),
            naming(ALICE),
            naming(ALICE),
            naming(ALICE, BOB),
            naming(ALICE, BOB),
            naming(BOB, PARIS),
            naming(CAROL, TEA)
        };
        double[] scores = {1, 0.9, 0.9, 0.9, 0.9, 0, 0.1};
        double[] values = new EntityGraph(features).values(scores);
        assertTrue(values[5] > values[6], () -> Arrays.toString(values));
    }

    @Test
    void theWalkStartsAtTheNamesOfTheBestAsHippoRag2Does() {
        // One name, in both: its part is the mean of 1/2 and 0/2; the candidates' own are .05 and 0. All in all .3.
        double[] values =
                new EntityGraph(new CandidateFeatures[] {naming(ALICE), naming(ALICE)}).values(new double[] {1, 0});
        // x = r/2 + xP/2: the name gives a quarter of its mass to each, and gets half of theirs.
        double name = (0.25 / 0.3 / 2 + 0.05 / 0.3 / 4) / (1 - 0.25);
        assertEquals(0.05 / 0.3 / 2 + name / 4, values[0], 1e-9);
        assertEquals(name / 4, values[1], 1e-9);
    }

    @Property(tries = 100)
    void withoutNamesTheOrderIsThatOfTheScores(
            @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = 0, max = 1) Double> scores) {
        CandidateFeatures[] features = new CandidateFeatures[scores.size()];
        Arrays.fill(features, CandidateFeatures.NONE);
        double[] given = scores.stream().mapToDouble(score -> score).toArray();
        double[] values = new EntityGraph(features).values(given);
        double least = Arrays.stream(given).min().orElseThrow();
        double total = Arrays.stream(given).map(score -> score - least).sum();
        double[] expected = Arrays.stream(given)
                .map(score -> total == 0 ? 1.0 / given.length : (score - least) / total)
                .toArray();
        assertArrayEquals(expected, values, 1e-9);
    }

    @Property(tries = 100)
    void valuesArePartsOfOneWhole(
            @ForAll @Size(min = 1, max = 20) List<@Size(max = 40) List<@IntRange(min = 1, max = 60) Integer>> names,
            @ForAll @DoubleRange(min = 0, max = 1) double score) {
        CandidateFeatures[] features = names.stream()
                .map(entities -> naming(
                        entities.stream().distinct().map(Integer::longValue).toArray(Long[]::new)))
                .toArray(CandidateFeatures[]::new);
        double[] scores = new double[features.length];
        scores[0] = score;
        double[] values = new EntityGraph(features).values(scores);
        assertTrue(Arrays.stream(values).allMatch(value -> value >= 0 && value <= 1));
        assertTrue(Arrays.stream(values).sum() <= 1 + 1e-9);
    }

    @Test
    void ofNothingNothingIsSaid() {
        assertEquals(0, new EntityGraph(new CandidateFeatures[0]).values(new double[0]).length);
    }
}
