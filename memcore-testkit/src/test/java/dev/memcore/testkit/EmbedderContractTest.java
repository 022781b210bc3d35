package dev.memcore.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.spi.Embedder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The kit accepts a correct embedder and rejects each wrong one by the tests of what is wrong with it. */
class EmbedderContractTest {
    private static final int TESTS = 12;

    @Test
    void aCorrectEmbedderPasses() {
        assertEquals(Set.of(), KitRun.failedTests(Correct.class, TESTS));
    }

    @Test
    void aTableThatKnowsTheTextsPasses() {
        assertEquals(Set.of(), KitRun.failedTests(Table.class, TESTS));
    }

    @Test
    void anEmbedderThatMixesUpTheOrderFails() {
        assertEquals(
                Set.of("aRepeatedTextGetsTheSameVector", "vectorsAreInTheOrderOfTheTexts"),
                KitRun.failedTests(Shuffling.class, TESTS));
    }

    @Test
    void anEmbedderThatHandsOutItsOwnVectorsFails() {
        assertEquals(Set.of("vectorsAreTheCallers"), KitRun.failedTests(Sharing.class, TESTS));
    }

    @Test
    void anEmbedderWithValuesThatAreNotFiniteFails() {
        assertEquals(Set.of("allValuesAreFinite"), KitRun.failedTests(Dividing.class, TESTS));
    }

    @Test
    void anEmbedderThatChangesItsDimensionsFails() {
        assertEquals(
                Set.of("everyVectorHasAllDimensions", "theDimensionsAreFixed"),
                KitRun.failedTests(Growing.class, TESTS));
    }

    /** The letters of a text, counted; the last dimension is its length. */
    static class Letters implements Embedder {
        @Override
        public String modelId() {
            return "letters";
        }

        @Override
        public int dimensions() {
            return 27;
        }

        @Override
        public List<float[]> embed(List<String> texts, Purpose purpose) {
            return texts.stream().map(this::count).toList();
        }

        float[] count(String text) {
            float[] counts = new float[27];
            text.toLowerCase(Locale.ROOT)
                    .chars()
                    .filter(c -> c >= 'a' && c <= 'z')
                    .forEach(c -> counts[c - 'a']++);
            counts[26] = text.length();
            return counts;
        }

        @Override
        public boolean quick() {
            return true;
        }
    }

    static final class Correct extends EmbedderContract {
        @Override
        protected Embedder create() {
            return new Letters();
        }
    }

    static final class Table extends EmbedderContract {
        @Override
        protected Embedder create() {
            Map<String, float[]> vectors = new HashMap<>();
            texts().forEach(text -> vectors.put(text, new float[] {text.length(), vectors.size()}));
            return new TableEmbedder(vectors, 2, TableEmbedder.Unknown.FAILS);
        }
    }

    static final class Shuffling extends EmbedderContract {
        @Override
        protected Embedder create() {
            return new Letters() {
                @Override
                public List<float[]> embed(List<String> texts, Purpose purpose) {
                    List<String> sorted = new ArrayList<>(texts);
                    sorted.sort(null);
                    return super.embed(sorted, purpose);
                }
            };
        }
    }

    static final class Sharing extends EmbedderContract {
        @Override
        protected Embedder create() {
            Map<String, float[]> kept = new ConcurrentHashMap<>();
            return new Letters() {
                @Override
                float[] count(String text) {
                    return kept.computeIfAbsent(text, super::count);
                }
            };
        }
    }

    static final class Dividing extends EmbedderContract {
        @Override
        protected Embedder create() {
            return new Letters() {
                @Override
                float[] count(String text) {
                    float[] counts = super.count(text);
                    counts[26] = 1 / counts[0]; // no a in the text
                    return counts;
                }
            };
        }
    }

    static final class Growing extends EmbedderContract {
        @Override
        protected Embedder create() {
            int[] calls = new int[1];
            return new Letters() {
                @Override
                public int dimensions() {
                    return 27 + calls[0];
                }

                @Override
                public List<float[]> embed(List<String> texts, Purpose purpose) {
                    calls[0] = 1;
                    return super.embed(texts, purpose);
                }
            };
        }
    }
}
