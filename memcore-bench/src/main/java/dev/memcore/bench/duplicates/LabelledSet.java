package dev.memcore.bench.duplicates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Pairs of texts with the same or with different meanings, made from real texts by named edits. Each text is used once.
 * Of the edits that can change it, the one applied least often so far is used, so that rare edits are represented. Of
 * texts with the same letters and digits only one is used, so that texts of different pairs have different meanings.
 */
final class LabelledSet {
    private static final int LEAST_WORDS = 5;
    private static final int MOST_CHARACTERS = 600;

    private LabelledSet() {}

    /**
     * The pairs of texts, in their order.
     *
     * @param texts by source
     * @param most pairs of one edit
     */
    static List<LabelledPair> of(Map<String, List<String>> texts, int most, long seed) {
        List<Edit> edits = Stream.of(SameEdits.all(), SameEdits.heldOut(), OtherEdits.all(), OtherEdits.heldOut())
                .flatMap(List::stream)
                .toList();
        Map<Edit, Integer> made = new HashMap<>();
        Set<String> seen = new HashSet<>();
        List<LabelledPair> pairs = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        texts.forEach((source, all) -> all.stream()
                .map(String::strip)
                .filter(LabelledSet::isUsable)
                .filter(text -> seen.add(letters(text)))
                .forEach(text -> pair(source, text, edits, made, most, random).ifPresent(pairs::add)));
        return pairs;
    }

    private static Optional<LabelledPair> pair(
            String source, String text, List<Edit> edits, Map<Edit, Integer> made, int most, SplittableRandom random) {
        List<Edit> rarestFirst = new ArrayList<>(edits);
        rarestFirst.sort((a, b) -> made.getOrDefault(a, 0) - made.getOrDefault(b, 0));
        for (Edit edit : rarestFirst) {
            if (made.getOrDefault(edit, 0) < most) {
                Optional<String> edited = edit.apply(text, random);
                if (edited.isPresent()) {
                    made.merge(edit, 1, Integer::sum);
                    return Optional.of(new LabelledPair(source, text, edited.get(), edit));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isUsable(String text) {
        return text.length() <= MOST_CHARACTERS
                && Arrays.stream(text.split("\\s+"))
                                .filter(word -> word.matches(".*\\p{L}.*"))
                                .count()
                        >= LEAST_WORDS;
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
    }
}
