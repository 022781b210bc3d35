package dev.memcore.retrieval.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides a long text into passages, which the index searches one by one. A passage is a run of whole
 * {@linkplain Sentences sentences} or lines of about 150 words. It begins with the last sentence of the passage before,
 * if that is short, so that two adjacent sentences are usually together in one passage. It ends early at an empty line.
 *
 * <p>Lengths are counted so that 150 words of Chinese are about as long as 150 words of English: a character from U+2E80
 * on, such as a Chinese character, counts {@value #IDEOGRAPH}, any other 1.
 *
 * <p>A text of more than {@value #MOST} / 2 times {@value #LENGTH} has longer passages instead of more passages.
 */
public final class Passages {
    /** The greatest length of a passage, unless a single sentence is longer: 150 English words with a space each. */
    static final int LENGTH = 900;

    /** The greatest length of a text that is not divided: eight passages. Few turns of a conversation are longer. */
    static final int WHOLE = 8 * LENGTH;

    /** The maximum number of passages of a text. */
    public static final int MOST = 4_096;

    private static final int IDEOGRAPH = 3;
    private static final char FIRST_IDEOGRAPH = '\u2e80';

    /** A sentence of at most this part of a passage is repeated in the next one. */
    private static final int REPEATED = 5;

    private final String text;
    private final int most;
    private final List<Passage> passages = new ArrayList<>();

    private Passages(String text, int most) {
        this.text = text;
        this.most = most;
    }

    /** A range of a text in UTF-16 units; the end is exclusive. */
    public record Passage(int start, int end) {
        /** Returns the part of a text that this passage covers. */
        public String of(String text) {
            return text.substring(start, end);
        }
    }

    /** Returns whether a text is divided into several passages. O(length) up to a few thousand characters. */
    public static boolean isLong(String text) {
        return text.length() > WHOLE / IDEOGRAPH && length(text, 0, text.length()) > WHOLE;
    }

    /** Returns about how many passages a text has, 1 if it is not divided. O(1). */
    public static int count(String text) {
        return text.length() <= WHOLE ? 1 : Math.min(MOST, text.length() / LENGTH);
    }

    /** Returns the passages of a text in its order. O(length). */
    public static List<Passage> of(String text) {
        long all = length(text, 0, text.length());
        // Two passages that follow each other are together longer than the greatest length of one.
        Passages divided = new Passages(text, (int) Math.max(LENGTH, 2 * all / MOST));
        divided.divide(Sentences.of(text));
        return divided.passages;
    }

    /**
     * Returns the sentences, paragraphs and items of lists of a text, in its order. Those of more than 600 characters
     * are divided. O(length).
     */
    public static List<Passage> sentences(String text) {
        return Sentences.of(text);
    }

    /** Returns the title of a text, its first line if that looks like one, or an empty text. O(length). */
    public static String title(String text) {
        return Headings.title(text);
    }

    /**
     * Returns what the passages of a text are about, in their order: the title of the text and the section heading that
     * is before the passage, each in one line; empty if there is neither. A heading within a passage is not repeated.
     * O(length).
     */
    public static List<String> headings(String text, List<Passage> passages) {
        return Headings.of(text, passages);
    }

    /** Returns the first passage of a long text, and a text that is not long as it is. */
    public static String first(String text) {
        if (!isLong(text)) {
            return text;
        }
        String start = text.substring(0, border(text, Math.min(text.length(), 2 * LENGTH)));
        List<Passage> passages = of(start);
        return passages.isEmpty() ? start : passages.getFirst().of(start);
    }

    /** Returns the last passage of a long text, and a text that is not long as it is. */
    public static String last(String text) {
        if (!isLong(text)) {
            return text;
        }
        String end = text.substring(border(text, Math.max(0, text.length() - 2 * LENGTH)));
        List<Passage> passages = of(end);
        return passages.isEmpty() ? end : passages.getLast().of(end);
    }

    /** Returns a position that does not divide a surrogate pair. */
    private static int border(String text, int at) {
        return at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at + 1 : at;
    }

    private void divide(List<Passage> sentences) {
        int start = 0;
        int first = 0;
        long length = 0;
        for (int i = 0; i < sentences.size(); i++) {
            Passage sentence = sentences.get(i);
            // With the space before it.
            long own = length(
                    text, i == first ? sentence.start() : sentences.get(i - 1).end(), sentence.end());
            boolean apart = i > first && length >= most / 2 && isEmptyLineBefore(sentences, i);
            if (i > first && (apart || length + own > most)) {
                end(sentences, start, i);
                start = isHeading(sentences.get(i)) || !isRepeated(sentences, i - 1, first) ? i : i - 1;
                first = i;
                length = 0;
            }
            length += own;
        }
        if (!sentences.isEmpty()) {
            end(sentences, start, sentences.size());
        }
    }

    /** Adds a passage of some sentences. */
    private void end(List<Passage> sentences, int from, int to) {
        passages.add(
                new Passage(sentences.get(from).start(), sentences.get(to - 1).end()));
    }

    private boolean isRepeated(List<Passage> sentences, int last, int first) {
        Passage sentence = sentences.get(last);
        return last > first && length(text, sentence.start(), sentence.end()) <= most / REPEATED;
    }

    /** Returns whether a sentence begins with a heading of Markdown. What is before it belongs to another section. */
    private boolean isHeading(Passage sentence) {
        return text.charAt(sentence.start()) == '#';
    }

    private boolean isEmptyLineBefore(List<Passage> sentences, int i) {
        int lines = 0;
        for (int at = sentences.get(i - 1).end(); at < sentences.get(i).start(); at++) {
            lines += text.charAt(at) == '\n' ? 1 : 0;
        }
        return lines > 1;
    }

    public static long length(String text, int start, int end) {
        long length = 0;
        for (int i = start; i < end; i++) {
            length += text.charAt(i) < FIRST_IDEOGRAPH ? 1 : IDEOGRAPH;
        }
        return length;
    }
}
