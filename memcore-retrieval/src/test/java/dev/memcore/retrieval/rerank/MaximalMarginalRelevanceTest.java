package dev.memcore.retrieval.rerank;

import static dev.memcore.retrieval.rerank.Hits.hit;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Recalled;
import dev.memcore.api.error.MemoryException;
import dev.memcore.retrieval.Indexed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MaximalMarginalRelevanceTest {
    private static final List<Recalled> SAME_TWICE = List.of(
            hit(1, 0.9, "Ann plays the clarinet"),
            hit(2, 0.8, "Ann plays the clarinet"),
            hit(3, 0.5, "Bob grows tomatoes"),
            hit(4, 0.4, "Ann grows old"));

    @Test
    void aRepetitionComesAfterWhatIsNew() {
        double[] values = MaximalMarginalRelevance.byWords(0.5).rerank("", SAME_TWICE);
        // Ann-grows-old shares one of its three words (ann, grow, old) with either of the others.
        double alike = 1 / 3.0;
        assertArrayEquals(new double[] {0.45, 0.5 * 0.8 - 0.5 * 1, 0.25, 0.5 * 0.4 - 0.5 * alike}, values, 1e-9);
    }

    @Test
    void byMeaningItMeasuresVectors() {
        double[] values = MaximalMarginalRelevance.byMeaning(0.5, new Indexed.LetterEmbedder())
                .rerank("", List.of(hit(1, 0.9, "aaa"), hit(2, 0.8, "a"), hit(3, 0.5, "b"), hit(4, 0.4, "ab")));
        assertArrayEquals(new double[] {0.45, 0.4 - 0.5, 0.25, 0.2 - 0.5 * Math.sqrt(0.5)}, values, 1e-9);
    }

    @Test
    void withLambdaOneTheOrderStays() {
        double[] values = MaximalMarginalRelevance.byWords(1).rerank("", SAME_TWICE);
        assertArrayEquals(new double[] {0.9, 0.8, 0.5, 0.4}, values, 1e-12);
    }

    @Property(tries = 200)
    void valuesOrderTheCandidatesAsGreedyChoiceDoes(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 63) Integer> bits,
            @ForAll @DoubleRange(min = 0, max = 1) double lambda) {
        List<Recalled> hits = new ArrayList<>();
        for (int i = 0; i < bits.size(); i++) {
            hits.add(hit(i + 1, 1.0 / (i + 1), words(bits.get(i))));
        }
        double[] values = MaximalMarginalRelevance.byWords(lambda).rerank("", hits);
        assertEquals(greedy(bits, lambda), order(values), () -> bits + " " + Arrays.toString(values));
    }

    private static final List<String> WORDS = List.of("apple", "bread", "cheese", "dates", "eggs", "fish");

    private static String words(int bits) {
        return "menu: "
                + String.join(
                        " ",
                        IntStream.range(0, 6)
                                .filter(bit -> (bits >> bit & 1) == 1)
                                .mapToObj(WORDS::get)
                                .toList());
    }

    private static List<Integer> order(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -values[i]))
                .toList();
    }

    /** The definition, word for word; texts are sets of words, each with the word "menu". */
    private static List<Integer> greedy(List<Integer> bits, double lambda) {
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < bits.size()) {
            int best = IntStream.range(0, bits.size())
                    .filter(i -> !chosen.contains(i))
                    .boxed()
                    .max(Comparator.comparingDouble((Integer i) -> marginal(i, chosen, bits, lambda))
                            .thenComparing(Comparator.reverseOrder()))
                    .orElseThrow();
            chosen.add(best);
        }
        return chosen;
    }

    private static double marginal(int i, List<Integer> chosen, List<Integer> bits, double lambda) {
        double alike = chosen.stream()
                .mapToDouble(j -> {
                    int one = bits.get(i);
                    int other = bits.get(j);
                    double length = Math.sqrt(1 + Integer.bitCount(one)) * Math.sqrt(1 + Integer.bitCount(other));
                    return Math.min(1, (1 + Integer.bitCount(one & other)) / length);
                })
                .max()
                .orElse(0);
        return lambda * (1.0 / (i + 1)) - (1 - lambda) * alike;
    }

    @Test
    void textsWithoutWordsAreLikeNothing() {
        double[] values = MaximalMarginalRelevance.byWords(0).rerank("", List.of(hit(1, 1, "!"), hit(2, 1, "the")));
        assertTrue(Arrays.stream(values).allMatch(value -> value == 0));
    }

    @Test
    void lambdaIsAShare() {
        assertThrows(MemoryException.class, () -> MaximalMarginalRelevance.byWords(1.1));
        assertThrows(MemoryException.class, () -> MaximalMarginalRelevance.byWords(Double.NaN));
    }
}
