package dev.memcore.context;

import dev.memcore.api.Recalled;
import dev.memcore.api.report.TextSpan;
import dev.memcore.spi.TokenCounter;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Shortens long texts to the passages that match the question, with the sentences around them. Stateless. */
record Excerpts(TokenCounter counter) {
    private static final String ELLIPSIS = " \u2026 ";

    /** The tokens up to which the sentences around the matching ones are shown. */
    private static final int WIDE = 64;

    /** The fewest tokens of the beginning of a sentence that are worth to be shown. */
    private static final int LEAST = 8;

    /** A part of the text that is shown, in UTF-16 units. */
    private static final class Part {
        private int start;
        private int end;

        Part(int start, int end) {
            this.start = start;
            this.end = end;
        }
    }

    /**
     * Returns the text of a hit, or the best passages of one with more tokens than given, in their order.
     *
     * @param length the tokens of the text
     */
    String of(Recalled hit, int length, int most) {
        String text = hit.memory().text();
        if (length <= most) {
            return text;
        }
        List<Part> parts = new ArrayList<>();
        int left = most;
        for (TextSpan span : hit.spans()) {
            int tokens = counter.count(span.of(text) + ELLIPSIS);
            if (tokens <= left) {
                parts.add(new Part(span.start(), span.end()));
                left -= tokens;
            }
        }
        if (parts.isEmpty()) {
            return start(text, most);
        }
        int wide = Math.min(left, WIDE - (most - left));
        wide -= widen(text, parts, wide);
        if (wide > LEAST) {
            begin(text, parts, wide);
        }
        return joined(text, parts);
    }

    /** Adds the sentences next to the parts, those of the best part first, as long as they fit. Returns their tokens. */
    private int widen(String text, List<Part> parts, int tokens) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(text);
        int left = tokens;
        boolean widened = true;
        while (widened && left > 0) {
            int before = left;
            for (Part part : parts) {
                left -= append(text, sentences, parts, part, left);
                left -= prepend(text, sentences, parts, part, left);
            }
            widened = left < before;
        }
        return tokens - left;
    }

    /** Adds the beginning of the text after the best part that has text after it. */
    private void begin(String text, List<Part> parts, int tokens) {
        for (Part part : parts) {
            String after = text.substring(part.end, next(parts, part, text.length()));
            if (!after.isBlank()) {
                part.end += cut(after, tokens);
                return;
            }
        }
    }

    private int append(String text, BreakIterator sentences, List<Part> parts, Part part, int left) {
        if (part.end >= text.length()) {
            return 0;
        }
        int end = Math.min(sentences.following(part.end), next(parts, part, text.length()));
        int tokens = counter.count(text.substring(part.end, end));
        if (end <= part.end || tokens > left) {
            return 0;
        }
        part.end = end;
        return tokens;
    }

    private int prepend(String text, BreakIterator sentences, List<Part> parts, Part part, int left) {
        if (part.start == 0) {
            return 0;
        }
        int start = Math.max(sentences.preceding(part.start), previous(parts, part));
        int tokens = counter.count(text.substring(start, part.start));
        if (start >= part.start || tokens > left) {
            return 0;
        }
        part.start = start;
        return tokens;
    }

    private static int next(List<Part> parts, Part part, int otherwise) {
        return parts.stream()
                .mapToInt(other -> other.start)
                .filter(start -> start >= part.end)
                .min()
                .orElse(otherwise);
    }

    private static int previous(List<Part> parts, Part part) {
        return parts.stream()
                .mapToInt(other -> other.end)
                .filter(end -> end <= part.start)
                .max()
                .orElse(0);
    }

    private static String joined(String text, List<Part> parts) {
        parts.sort(Comparator.comparingInt(part -> part.start));
        StringBuilder shown = new StringBuilder();
        int end = 0;
        for (Part part : parts) {
            boolean adjacent = text.substring(end, part.start).isBlank();
            String visible = text.substring(part.start, part.end).strip();
            shown.append(adjacent ? (shown.isEmpty() ? "" : " ") : ELLIPSIS).append(visible);
            end = part.end;
        }
        return shown.append(text.substring(end).isBlank() ? "" : ELLIPSIS)
                .toString()
                .strip();
    }

    /** Returns the longest start of a text, to a white space if it has one, within a number of tokens. */
    private String start(String text, int most) {
        return text.substring(0, cut(text, most)) + ELLIPSIS.stripTrailing();
    }

    /** Returns the length of the longest start of a text within a number of tokens, to a white space if it has one. */
    private int cut(String text, int most) {
        int least = 0;
        int beyond = text.length();
        while (beyond - least > 1) {
            int middle = (least + beyond) >>> 1;
            if (counter.count(text.substring(0, middle) + ELLIPSIS) <= most) {
                least = middle;
            } else {
                beyond = middle;
            }
        }
        int space = text.lastIndexOf(' ', least);
        int end = space > least / 2 ? space : least;
        boolean divides = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return divides ? end - 1 : end;
    }
}
