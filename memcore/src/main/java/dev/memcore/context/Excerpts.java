package dev.memcore.context;

import dev.memcore.api.Recalled;
import dev.memcore.api.report.TextSpan;
import dev.memcore.spi.TokenCounter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Shortens long texts to the passages that match the question. Stateless. */
record Excerpts(TokenCounter counter) {
    private static final String ELLIPSIS = " \u2026 ";

    /** Returns the text of a hit, or the best passages of one with more tokens than given, in their order. */
    String of(Recalled hit, int most) {
        String text = hit.memory().text();
        if (counter.count(text) <= most) {
            return text;
        }
        List<TextSpan> chosen = new ArrayList<>();
        int tokens = 0;
        for (TextSpan span : hit.spans()) {
            int more = counter.count(span.of(text) + ELLIPSIS);
            if (tokens + more <= most) {
                chosen.add(span);
                tokens += more;
            }
        }
        if (chosen.isEmpty()) {
            return start(text, most);
        }
        chosen.sort(Comparator.comparingInt(TextSpan::start));
        StringBuilder shown = new StringBuilder();
        int end = 0;
        for (TextSpan span : chosen) {
            boolean adjacent = text.substring(end, span.start()).isBlank();
            shown.append(adjacent ? (shown.isEmpty() ? "" : " ") : ELLIPSIS).append(span.of(text));
            end = span.end();
        }
        return shown.append(text.substring(end).isBlank() ? "" : ELLIPSIS)
                .toString()
                .strip();
    }

    /** Returns the longest start of a text, to a white space if it has one, within a number of tokens. */
    private String start(String text, int most) {
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
        return text.substring(0, divides ? end - 1 : end) + ELLIPSIS.stripTrailing();
    }
}
