package dev.memcore.api.config;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.Map;

/**
 * The largest inputs that are accepted. What is larger fails at once, with the value and the limit.
 *
 * @param textChars characters of one memory's text
 * @param queryChars characters of a query
 * @param attributes attributes, labels, tool calls or sources of one memory, each
 * @param attributeChars characters of one text attribute
 * @param batch observations or operations in one batch
 */
public record Limits(int textChars, int queryChars, int attributes, int attributeChars, int batch) {
    private static final Limits DEFAULTS = new Limits(100_000, 10_000, 64, 4_096, 10_000);

    /** Checks that all are positive. */
    public Limits {
        Arguments.positive(textChars, "textChars");
        Arguments.positive(queryChars, "queryChars");
        Arguments.positive(attributes, "attributes");
        Arguments.positive(attributeChars, "attributeChars");
        Arguments.positive(batch, "batch");
    }

    /** 100,000 characters of text, 10,000 of a query, 64 attributes of 4,096 characters, batches of 10,000. */
    public static Limits ofDefaults() {
        return DEFAULTS;
    }

    /** Fails unless the observation is within the limits. */
    public void check(Observation observation) {
        Arguments.present(observation, "observation");
        within(observation.text().length(), textChars, "characters in the text");
        within(observation.labels().size(), attributes, "labels");
        within(observation.toolCallIds().size(), attributes, "tool call ids");
        within(observation.derivedFrom().size(), attributes, "sources in derivedFrom");
        attributes(observation.attributes());
    }

    /** Fails if the attributes of one memory are too many, or one of them is too long. */
    public void attributes(Map<String, AttributeValue> values) {
        within(Arguments.present(values, "attributes").size(), attributes, "attributes");
        for (AttributeValue value : values.values()) {
            if (value instanceof AttributeValue.Text(String characters)) {
                within(characters.length(), attributeChars, "characters in an attribute");
            }
        }
    }

    /** Fails if a text is blank or too long. */
    public void text(String text) {
        within(Arguments.text(text, "text").length(), textChars, "characters in the text");
    }

    /** Fails if the query is too long. */
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
