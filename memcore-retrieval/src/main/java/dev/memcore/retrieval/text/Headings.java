package dev.memcore.retrieval.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Finds the title and the section headings of a text, by its lines.
 *
 * <ul>
 *   <li>A heading is a line that begins with one to six number signs and a space, as in Markdown, or a line between
 *       empty lines, or at the start of the text, that does not end like a sentence or a list item.
 *   <li>A heading has at most {@value #LONGEST} characters, where a Chinese character counts three.
 *   <li>The title is the first heading, if no other text is before it.
 * </ul>
 */
final class Headings {
    /** The greatest length of a heading: one line of print. */
    private static final int LONGEST = 90;

    private static final String ENDS_OF_SENTENCES = ".!?;,\u3002\uff01\uff1f\uff1b\uff0c\u0964\u061f";
    private static final String BEFORE_ITEMS = "#-*+>|\u2022=_~`";

    private final String text;

    /** The headings without number signs, by where their line begins. */
    private final TreeMap<Integer, String> found = new TreeMap<>();

    private Headings(String text) {
        this.text = text;
    }

    /** Returns the headings of each passage: the title, and the last section heading before the passage. O(length). */
    static List<String> of(String text, List<Passages.Passage> passages) {
        Headings headings = new Headings(text);
        headings.find();
        int first = start(text, 0);
        String title = title(text);
        List<String> all = new ArrayList<>(passages.size());
        passages.stream()
                .sorted(Comparator.comparingInt(Passages.Passage::start))
                .forEach(passage -> {
                    var before = headings.found.floorEntry(passage.start());
                    boolean isInside = before == null || before.getKey() >= passage.start() || before.getKey() == first;
                    String section = isInside ? "" : before.getValue();
                    all.add(passage.start() <= first ? "" : (title + "\n" + section).strip());
                });
        return all;
    }

    /** Returns the heading at the start of a text, or an empty text. */
    static String title(String text) {
        int first = start(text, 0);
        Headings headings = new Headings(text.substring(0, Math.min(text.length(), first + 3 * LONGEST)));
        headings.find();
        return headings.found.getOrDefault(first, "");
    }

    private void find() {
        boolean isAfterEmpty = true;
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end;
            int start = start(text, from);
            boolean isEmpty = start >= to;
            if (!isEmpty && to - start <= LONGEST) {
                String line = text.substring(start, to).strip();
                int signs = signs(line);
                if (signs > 0) {
                    found.put(start, line.substring(signs).strip());
                } else if (isAfterEmpty && isEmptyAt(to + 1) && isHeading(line)) {
                    found.put(start, line);
                }
            }
            isAfterEmpty = isEmpty;
            from = to + 1;
        }
    }

    /** Returns the first position from here on that is not white space. */
    private static int start(String text, int from) {
        int start = from;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return start;
    }

    /** Returns how many number signs are before a Markdown heading, or 0 if it is none. */
    private static int signs(String line) {
        int signs = 0;
        while (signs < line.length() && line.charAt(signs) == '#') {
            signs++;
        }
        return signs <= 6 && signs < line.length() - 1 && line.charAt(signs) == ' ' ? signs : 0;
    }

    /** Returns whether an empty line begins at a position. */
    private boolean isEmptyAt(int at) {
        int end = at;
        while (end < text.length() && text.charAt(end) != '\n' && Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end < text.length() && text.charAt(end) == '\n';
    }

    private static boolean isHeading(String line) {
        return Passages.length(line, 0, line.length()) <= LONGEST
                && ENDS_OF_SENTENCES.indexOf(line.charAt(line.length() - 1)) < 0
                && BEFORE_ITEMS.indexOf(line.charAt(0)) < 0
                && line.codePoints().anyMatch(Character::isLetter);
    }
}
