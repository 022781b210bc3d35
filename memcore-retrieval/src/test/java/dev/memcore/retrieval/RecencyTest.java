package dev.memcore.retrieval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.memcore.api.MemoryId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

final class RecencyTest {
    private static Recency of(long... moments) {
        Sketch[] sketches = Arrays.stream(moments)
                .mapToObj(moment ->
                        new Sketch(0, null, moment, false, false, 0, List.of(), new BytesRef(BytesRef.EMPTY_BYTES)))
                .toArray(Sketch[]::new);
        return new Recency(
                sketches,
                IntStream.range(0, moments.length)
                        .mapToObj(i -> new MemoryId(7, i))
                        .toList());
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
