package dev.memcore.api;

/**
 * A question to memory.
 *
 * @param text the question, as a person or an agent would put it
 * @param limit how many memories at most, 1 to {@value #MAX_LIMIT}
 * @param filter which memories may answer
 */
public record MemoryQuery(String text, int limit, MemoryFilter filter) {
    /** The most memories that one recall returns. */
    public static final int MAX_LIMIT = 1_000;

    /** How many memories a recall returns when nothing is said: {@value}. */
    public static final int DEFAULT_LIMIT = 10;

    /** Checks the text and the limit. */
    public MemoryQuery {
        Require.text(text, "query");
        Require.positive(limit, "limit");
        Require.present(filter, "filter");
        if (limit > MAX_LIMIT) {
            throw new MemoryException(
                    ErrorCode.LIMIT_EXCEEDED, "limit is " + limit + "; a recall returns at most " + MAX_LIMIT);
        }
    }

    /** A question to all that is visible, for at most {@value #DEFAULT_LIMIT} memories. */
    public static MemoryQuery of(String text) {
        return new MemoryQuery(text, DEFAULT_LIMIT, MemoryFilter.any());
    }

    /** This question, for at most so many memories. */
    public MemoryQuery withLimit(int limit) {
        return new MemoryQuery(text, limit, filter);
    }

    /** This question, to the memories that a filter accepts. */
    public MemoryQuery withFilter(MemoryFilter filter) {
        return new MemoryQuery(text, limit, filter);
    }
}
