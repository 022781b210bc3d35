package dev.memcore.api.config;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.Map;

/**
 * The maximum sizes of inputs. A larger input fails at once; the message contains the size and the limit.
 *
 * @param textChars the maximum number of characters of a memory's text. While a text is indexed, it needs a multiple
 *     of its size in memory
 * @param queryChars the maximum number of characters of a query
 * @param attributes the maximum number of attributes of one memory; the same limit holds for its labels, for its tool
 *     calls and for its sources
 * @param attributeChars the maximum number of characters of a text attribute
 * @param batch the maximum number of observations or operations in one batch
 */
public record Limits(int textChars, int queryChars, int attributes, int attributeChars, int batch) {
    private static final Limits DEFAULTS = new Limits(1_000_000, 10_000, 64, 4_096, 10_000);

    /** Checks that all limits are positive. */
    public Limits {
        Arguments.positive(textChars, "textChars");
        Arguments.positive(queryChars, "queryChars");
        Arguments.positive(attributes, "attributes");
        Arguments.positive(attributeChars, "attributeChars");
        Arguments.positive(batch, "batch");
    }

    /**
     * Returns limits of 1,000,000 characters per text, 10,000 characters per query, 64 attributes of 4,096 characters,
     * and 10,000 elements per batch.
     */
    public static Limits ofDefaults() {
        return DEFAULTS;
    }

    /** Throws if the observation exceeds a limit. */
    public void check(Observation observation) {
        Arguments.present(observation, "observation");
        within(observation.text().length(), textChars, "characters in the text");
        within(observation.labels().size(), attributes, "labels");
        within(observation.toolCallIds().size(), attributes, "tool call ids");
        within(observation.derivedFrom().size(), attributes, "sources in derivedFrom");
        attributes(observation.attributes());
    }

    /** Throws if the attributes of one memory are too many, or if one of them is too long. */
    public void attributes(Map<String, AttributeValue> values) {
        within(Arguments.present(values, "attributes").size(), attributes, "attributes");
        for (AttributeValue value : values.values()) {
            if (value instanceof AttributeValue.Text(String characters)) {
                within(characters.length(), attributeChars, "characters in an attribute");
            }
        }
    }

    /** Throws if a text is blank or too long. */
    public void text(String text) {
        within(Arguments.text(text, "text").length(), textChars, "characters in the text");
    }

    /** Throws if the query is too long. */
    public void check(MemoryQuery query) {
        within(Arguments.present(query, "query").text().length(), queryChars, "characters in the query");
    }

    /** Fails if a batch is empty or too large. */
    public void batch(int size) {
        Arguments.positive(size, "the size of a batch");
        within(size, batch, "items in a batch");
    }

    private static void within(int value, int limit, String what) {
        if (value > limit) {
            throw MemoryException.of(
                    ErrorCode.LIMIT_EXCEEDED, "too many " + what + ": " + value + ", the limit is " + limit);
        }
    }
}
