package dev.memcore.consolidation.summary;

import dev.memcore.api.Memory;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The number of texts that contain each word. Holds each word once. Immutable. */
final class WordCounts {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern APOSTROPHE = Pattern.compile("['\u2019]");

    private final Map<String, Integer> containing = new HashMap<>();
    private int texts;

    private WordCounts() {}

    /**
     * Counts all memories in force that were not derived from others. Gists only repeat such memories, and a gist must
     * not depend on the gists made before it.
     */
    static WordCounts of(ScopeView scope) {
        WordCounts counts = new WordCounts();
        try (Stream<Memory> memories = scope.memories()) {
            memories.filter(memory -> memory.observation().derivedFrom().isEmpty())
                    .forEach(memory -> counts.add(memory.text()));
        }
        return counts;
    }

    static WordCounts of(List<Sentence> sentences) {
        WordCounts counts = new WordCounts();
        sentences.forEach(sentence -> counts.add(sentence.text()));
        return counts;
    }

    private void add(String text) {
        texts++;
        frequencies(text).keySet().forEach(word -> containing.merge(word, 1, Integer::sum));
    }

    /** Returns the number of occurrences of each word of a text, in lower case. */
    static Map<String, Integer> frequencies(String text) {
        Map<String, Integer> frequencies = new HashMap<>();
        String plain = APOSTROPHE.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        Matcher words = WORD.matcher(plain);
        while (words.find()) {
            frequencies.merge(words.group(), 1, Integer::sum);
        }
        return frequencies;
    }

    /**
     * Returns the inverse document frequency of a word, in Lucene's form: {@code ln(1 + (N - n + .5) / (n + .5))},
     * positive.
     */
    double rarity(String word) {
        int with = containing.getOrDefault(word, 0);
        return Math.log(1 + (Math.max(0, texts - with) + 0.5) / (with + 0.5));
    }

    double rarity(Collection<String> words) {
        return words.stream().mapToDouble(this::rarity).sum();
    }
}
