package dev.memcore.retrieval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.memcore.api.MemoryId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RecencyTest {
    private static Recency of(long... moments) {
        return new Recency(IntStream.range(0, moments.length)
                .mapToObj(i -> new Sketch(
                        new MemoryId(7, i), 0, null, moments[i], false, false, 0, List.of(), Sketch.NONE.words()))
                .toArray(Sketch[]::new));
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
}
