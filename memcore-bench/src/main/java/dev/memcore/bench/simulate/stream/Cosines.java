package dev.memcore.bench.simulate.stream;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** An association that does not learn: related records are the nearest by their vectors. */
public record Cosines(List<double[]> vectors) implements CoUse.Association {
    @Override
    public void together(List<Integer> records) {}

    @Override
    public List<Integer> related(int record, int limit) {
        double[] asked = vectors.get(record);
        return IntStream.range(0, vectors.size())
                .filter(other -> other != record)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer other) -> -Vectors.dot(asked, vectors.get(other))))
                .limit(limit)
                .toList();
    }
}
