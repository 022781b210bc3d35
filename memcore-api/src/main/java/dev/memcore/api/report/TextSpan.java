package dev.memcore.api.report;

import dev.memcore.api.RecallResult;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;

/**
 * A stretch of a text, from one place in it to another, and how much it bears on a question.
 *
 * @param start where it begins, in UTF-16 units from the start of the text, as {@link String#substring(int, int)} counts; 0 or more
 * @param end where it ends, exclusive; greater than {@code start}
 * @param score the share of the question's words that it speaks of, the rarer the more a word counts; in [0, 1]. Comparable among the
 *     spans of one {@link RecallResult}
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
     * The characters of a text that lie in this span.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the text is shorter
     */
    public String of(String text) {
        if (end > Arguments.present(text, "text").length()) {
            throw Arguments.invalid(
                    "the span [" + start + ", " + end + ") is not within a text of " + text.length() + " characters");
        }
        return text.substring(start, end);
    }

    /** Whether both have a character in common. */
    public boolean overlaps(TextSpan other) {
        return start < Arguments.present(other, "other").end && other.start < end;
    }
}
