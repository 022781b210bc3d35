package dev.memcore.bench.perf;

import dev.memcore.Memcore;
import dev.memcore.MemcoreBuilder;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.cli.console.Terminal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Measures searches by vectors alone, with a scan and with a graph, over all memories of one user and over one in
 * fifty.
 */
final class GraphSearches {
    private static final Scope USER = Scope.of("bench", "user");
    private static final int BATCH = 1_000;
    private static final int WARM_UP = 200;
    private static final int NEAREST = 10;
    private static final int RARE = 50;

    /** The numbers of queries follow those of all memories. */
    private static final int QUERIES = 1_000_000_000;

    private final Path directory;
    private final int memories;
    private final int recalls;
    private final VectorClusters clusters;
    private final Terminal out;

    GraphSearches(Path directory, int memories, int recalls, long seed, Terminal out) {
        this.directory = directory;
        this.memories = memories;
        this.recalls = recalls;
        this.clusters = new VectorClusters(seed);
        this.out = out;
    }

    Map<String, Object> measure() {
        out.line(out.bold(String.format("%,d vectors of %d bytes of one user", memories, clusters.dimensions())));
        float[][] vectors =
                IntStream.range(0, memories).mapToObj(clusters::vector).toArray(float[][]::new);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("memories", memories);
        result.put("dimensions", clusters.dimensions());
        result.put("scan", measure("scan", false, vectors));
        result.put("graph", measure("graph", true, vectors));
        return result;
    }

    private Map<String, Object> measure(String name, boolean graph, float[][] vectors) {
        MemcoreBuilder builder = Memcore.builder()
                .directory(directory.resolve(name))
                .embedder(clusters)
                .viewBuilder(clusters)
                .fuser(clusters);
        try (MemoryManager store = graph ? builder.hnswThreshold(1).build() : builder.build()) {
            MemorySpace space = store.space(USER);
            long begun = System.nanoTime();
            for (int i = 0; i < memories; i += BATCH) {
                space.rememberAll(IntStream.range(i, Math.min(i + BATCH, memories))
                        .mapToObj(GraphSearches::observation)
                        .toList());
            }
            store.awaitIndexed();
            double seconds = (System.nanoTime() - begun) / 1e9;
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("ingestSeconds", seconds);
            result.put("indexBytes", store.stats().indexBytes());
            out.line(
                    "   %-6s indexed in %.1f s, %,d MB",
                    name, seconds, store.stats().indexBytes() / 1_000_000);
            result.put("all", searches(name, space, MemoryFilter.any(), vectors, 1));
            MemoryFilter rare = MemoryFilter.builder().kind(Kind.of("rare")).build();
            result.put("oneIn" + RARE, searches(name, space, rare, vectors, RARE));
            return result;
        }
    }

    private static Observation observation(int number) {
        return Observation.builder(Integer.toString(number))
                .kind(Kind.of(number % RARE == 0 ? "rare" : "usual"))
                .build();
    }

    private Map<String, Object> searches(
            String name, MemorySpace space, MemoryFilter filter, float[][] vectors, int step) {
        long[] nanos = new long[recalls];
        int right = 0;
        for (int i = -WARM_UP; i < recalls; i++) {
            int number = QUERIES + i + WARM_UP;
            MemoryQuery query =
                    MemoryQuery.of(Integer.toString(number)).withFilter(filter).withLimit(NEAREST);
            long start = System.nanoTime();
            List<Memory> found = space.recall(query).memories();
            if (i >= 0) {
                nanos[i] = System.nanoTime() - start;
                right += right(found, nearest(clusters.vector(number), vectors, step));
            }
        }
        Sample sample = new Sample(nanos);
        double share = right / (double) (recalls * NEAREST);
        out.line("   %-6s 1 of %2d: %s; recall@%d %.3f", name, step, sample, NEAREST, share);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("searchMillis", sample.json());
        result.put("recallAt10", share);
        return result;
    }

    private static int right(List<Memory> found, Set<Integer> expected) {
        return (int) found.stream()
                .filter(memory -> expected.contains(Integer.parseInt(memory.text())))
                .count();
    }

    /** Returns the nearest vectors, found by comparing all vectors without rounding. */
    private static Set<Integer> nearest(float[] query, float[][] vectors, int step) {
        double[] cosines = new double[vectors.length];
        for (int i = 0; i < vectors.length; i += step) {
            cosines[i] = cosine(query, vectors[i]);
        }
        double[] sorted = IntStream.range(0, vectors.length)
                .filter(i -> i % step == 0)
                .mapToDouble(i -> cosines[i])
                .sorted()
                .toArray();
        double least = sorted[Math.max(0, sorted.length - NEAREST)];
        Set<Integer> nearest = new HashSet<>();
        for (int i = 0; i < vectors.length; i += step) {
            if (cosines[i] >= least) {
                nearest.add(i);
            }
        }
        return nearest;
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double squaresOfA = 0;
        double squaresOfB = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
            squaresOfA += a[i] * a[i];
            squaresOfB += b[i] * b[i];
        }
        return dot / Math.sqrt(squaresOfA * squaresOfB);
    }
}
