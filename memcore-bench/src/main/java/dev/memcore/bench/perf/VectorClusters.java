package dev.memcore.bench.perf;

import dev.memcore.api.Memory;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Fused;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.Neighbours;
import dev.memcore.spi.SignalTable;
import dev.memcore.spi.View;
import dev.memcore.spi.ViewBuilder;
import dev.memcore.spi.ViewSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Test data for searches by vectors alone: texts that are numbers, each with a vector near one of several centres. The
 * spread is such that the ten nearest of 100,000 vectors belong to several centres.
 *
 * @param seed of the vectors
 */
record VectorClusters(long seed) implements Embedder, ViewBuilder, Fuser {
    private static final int DIMENSIONS = 256;
    private static final int CENTRES = 1_000;
    private static final double SPREAD = 1.5;
    private static final String VIEW = "number";

    @Override
    public String modelId() {
        return "clusters-" + seed;
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public boolean quick() {
        return true;
    }

    @Override
    public List<float[]> embed(List<String> texts, Purpose purpose) {
        return texts.stream().map(text -> vector(Integer.parseInt(text))).toList();
    }

    float[] vector(int number) {
        Random own = new Random(seed + 7L * number);
        Random centre = new Random(seed - 1 - own.nextInt(CENTRES));
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (centre.nextGaussian() + SPREAD * own.nextGaussian());
        }
        return vector;
    }

    @Override
    public String id() {
        return "numbers";
    }

    @Override
    public List<ViewSpec> specs() {
        return List.of(new ViewSpec(VIEW, ViewSpec.Terms.NONE, ViewSpec.Dense.SEARCHED));
    }

    @Override
    public List<View> views(Memory memory, Neighbours neighbours) {
        return List.of(new View(VIEW, List.of(new View.Passage(memory.text(), 1))));
    }

    @Override
    public boolean uses(String signal) {
        return signal.startsWith("dense.");
    }

    @Override
    public List<Fused> fuse(SignalTable table) {
        return IntStream.range(0, table.candidates())
                .mapToObj(i -> new Fused(i, Math.max(0, table.value(0, i)), List.of(table.value(0, i))))
                .sorted(Comparator.comparingDouble(fused -> -fused.score()))
                .toList();
    }
}
