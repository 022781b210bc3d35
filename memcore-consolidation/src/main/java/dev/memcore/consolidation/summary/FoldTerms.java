package dev.memcore.consolidation.summary;

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
final class FoldTerms {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern UNSPACED =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsKhmer}\\p{IsLao}\\p{IsMyanmar}]+");

    private FoldTerms() {}

    static SequencedSet<String> of(String text) {
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
