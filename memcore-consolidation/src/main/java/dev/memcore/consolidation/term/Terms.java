package dev.memcore.consolidation.term;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The terms by which sentences are compared: words in lower case, and pairs of characters for scripts without spaces
 * between words (Chinese, Japanese, Thai, Khmer, Lao, Burmese).
 */
public final class Terms {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern UNSPACED = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsKhmer}\\p{IsLao}\\p{IsMyanmar}]+");

    private Terms() {}

    /**
     * Two sentences of one speaker state the same thing if they begin with the same term and share this part of the
     * terms of the longer one.
     */
    private static final double SAME = 0.5;

    /** Returns the terms of a text, each once: first pairs of characters, then words, in the order of the text. */
    public static SequencedSet<String> of(String text) {
        SequencedSet<String> terms = new LinkedHashSet<>();
        String lower = text.toLowerCase(Locale.ROOT);
        Matcher unspaced = UNSPACED.matcher(lower);
        while (unspaced.find()) {
            pairs(unspaced.group(), terms);
        }
        Matcher words = WORD.matcher(UNSPACED.matcher(lower).replaceAll(" "));
        while (words.find()) {
            terms.add(words.group());
        }
        return terms;
    }

    /** Returns whether two sentences state the same thing, perhaps with other values. A rule of form. */
    public static boolean isSameStatement(SequencedSet<String> one, SequencedSet<String> other) {
        if (one.isEmpty() || other.isEmpty() || !one.getFirst().equals(other.getFirst())) {
            return false;
        }
        long shared = one.stream().filter(other::contains).count();
        return shared >= SAME * Math.max(one.size(), other.size());
    }

    /** Returns the inverse document frequency of a term in Lucene's form, positive. */
    public static double rarity(int texts, double with) {
        return Math.log(1 + (Math.max(0, texts - with) + 0.5) / (with + 0.5));
    }

    private static void pairs(String run, Set<String> terms) {
        int[] points = run.codePoints().toArray();
        for (int i = 0; i + 1 < points.length; i++) {
            terms.add(new String(points, i, 2));
        }
        if (points.length == 1) {
            terms.add(run);
        }
    }
}
