package dev.memcore.consolidation.value;

import dev.memcore.api.Memory;
import dev.memcore.api.report.Usage;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The information of a text relative to the other texts of the scope: the sum of the inverse document frequencies
 * (Sp\u00E4rck Jones, A statistical interpretation of term specificity, 1972; Lucene's form, {@code ln(1 + (N - n + .5)
 * / (n + .5))}) of its {@value #COUNTED} rarest words. Further words do not count, so that length alone adds no value.
 * A word that occurs only in questions counts {@value #ASKED}, because questions carry little information.
 *
 * <p>Not normalised: at most {@value #COUNTED} times ln(2 N + 2). Holds a hash and a count for each word of the scope.
 */
final class Salience implements ValueFunction {
    static final int COUNTED = 10;
    static final double ASKED = 0.25;

    private static final Pattern SENTENCE = Pattern.compile("[^.!?]+[.!?]*");

    private final Map<Long, Integer> containing = new HashMap<>();
    private int memories;

    private Salience() {}

    /** Counts the words of all memories in force, including archived ones. */
    static Salience over(ScopeView scope) {
        Salience counts = new Salience();
        try (Stream<Memory> memories = scope.memories()) {
            memories.forEach(counts::count);
        }
        return counts;
    }

    private void count(Memory memory) {
        memories++;
        weights(memory.text()).keySet().forEach(word -> containing.merge(word, 1, Integer::sum));
    }

    @Override
    public double value(Memory memory, Usage usage, Instant now) {
        List<Double> values = new ArrayList<>();
        weights(memory.text()).forEach((word, weight) -> values.add(weight * rarity(word)));
        values.sort(Collections.reverseOrder());
        return values.stream().limit(COUNTED).mapToDouble(value -> value).sum();
    }

    private double rarity(long word) {
        int with = containing.getOrDefault(word, 0);
        return Math.log(1 + (memories - with + 0.5) / (with + 0.5));
    }

    /** The distinct words, as hashes, and the weight of each. */
    private static Map<Long, Double> weights(String text) {
        Map<Long, Double> weights = new HashMap<>();
        Matcher sentences = SENTENCE.matcher(text);
        while (sentences.find()) {
            String sentence = sentences.group();
            double weight = sentence.endsWith("?") ? ASKED : 1;
            HashedWords.of(sentence).forEach(word -> weights.merge(word, weight, Math::max));
        }
        return weights;
    }
}
