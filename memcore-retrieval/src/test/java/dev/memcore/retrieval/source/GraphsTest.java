package dev.memcore.retrieval.source;

import static dev.memcore.retrieval.Indexed.ALICE;
import static dev.memcore.retrieval.Indexed.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.report.EmbeddingProgress;
import dev.memcore.retrieval.IndexConfig;
import dev.memcore.retrieval.Indexed;
import dev.memcore.retrieval.LuceneMemoryIndex;
import dev.memcore.retrieval.storage.VectorSpace;
import dev.memcore.retrieval.text.ByteVectors;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Fused;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.Neighbours;
import dev.memcore.spi.SignalTable;
import dev.memcore.spi.View;
import dev.memcore.spi.ViewBuilder;
import dev.memcore.spi.ViewSpec;
import dev.memcore.spi.index.ReadTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search by graph, on vectors in random clusters, against comparing with every vector. */
class GraphsTest {
    private static final int MEMORIES = 6_000;
    private static final Scope BOB = Scope.of("acme", "bob");

    /** One in so many memories is of the kind that is filtered for. */
    private static final int RARE = 25;

    /** A vector for every number, near one of 60 centres. */
    private static final class Clusters implements Embedder {
        static final int DIMENSIONS = 64;
        final AtomicInteger embedded = new AtomicInteger();

        @Override
        public String modelId() {
            return "clusters";
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
            embedded.addAndGet(texts.size());
            return texts.stream().map(text -> vector(Integer.parseInt(text))).toList();
        }

        static float[] vector(int number) {
            Random centre = new Random(Math.floorMod(number, 60));
            Random own = new Random(1_000 + number);
            float[] vector = new float[DIMENSIONS];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) (centre.nextGaussian() + 0.7 * own.nextGaussian());
            }
            return vector;
        }
    }

    private static final class Numbers implements ViewBuilder {
        @Override
        public String id() {
            return "numbers";
        }

        @Override
        public List<ViewSpec> specs() {
            return List.of(new ViewSpec("number", ViewSpec.Terms.NONE, ViewSpec.Dense.SEARCHED));
        }

        @Override
        public List<View> views(Memory memory, Neighbours neighbours) {
            return List.of(new View("number", List.of(new View.Passage(memory.text(), 1))));
        }
    }

    /** Ranks by the cosine alone. */
    private static final class Nearest implements Fuser {
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

    /** Those of Alice. */
    private static final byte[][] VECTORS =
            IntStream.range(0, MEMORIES / 2).mapToObj(i -> bytes(2 * i)).toArray(byte[][]::new);

    private static byte[] bytes(int number) {
        return Objects.requireNonNull(ByteVectors.of(Clusters.vector(number), "clusters"));
    }

    private static Indexed open(Path directory, Embedder embedder, int hnswThreshold) {
        return new Indexed(
                LuceneMemoryIndex.open(new IndexConfig(directory, embedder, new Numbers(), new Nearest(), 20_000)
                        .withHnswThreshold(hnswThreshold)));
    }

    private static void fill(Indexed indexed) {
        for (int i = 0; i < MEMORIES; i++) {
            Scope scope = i % 2 == 0 ? ALICE : BOB;
            indexed.add(
                    scope,
                    Observation.builder(Integer.toString(i))
                            .kind(Kind.of(i / 2 % RARE == 0 ? "rare" : "usual"))
                            .build());
            if (i % 1_500 == 0) {
                indexed.settled(); // several segments
            }
        }
        indexed.settled();
    }

    private static List<String> found(Indexed indexed, int query, MemoryFilter filter) {
        MemoryQuery asked =
                MemoryQuery.of(Integer.toString(query)).withFilter(filter).withLimit(10);
        return indexed.index.search(Principal.of(ALICE), asked, ReadTime.present(NOW)).memories().stream()
                .map(Memory::text)
                .toList();
    }

    /** The nearest ten of Alice's by comparing all. */
    private static Set<String> exact(int query, int step) {
        byte[] asked = bytes(query);
        double[] cosines = IntStream.range(0, VECTORS.length)
                .mapToDouble(i -> i % step == 0 ? ByteVectors.cosine(asked, VECTORS[i]) : -1)
                .toArray();
        return IntStream.range(0, VECTORS.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -cosines[i]))
                .limit(10)
                .map(i -> Integer.toString(2 * i))
                .collect(Collectors.toSet());
    }

    private static double recall(Indexed indexed, MemoryFilter filter, int step) {
        int right = 0;
        for (int query = 0; query < 60; query++) {
            Set<String> expected = exact(1_000_000 + query, step);
            List<String> found = found(indexed, 1_000_000 + query, filter);
            assertEquals(10, found.size());
            right += (int) found.stream().filter(expected::contains).count();
        }
        return right / 600.0;
    }

    @Test
    void theGraphFindsWhatComparingAllFindsBehindAnyWall(@TempDir Path directory) {
        Clusters embedder = new Clusters();
        try (Indexed indexed = open(directory, embedder, 1)) {
            fill(indexed);
            double all = recall(indexed, MemoryFilter.any(), 1);
            double few =
                    recall(indexed, MemoryFilter.builder().kind(Kind.of("rare")).build(), RARE);
            assertTrue(all >= 0.95, "recall@10 of all that Alice sees: " + all);
            assertTrue(few >= 0.95, "recall@10 of one in " + RARE + ": " + few);
        }
    }

    /** How many vectors the files hold in graphs, of deleted documents too. */
    private static int inGraphs(Path directory) throws IOException {
        int vectors = 0;
        try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(directory))) {
            for (LeafReaderContext leaf : reader.leaves()) {
                ByteVectorValues values = leaf.reader()
                        .getByteVectorValues(VectorSpace.graphField("number", "clusters/" + Clusters.DIMENSIONS));
                vectors += values == null ? 0 : values.size();
            }
        }
        return vectors;
    }

    @Test
    void aGraphIsAddedAndTakenAwayInTheBackgroundWithoutEmbedding(@TempDir Path directory) throws IOException {
        try (Indexed indexed = open(directory, new Clusters(), IndexConfig.NO_GRAPH)) {
            fill(indexed);
        }
        EmbeddingProgress done = new EmbeddingProgress(MEMORIES, MEMORIES, true);
        for (int hnswThreshold : List.of(1, IndexConfig.NO_GRAPH)) {
            Clusters embedder = new Clusters();
            try (Indexed indexed = open(directory, embedder, hnswThreshold)) {
                assertEquals(MEMORIES, indexed.index.durableSequence(), "the index is kept");
                assertEquals(done, indexed.index.embedding());
                indexed.index.awaitEmbedded();
                assertEquals(0, embedder.embedded.get());
                assertTrue(recall(indexed, MemoryFilter.any(), 1) >= 0.95);
                assertEquals(done, indexed.index.embedding());
                indexed.committed();
            }
            assertEquals(hnswThreshold == 1 ? MEMORIES : 0, inGraphs(directory));
        }
    }
}
