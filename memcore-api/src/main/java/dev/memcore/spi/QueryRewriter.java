package dev.memcore.spi;

import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;
import java.util.List;

/**
 * Makes the queries for the last message of a conversation: it may add what the message refers to, or other words for the
 * same. The results of several queries are fused by weighted reciprocal ranks. Implementations are deterministic, safe for
 * any number of threads, and do not call the store.
 */
@FunctionalInterface
public interface QueryRewriter {
    /** The maximum number of queries for one message: {@value}. Further ones are not used. */
    int MAX_QUERIES = 8;

    /**
     * Returns the queries for a message.
     *
     * @param message the last message of the user, not blank
     * @param before the messages before it in the session, oldest first; empty outside a session
     * @return one query or more, most important first; relevance and confidence are those of the first
     */
    List<WeightedQuery> rewrite(String message, List<Memory> before);

    /** Returns a rewriter whose only query is the message. */
    static QueryRewriter none() {
        return (message, before) -> List.of(new WeightedQuery(message, 1));
    }

    /**
     * A query with its weight.
     *
     * @param text the text, not blank
     * @param weight its weight in the fusion, more than 0 and at most 100
     */
    record WeightedQuery(String text, double weight) {
        private static final double MAX_WEIGHT = 100;

        /** Checks the parts. */
        public WeightedQuery {
            Arguments.text(text, "query");
            if (!(weight > 0 && weight <= MAX_WEIGHT)) {
                throw Arguments.invalid("the weight of a query must lie in (0, " + MAX_WEIGHT + "], but is " + weight);
            }
        }
    }
}
