package dev.memcore.retrieval.query;

import dev.memcore.retrieval.query.date.Tokens;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Finds the quotations of a text, in straight or curly marks, or in single marks that are clearly no apostrophes. */
final class Quotes {
    /** The maximum length of a quotation, in characters. It bounds the search for the closing mark. */
    static final int LONGEST = 200;

    private Quotes() {}

    /** A quotation without its marks, and its position. */
    record Quote(int start, int end, String text) {}

    static List<Quote> in(String text) {
        List<Quote> quotes = new ArrayList<>();
        for (int i = 0; i < text.length(); ) {
            int end = isOpening(text, i) ? closing(text, i) : -1;
            if (end > i + 1) {
                quotes.add(new Quote(i + 1, end, text.substring(i + 1, end)));
            }
            i = end < 0 ? i + 1 : end + 1;
        }
        return quotes;
    }

    /** The tokens of the text that are in its quotations. */
    static BitSet tokens(Tokens tokens, List<Quote> quotes) {
        BitSet quoted = new BitSet(tokens.size());
        int quote = 0;
        for (int i = 0; i < tokens.size() && quote < quotes.size(); i++) {
            while (quote < quotes.size()
                    && quotes.get(quote).end() <= tokens.at(i).start()) {
                quote++;
            }
            quoted.set(
                    i,
                    quote < quotes.size()
                            && quotes.get(quote).start() <= tokens.at(i).start());
        }
        return quoted;
    }

    private static boolean isOpening(String text, int i) {
        boolean startsWord = i + 1 < text.length() && !Character.isWhitespace(text.charAt(i + 1));
        return switch (text.charAt(i)) {
            case '"', '\u201C' -> startsWord;
            case '\'', '\u2018' -> startsWord && Character.isLetter(text.charAt(i + 1)) && !endsWord(text, i);
            default -> false;
        };
    }

    private static boolean endsWord(String text, int i) {
        return i > 0 && !Character.isWhitespace(text.charAt(i - 1)) && "([-\u2014".indexOf(text.charAt(i - 1)) < 0;
    }

    /** The position of the closing mark, or -1 if there is none. */
    private static int closing(String text, int opening) {
        char mark = switch (text.charAt(opening)) {
            case '\u201C' -> '\u201D';
            case '\u2018' -> '\u2019';
            default -> text.charAt(opening);
        };
        boolean single = mark == '\'' || mark == '\u2019';
        int limit = Math.min(text.length(), opening + LONGEST + 2);
        for (int i = opening + 1; i < limit && text.charAt(i) != '\n'; i++) {
            if (text.charAt(i) == mark && !(single && isApostrophe(text, i))) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a single mark closes nothing: it is before a letter or digit, or after white space. */
    private static boolean isApostrophe(String text, int i) {
        boolean letterAfter = i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i + 1));
        return letterAfter || Character.isWhitespace(text.charAt(i - 1));
    }
}
