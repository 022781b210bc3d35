package dev.memcore.papers.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.Embedder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CorrectedEmbedderTest {
    /** Vectors with a large common component and one dominant direction. The text is the seed. */
    private static final Embedder SKEWED = new Embedder() {
        @Override
        public String modelId() {
            return "skewed";
        }

        @Override
        public int dimensions() {
            return 4;
        }

        @Override
        public List<float[]> embed(List<String> texts, Purpose purpose) {
            return texts.stream()
                    .map(text -> {
                        Random random = new Random(text.hashCode());
                        return new float[] {
                            10,
                            (float) (3 * random.nextGaussian()),
                            (float) random.nextGaussian(),
                            (float) random.nextGaussian()
                        };
                    })
                    .toList();
        }

        @Override
        public boolean quick() {
            return true;
        }
    };

    private static final List<String> SAMPLE =
            IntStream.range(0, 500).mapToObj(i -> "text " + i * 7919).toList();

    private static double[][] covariance(List<float[]> vectors) {
        int size = vectors.getFirst().length;
        double[] mean = new double[size];
        vectors.forEach(vector -> {
            for (int i = 0; i < size; i++) {
                mean[i] += vector[i] / vectors.size();
            }
        });
        double[][] covariance = new double[size][size];
        for (float[] vector : vectors) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    covariance[i][j] += (vector[i] - mean[i]) * (vector[j] - mean[j]) / vectors.size();
                }
            }
        }
        return covariance;
    }

    @Test
    void centredVectorsHaveTheMeanZero() {
        List<float[]> vectors = CorrectedEmbedder.centred(SKEWED, SAMPLE).embed(SAMPLE, Embedder.Purpose.DOCUMENT);
        for (int d = 0; d < 4; d++) {
            int at = d;
            assertEquals(
                    0,
                    vectors.stream().mapToDouble(vector -> vector[at]).average().orElseThrow(),
                    1e-6);
        }
    }

    @Test
    void whiteningEvensTheVariances() {
        double[][] before =
                covariance(CorrectedEmbedder.centred(SKEWED, SAMPLE).embed(SAMPLE, Embedder.Purpose.DOCUMENT));
        double[][] after =
                covariance(CorrectedEmbedder.whitened(SKEWED, SAMPLE).embed(SAMPLE, Embedder.Purpose.DOCUMENT));
        assertTrue(before[1][1] > 4 * before[2][2]);
        assertTrue(after[1][1] < 1.5 * after[2][2]);
        assertEquals(0, after[1][2], 0.1);
        assertEquals(0, after[2][3], 0.1);
    }

    @Test
    void otherSamplesAreOtherModels() {
        Embedder one = CorrectedEmbedder.centred(SKEWED, SAMPLE);
        assertEquals(one.modelId(), CorrectedEmbedder.centred(SKEWED, SAMPLE).modelId());
        assertNotEquals(
                one.modelId(),
                CorrectedEmbedder.centred(SKEWED, SAMPLE.subList(0, 250)).modelId());
        assertNotEquals(
                one.modelId(), CorrectedEmbedder.whitened(SKEWED, SAMPLE).modelId());
    }

    @Test
    void aSampleMustVary() {
        assertThrows(MemoryException.class, () -> CorrectedEmbedder.centred(SKEWED, List.of()));
        assertThrows(MemoryException.class, () -> CorrectedEmbedder.whitened(SKEWED, List.of("one", "one")));
    }

    @Test
    void aSourceAboveTheCapFollowsAfterAllOthers() {
        try (MemoryManager manager =
                Memcore.builder().reranker(DiversityCap.bySession(1)).build()) {
            var space = manager.space(Scope.of("acme", "bob"));
            List<Observation> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                all.add(Observation.builder("The tower of Pisa leans, part " + i)
                        .session("a")
                        .build());
            }
            all.add(Observation.builder("A tower").session("b").build());
            all.add(Observation.of("Rome"));
            all.add(Observation.of("Milan"));
            space.rememberAll(all);
            List<String> sessions = space.recall("the tower of Pisa leans").memories().stream()
                    .map(Memory::session)
                    .map(String::valueOf)
                    .toList();
            assertArrayEquals(
                    new String[] {"a", "a"},
                    sessions.subList(sessions.size() - 2, sessions.size()).toArray());
            assertEquals("a", sessions.getFirst());
        }
    }
}
