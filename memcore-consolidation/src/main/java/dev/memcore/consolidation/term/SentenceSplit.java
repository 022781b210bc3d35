package dev.memcore.consolidation.term;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits lines into sentences. */
public final class SentenceSplit {
    /** The maximum length of a sentence. A longer one is split at white space: it may be a table, or code. */
    private static final int MOST_CHARS = 240;

    private SentenceSplit() {}

    /** Returns the sentences of a line in order, without white space around them; none is blank. */
    public static List<String> of(String line) {
        List<String> sentences = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(line);
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            cut(sentences, line.substring(from, to).strip());
        }
        return sentences;
    }

    private static void cut(List<String> sentences, String text) {
        String rest = text;
        while (rest.length() > MOST_CHARS) {
            int space = rest.lastIndexOf(' ', MOST_CHARS);
            int end = space > 0 ? space : wholeCharacters(rest);
            sentences.add(rest.substring(0, end).strip());
            rest = rest.substring(end).strip();
        }
        if (!rest.isEmpty()) {
            sentences.add(rest);
        }
    }

    private static int wholeCharacters(String text) {
        return Character.isHighSurrogate(text.charAt(MOST_CHARS - 1)) ? MOST_CHARS - 1 : MOST_CHARS;
    }
}
