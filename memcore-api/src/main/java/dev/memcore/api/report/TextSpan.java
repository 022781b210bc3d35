package dev.memcore.api.report;

import dev.memcore.api.RecallResult;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;

/**
 * A passage of a text, and its relevance to a question.
 *
 * @param start the start of the passage, in UTF-16 units from the start of the text, as for {@link
 *     String#substring(int, int)}; 0 or more
 * @param end the end of the passage, exclusive, in the same units; greater than {@code start}
 * @param score the share of the question's words that the passage is related to, in [0, 1]. Rare words count more.
 *     Comparable among the spans of one {@link RecallResult}
 */
public record TextSpan(int start, int end, double score) {
    /** Checks the ranges. */
    public TextSpan {
        if (start < 0 || end <= start) {
            throw Arguments.invalid("a span must have 0 <= start < end, but is [" + start + ", " + end + ")");
        }
        Arguments.unit(score, "the score of a span");
    }

    /**
     * Returns the part of a text that this span covers.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the text is shorter than {@link #end()}
     */
    public String of(String text) {
        if (end > Arguments.present(text, "text").length()) {
            throw Arguments.invalid(
                    "the span [" + start + ", " + end + ") is not within a text of " + text.length() + " characters");
        }
        return text.substring(start, end);
    }

    /** Returns whether the spans have at least one character in common. */
    public boolean overlaps(TextSpan other) {
        return start < Arguments.present(other, "other").end && other.start < end;
    }
}
