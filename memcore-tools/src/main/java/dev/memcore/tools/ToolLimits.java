package dev.memcore.tools;

import dev.memcore.api.check.Arguments;

/**
 * The limits of calls.
 *
 * @param argumentChars the maximum number of characters of the JSON arguments of one call
 * @param textChars the maximum number of characters of a text that a call stores
 * @param resultTokens the maximum number of tokens of a result; a longer result is cut, and a notice says so
 * @param rows the maximum number of rows of one {@code sql_query}
 * @param cellChars the maximum number of characters of one value of a row
 * @param querySeconds the maximum time of one {@code sql_query}, in seconds; the driver of the database enforces it
 */
public record ToolLimits(
        int argumentChars, int textChars, int resultTokens, int rows, int cellChars, int querySeconds) {
    /** The least number of tokens of a result: room for a notice and one entry. */
    public static final int LEAST_RESULT_TOKENS = 100;

    private static final ToolLimits DEFAULTS = new ToolLimits(100_000, 20_000, 2_000, 50, 200, 5);

    /** Checks that all limits are positive, and that a result has room for at least 100 tokens. */
    public ToolLimits {
        Arguments.positive(argumentChars, "argumentChars");
        Arguments.positive(textChars, "textChars");
        Arguments.atLeast(resultTokens, LEAST_RESULT_TOKENS, "resultTokens");
        Arguments.positive(rows, "rows");
        Arguments.positive(cellChars, "cellChars");
        Arguments.positive(querySeconds, "querySeconds");
    }

    /**
     * Returns limits of 100,000 characters of arguments, 20,000 characters per stored text, 2,000 tokens per result, and 50 rows
     * of values with 200 characters in 5 seconds.
     */
    public static ToolLimits ofDefaults() {
        return DEFAULTS;
    }

    /** Returns these limits with another maximum number of tokens of a result. */
    public ToolLimits withResultTokens(int tokens) {
        return new ToolLimits(argumentChars, textChars, tokens, rows, cellChars, querySeconds);
    }

    /** Returns these limits with another maximum number of characters of a stored text. */
    public ToolLimits withTextChars(int chars) {
        return new ToolLimits(argumentChars, chars, resultTokens, rows, cellChars, querySeconds);
    }
}
