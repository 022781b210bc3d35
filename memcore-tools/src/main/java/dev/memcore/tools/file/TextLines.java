package dev.memcore.tools.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The lines of a file. A line ends at a line feed. A line feed at the end of the text ends the last line and starts no other one.
 * An empty text has no lines.
 */
final class TextLines {
    private static final char END = '\n';

    private final List<String> lines;

    /** Whether the last line ends with a line feed. */
    private final boolean ended;

    private TextLines(List<String> lines, boolean ended) {
        this.lines = Collections.unmodifiableList(lines);
        this.ended = ended;
    }

    static TextLines of(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        if (lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return new TextLines(lines, text.endsWith("\n"));
    }

    int count() {
        return lines.size();
    }

    /** The lines from one number to another, both counted from 1 and inclusive, each with its number. */
    List<String> numbered(int first, int last) {
        List<String> shown = new ArrayList<>();
        for (int number = first; number <= last; number++) {
            shown.add(String.format(Locale.ROOT, "%6d\t%s", number, lines.get(number - 1)));
        }
        return shown;
    }

    /** The text with other lines after a line; 0 means before the first line. */
    String inserted(int after, String text) {
        TextLines added = of(text);
        List<String> all = new ArrayList<>(lines.subList(0, after));
        all.addAll(added.lines.isEmpty() ? List.of("") : added.lines);
        all.addAll(lines.subList(after, lines.size()));
        boolean atEnd = after == lines.size();
        boolean endsLine = atEnd ? added.ended || ended : ended;
        return String.join("\n", all) + (endsLine ? END : "");
    }

    /** The numbers of the lines in which an occurrence of a part starts. */
    static List<Integer> occurrences(String text, String part) {
        List<Integer> numbers = new ArrayList<>();
        int line = 1;
        int counted = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
            for (; counted < at; counted++) {
                line += text.charAt(counted) == END ? 1 : 0;
            }
            numbers.add(line);
        }
        return numbers;
    }
}
