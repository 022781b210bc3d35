package dev.memcore.retrieval.search;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into what can be quoted alone: its sentences, by the rules of {@link BreakIterator}, its paragraphs, the items of its lists; and
 * what is longer than {@value #LONGEST} characters, where a line ends in it, or else a word. All that is not white space is in exactly one
 * passage. A border never separates the parts of a grapheme. For one text, one thread.
 */
final class Passages {
    /** Longer than all but a few sentences of English prose, whose mean is about 100 characters. */
    static final int LONGEST = 600;

    /** What stands before a name and a point: common in English, and no words without it. */
    private static final Set<String> ABBREVIATIONS = Set.of(
            "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Rev", "Gen", "Col", "Capt", "Lt", "Sgt", "Gov", "Sen", "Rep", "Hon",
            "Mt", "Ft", "vs");

    /** From here on characters may join with those beside them (combining marks); below only CR and LF do. */
    private static final int FIRST_JOINING = 0x300;

    private final String text;
    private final List<Passage> passages = new ArrayList<>();
    private @Nullable BreakIterator graphemes;

    private Passages(String text) {
        this.text = text;
    }

    /** A stretch of a text, in UTF-16 units. */
    record Passage(int start, int end) {}

    /** The passages of a text in its order. O(length). */
    static List<Passage> of(String text) {
        Passages cut = new Passages(text);
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
        return cut.passages;
    }

    /** Whether what BreakIterator takes for the end of a sentence is an abbreviation, an initial, or a question that is quoted in it. */
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

    /** Cuts a sentence where a paragraph or an item of a list begins in it. */
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

    /** Whether a line is empty or an item of a list. */
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

    /** Cuts what is too long. */
    private void pieces(int start, int end) {
        int from = start;
        while (end - from > LONGEST) {
            int to = cut(from, from + LONGEST);
            add(from, to);
            from = to;
        }
        add(from, end);
    }

    /** Where to cut: behind the last line or the last word that ends before a place, or else behind a grapheme. */
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

    /** Adds a passage without the white space around it: whole graphemes of it, for a line may end in two characters. */
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
            passages.add(new Passage(start, end));
        }
    }

    /** The next place in a direction where two graphemes meet, or the limit. */
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

    /** Whether two graphemes meet at a place. */
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
