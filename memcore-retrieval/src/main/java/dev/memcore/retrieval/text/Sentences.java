package dev.memcore.retrieval.text;

import dev.memcore.retrieval.text.Passages.Passage;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Divides a text into passages that can be quoted alone: sentences by the rules of {@link BreakIterator}, paragraphs,
 * and items of lists. A passage of more than {@value #LONGEST} characters is divided at the end of a line, or else of a
 * word, or else of a grapheme. Every character that is not white space is in exactly one passage. A border never
 * divides a grapheme. For one text, one thread.
 */
final class Sentences {
    /**
     * The maximum length in UTF-16 units, unless a grapheme crosses it. Few sentences of English prose are longer;
     * their mean is about 100 characters.
     */
    static final int LONGEST = 600;

    /** Abbreviations before names that are common in English and are not words without the full stop. */
    private static final Set<String> ABBREVIATIONS = Set.of(
            "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Rev", "Gen", "Col", "Capt", "Lt", "Sgt", "Gov", "Sen", "Rep", "Hon",
            "Mt", "Ft", "vs");

    /** Characters from here on may join with adjacent ones (combining marks). Below, only CR and LF do. */
    private static final int FIRST_JOINING = 0x300;

    private final String text;
    private final List<Passage> sentences = new ArrayList<>();
    private @Nullable BreakIterator graphemes;

    private Sentences(String text) {
        this.text = text;
    }

    /** Returns the passages of a text in its order. O(length). */
    static List<Passage> of(String text) {
        Sentences cut = new Sentences(text);
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(text);
        int start = 0;
        for (int end = sentences.next(); end != BreakIterator.DONE; end = sentences.next()) {
            if (cut.isBorder(end) && !cut.goesOn(start, end)) {
                cut.paragraphs(start, end);
                start = end;
            }
        }
        cut.paragraphs(start, text.length());
        return cut.sentences;
    }

    /**
     * Returns whether a sentence continues where BreakIterator ends it: after an abbreviation, an initial, or a
     * quotation.
     */
    private boolean goesOn(int start, int end) {
        int last = end;
        while (last > start && isSpace(last - 1)) {
            last--;
        }
        if (last == start || end == text.length()) {
            return false;
        }
        char mark = text.charAt(last - 1);
        if (mark == '"' || mark == '\u201d') {
            return Character.isLowerCase(text.codePointAt(end));
        }
        int word = last - 1;
        while (word > start && Character.isLetter(text.charAt(word - 1))) {
            word--;
        }
        String before = text.substring(word, last - 1);
        return mark == '.' && (before.length() == 1 || ABBREVIATIONS.contains(before));
    }

    /** Divides a sentence where a paragraph or an item of a list begins in it. */
    private void paragraphs(int start, int end) {
        int from = start;
        for (int i = start; i < end; i++) {
            if (text.charAt(i) == '\n' && isBorder(i + 1) && beginsAnew(i + 1, end)) {
                pieces(from, i + 1);
                from = i + 1;
            }
        }
        pieces(from, end);
    }

    /** Returns whether a line is empty or begins an item of a list. */
    private boolean beginsAnew(int line, int end) {
        int first = line;
        while (first < end && (text.charAt(first) == ' ' || text.charAt(first) == '\t')) {
            first++;
        }
        if (first == end) {
            return true;
        }
        int mark = first;
        while (mark < end && Character.isDigit(text.charAt(mark))) {
            mark++;
        }
        boolean numbered = mark > first && mark < end && ".)".indexOf(text.charAt(mark)) >= 0;
        return numbered || "\r\n-*+#>|\u2022".indexOf(text.charAt(first)) >= 0;
    }

    /** Adds a passage, divided if it is too long. */
    private void pieces(int start, int end) {
        int from = start;
        while (end - from > LONGEST) {
            int to = cut(from, from + LONGEST);
            add(from, to);
            from = to;
        }
        add(from, end);
    }

    /**
     * Returns where to divide: after the last line or the last word that ends before a position, or else after a
     * grapheme.
     */
    private int cut(int from, int at) {
        int behindWord = from;
        for (int i = at; i > from + LONGEST / 2; i--) {
            char before = text.charAt(i - 1);
            if (Character.isWhitespace(before) && isBorder(i)) {
                if (before == '\n') {
                    return i;
                }
                behindWord = Math.max(behindWord, i);
            }
        }
        if (behindWord > from) {
            return behindWord;
        }
        int border = at;
        while (!isBorder(border)) {
            border++;
        }
        return border;
    }

    /**
     * Adds a passage without the white space around it. White space is removed in whole graphemes, because a line may
     * end in two characters.
     */
    private void add(int from, int to) {
        int start = from;
        for (int next = border(start, 1, to); start < to && isBlank(start, next); next = border(start, 1, to)) {
            start = next;
        }
        int end = to;
        for (int last = border(end, -1, start); end > start && isBlank(last, end); last = border(end, -1, start)) {
            end = last;
        }
        if (start < end) {
            sentences.add(new Passage(start, end));
        }
    }

    /** Returns the next grapheme boundary in a direction, or the limit. */
    private int border(int from, int step, int limit) {
        int at = from;
        while (at != limit && (at == from || !isBorder(at))) {
            at += step;
        }
        return at;
    }

    private boolean isBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isSpace(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSpace(int at) {
        char c = text.charAt(at);
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Returns whether a position is a grapheme boundary. */
    private boolean isBorder(int at) {
        if (at == 0 || at == text.length()) {
            return true;
        }
        char before = text.charAt(at - 1);
        char after = text.charAt(at);
        if (before < FIRST_JOINING && after < FIRST_JOINING) {
            return before != '\r' || after != '\n';
        }
        BreakIterator known = graphemes;
        if (known == null) {
            known = BreakIterator.getCharacterInstance(Locale.ROOT);
            known.setText(text);
            graphemes = known;
        }
        return known.isBoundary(at);
    }
}
