package dev.memcore.spring.ai.message;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Observation;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Stores JSON as text attributes of a memory, in parts of the largest size that memcore's default limits allow. */
public final class JsonAttributes {
    /** The prefix of the names of all attributes that this module stores for itself. */
    public static final String RESERVED = "spring.";

    private static final String PREFIX = RESERVED + "json.";
    private static final int PART = Limits.ofDefaults().attributeChars();

    private JsonAttributes() {}

    /**
     * Returns the attributes that hold JSON.
     *
     * @param mostParts the number of attributes that may be used
     * @param what the source of the JSON, for the message of the error
     * @throws MemoryException {@link ErrorCode#LIMIT_EXCEEDED} if they are not enough
     */
    public static SortedMap<String, AttributeValue> of(String json, int mostParts, String what) {
        // A part may be shorter, because surrogate pairs are not split.
        SortedMap<String, AttributeValue> parts = new TreeMap<>();
        for (int from = 0; from < json.length(); ) {
            if (parts.size() == mostParts) {
                throw MemoryException.of(
                        ErrorCode.LIMIT_EXCEEDED,
                        what + " has " + json.length() + " characters as JSON; the limit is " + mostParts * PART
                                + " (give media as URLs)");
            }
            String next = PairedSurrogates.start(json.substring(from, Math.min(json.length(), from + PART + 1)), PART);
            parts.put(String.format("%s%02d", PREFIX, parts.size()), new AttributeValue.Text(next));
            from += next.length();
        }
        return parts;
    }

    /** Returns the JSON that an observation holds; empty if it holds none. */
    public static String in(Observation observation) {
        StringBuilder json = new StringBuilder();
        for (Map.Entry<String, AttributeValue> entry : observation.attributes().entrySet()) {
            if (entry.getKey().startsWith(PREFIX) && entry.getValue() instanceof AttributeValue.Text(String part)) {
                json.append(part);
            }
        }
        return json.toString();
    }
}
