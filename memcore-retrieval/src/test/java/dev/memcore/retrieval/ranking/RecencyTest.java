package dev.memcore.retrieval.ranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.storage.CandidateFeatures;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RecencyTest {
    private static Recency of(long... moments) {
        return new Recency(IntStream.range(0, moments.length)
                .mapToObj(i -> new CandidateFeatures(
                        new MemoryId(7, i),
                        0,
                        null,
                        moments[i],
                        false,
                        false,
                        false,
                        0,
                        List.of(),
                        CandidateFeatures.NONE.words()))
                .toArray(CandidateFeatures[]::new));
    }

    @Test
    void placesGoFromTheOldestToTheNewestByMomentAndThenById() {
        assertArrayEquals(new double[] {1, 0, 0.5}, of(30, 10, 20).places());
        assertArrayEquals(new double[] {0, 0.5, 1}, of(5, 5, 5).places());
        assertArrayEquals(new double[] {1}, of(5).places());
    }

    @Test
    void whatNothingNewerCoversStands() {
        double[] covered = {0.9, 0.5, 0.9, 0.1, Double.NaN};
        assertArrayEquals(new double[] {0, 0, 1, 0, 0}, of(1, 2, 3, 4, 5).standing(covered));
        assertArrayEquals(new double[] {1, 1, 0, 0, 0}, of(5, 6, 3, 4, 1).standing(covered));
    }

    @Test
    void theNewestOfThoseToThePointIsTheLatest() {
        double[] covered = {0.8, 0.8, Double.NaN, 0.4, 0.1};
        double[] nothing = new double[5];
        assertArrayEquals(
                new double[] {0.4, 0.8, 0, 0.5, 0}, rounded(of(1, 2, 3, 4, 5).amongRelevant(covered, nothing)));
        double[] tied = {0, 0, 0, 0, 0.3};
        assertEquals(1, of(1, 2, 3, 4, 5).amongRelevant(covered, tied)[4]);
        assertArrayEquals(nothing, of(1, 2, 3, 4, 5).amongRelevant(nothing, nothing));
    }

    private static double[] rounded(double[] values) {
        return Arrays.stream(values).map(value -> Math.round(1e6 * value) / 1e6).toArray();
    }
}
