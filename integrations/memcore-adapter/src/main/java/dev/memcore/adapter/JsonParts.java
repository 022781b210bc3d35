package dev.memcore.adapter;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Observation;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Stores JSON as text attributes of a memory, in parts of the largest size that memcore's default limits allow. So the
 * JSON is erased together with the memory.
 *
 * @param prefix the prefix of the names of the attributes; two digits follow
 */
public record JsonParts(String prefix) {
    private static final int PART = Limits.ofDefaults().attributeChars();

    /**
     * Returns the attributes that hold JSON.
     *
     * @param mostParts the number of attributes that may be used, at most 100
     * @param what the source of the JSON, for the message of the error
     * @throws MemoryException {@link ErrorCode#LIMIT_EXCEEDED} if they are not enough
     */
    public SortedMap<String, AttributeValue> of(String json, int mostParts, String what) {
        // A part may be shorter, because surrogate pairs are not split.
        SortedMap<String, AttributeValue> parts = new TreeMap<>();
        for (int from = 0; from < json.length(); ) {
            if (parts.size() == mostParts) {
                throw MemoryException.of(
                        ErrorCode.LIMIT_EXCEEDED,
                        what + " has " + json.length() + " characters as JSON; the limit is " + mostParts * PART
                                + " (give media as URLs)");
            }
            String next = WellFormed.start(json.substring(from, Math.min(json.length(), from + PART + 1)), PART);
            parts.put(String.format("%s%02d", prefix, parts.size()), new AttributeValue.Text(next));
            from += next.length();
        }
        return parts;
    }

    /** Returns the JSON that an observation holds, joined in the order of the names; empty if it holds none. */
    public String in(Observation observation) {
        StringBuilder json = new StringBuilder();
        for (Map.Entry<String, AttributeValue> entry : observation.attributes().entrySet()) {
            if (entry.getKey().startsWith(prefix) && entry.getValue() instanceof AttributeValue.Text(String part)) {
                json.append(part);
            }
        }
        return json.toString();
    }
}
