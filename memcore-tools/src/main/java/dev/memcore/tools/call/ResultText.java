package dev.memcore.tools.call;

import dev.memcore.spi.TokenCounter;
import java.util.List;

/** Composes the text of a result within a budget of tokens. A result that is cut says so. Safe for any number of threads. */
public final class ResultText {
    private final TokenCounter counter;
    private final int budget;

    /** Creates texts with at most {@code budget} tokens of the counter. */
    public ResultText(TokenCounter counter, int budget) {
        this.counter = counter;
        this.budget = budget;
    }

    /**
     * Returns a heading and as many entries as fit, each on its own line. If only some fit, a notice follows.
     *
     * @param advice what the model can do to see the other entries
     */
    public String list(String heading, List<String> entries, String advice) {
        String all = joined(heading, entries);
        if (fits(all)) {
            return all;
        }
        int shown = fitting(heading, entries, advice);
        if (shown > 0) {
            return joined(heading, entries.subList(0, shown)) + notice(shown, entries.size(), advice);
        }
        return fit(joined(heading, entries.subList(0, Math.min(1, entries.size()))));
    }

    /** Returns the text, cut at its end if it has too many tokens. A notice then states how much is shown. */
    public String fit(String text) {
        if (fits(text)) {
            return text;
        }
        int low = 0;
        int high = text.length();
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (fits(cut(text, middle))) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        // The estimate need not grow with every character, so the result of the search is checked again.
        while (low > 0 && !fits(cut(text, low))) {
            low = low * 9 / 10;
        }
        return cut(text, low);
    }

    /** The greatest number of entries that fit together with the notice. */
    private int fitting(String heading, List<String> entries, String advice) {
        int low = 0;
        int high = entries.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            String text = joined(heading, entries.subList(0, middle)) + notice(middle, entries.size(), advice);
            if (fits(text)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private boolean fits(String text) {
        return counter.count(text) <= budget;
    }

    private static String joined(String heading, List<String> entries) {
        String lines = String.join("\n", entries);
        return heading.isEmpty() || lines.isEmpty() ? heading + lines : heading + "\n" + lines;
    }

    private static String notice(int shown, int all, String advice) {
        return "\n[" + shown + " of " + all + " entries are shown, because the result is too long. " + advice + "]";
    }

    private static String cut(String text, int length) {
        int end = length > 0 && length < text.length() && Character.isHighSurrogate(text.charAt(length - 1))
                ? length - 1
                : length;
        return text.substring(0, end) + "\n[The first " + end + " of " + text.length()
                + " characters are shown, because the result is too long.]";
    }
}
