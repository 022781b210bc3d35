package dev.memcore.bench.eval.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a text for a baseline: in lower case, without English stop words and without the plural's s (Harman's
 * S-stemmer, How effective is suffixing?, 1991). A combining mark belongs to its word. Scripts without spaces between
 * words give bigrams of characters.
 */
final class Words {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*(?:'\\p{L}+)?");
    private static final Pattern SPACELESS = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}]+");

    /** Lucene's English stop words, and question words. */
    private static final Set<String> STOP_WORDS = Set.of(
            ("a an and are as at be but by for if in into is it no not of on or such that the their then there these "
                            + "they this to was will with what when where who why how did does do has have had s")
                    .split(" "));

    private Words() {}

    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ENGLISH));
        while (matcher.find()) {
            add(matcher.group().replaceAll("'.*", ""), words);
        }
        return words;
    }

    private static void add(String word, List<String> words) {
        Matcher spaceless = SPACELESS.matcher(word);
        int from = 0;
        while (spaceless.find()) {
            addSpaced(word.substring(from, spaceless.start()), words);
            addPieces(spaceless.group(), 2, words);
            from = spaceless.end();
        }
        addSpaced(word.substring(from), words);
    }

    private static void addSpaced(String word, List<String> words) {
        if (!word.isEmpty() && !STOP_WORDS.contains(word)) {
            words.add(singular(word));
        }
    }

    /** Adds all parts of a length; the whole, if it is shorter. */
    static void addPieces(String whole, int length, List<String> pieces) {
        for (int from = 0; from == 0 || from + length <= whole.length(); from++) {
            pieces.add(whole.substring(from, Math.min(from + length, whole.length())));
        }
    }

    private static String singular(String word) {
        if (word.length() < 4 || !word.endsWith("s")) {
            return word;
        }
        if (word.endsWith("ies") && !word.endsWith("eies") && !word.endsWith("aies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        return word.endsWith("us") || word.endsWith("ss") ? word : word.substring(0, word.length() - 1);
    }
}
