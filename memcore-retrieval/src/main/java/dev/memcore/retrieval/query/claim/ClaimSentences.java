package dev.memcore.retrieval.query.claim;

import dev.memcore.retrieval.query.Entities;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Splits a text into sentences, and into clauses with a subject of their own. O(length). */
final class ClaimSentences {
    private static final Pattern JOINED =
            Pattern.compile(",? (?:but |(?:and|so) (?=(?:I|I'm|my|we|he|she|it|they|the) ))");

    private ClaimSentences() {}

    /** The sentences with the marks at their ends. */
    static List<String> of(String text) {
        List<String> sentences = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (ends(text, i, start)) {
                clauses(text.substring(start, i + 1).strip(), sentences);
                start = i + 1;
            }
        }
        clauses(text.substring(start).strip(), sentences);
        return sentences;
    }

    private static void clauses(String sentence, List<String> into) {
        boolean joined = sentence.contains(" but ") || sentence.contains(" and ") || sentence.contains(" so ");
        for (String clause : joined ? JOINED.split(sentence) : new String[] {sentence}) {
            if (!clause.isBlank()) {
                into.add(clause);
            }
        }
    }

    private static boolean ends(String text, int i, int start) {
        char c = text.charAt(i);
        if (c == '\n' || c == ';' || c == '\u2014') {
            return true;
        }
        boolean mark = c == '.' || c == '!' || c == '?';
        return mark
                && i + 1 < text.length()
                && !Character.isLetterOrDigit(text.charAt(i + 1))
                && !(c == '.' && isAbbreviated(text, i, start));
    }

    /** Whether the word before a period is a title: "Dr. Kline". */
    private static boolean isAbbreviated(String text, int period, int start) {
        int from = period;
        while (from > start && Character.isLetter(text.charAt(from - 1))) {
            from--;
        }
        return Entities.isTitle(text.substring(from, period).toLowerCase(Locale.ROOT));
    }
}
