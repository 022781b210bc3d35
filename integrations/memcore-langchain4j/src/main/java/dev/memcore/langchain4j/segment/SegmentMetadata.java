package dev.memcore.langchain4j.segment;

import dev.langchain4j.data.document.Metadata;
import dev.memcore.api.AttributeValue;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Stores each value of a segment's metadata as an attribute of its own, so that the index can filter by it. */
final class SegmentMetadata {
    // One more attribute has one letter for each key, in the order of the keys: the Java type of the value.
    // The names have a prefix, because memcore gives some names a meaning, such as "key".

    static final String PREFIX = SegmentCodec.FORM.metadataPrefix();
    static final String TYPES = SegmentCodec.FORM.names().attribute("types");

    private SegmentMetadata() {}

    /**
     * Returns the name of the attribute for a key.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the key is blank or has control characters, {@link
     *     ErrorCode#LIMIT_EXCEEDED} if it is too long
     */
    static String name(String key) {
        Arguments.name(key, "metadata key");
        return Arguments.name(PREFIX + key, "metadata key with the prefix " + PREFIX);
    }

    /** Returns the attribute value of a value of metadata or of a filter. */
    static AttributeValue value(Object value, String key) {
        return switch (value) {
            case String text -> new AttributeValue.Text(text);
            case UUID uuid -> new AttributeValue.Text(uuid.toString());
            case Integer number -> new AttributeValue.Whole(number);
            case Long number -> new AttributeValue.Whole(number);
            case Number number
            when number instanceof Float || number instanceof Double -> new AttributeValue.Real(number.doubleValue());
            default ->
                throw Arguments.invalid("the value of the metadata key " + key + " must be a String, UUID, int, long,"
                        + " float or double, but is a " + value.getClass().getName());
        };
    }

    static SortedMap<String, AttributeValue> attributes(Metadata metadata) {
        SortedMap<String, AttributeValue> attributes = new TreeMap<>();
        StringBuilder types = new StringBuilder();
        new TreeMap<>(metadata.toMap()).forEach((key, value) -> {
            attributes.put(name(key), value(value, key));
            types.append(Character.toLowerCase(value.getClass().getSimpleName().charAt(0)));
        });
        if (!types.isEmpty()) {
            attributes.put(TYPES, new AttributeValue.Text(types.toString()));
        }
        return attributes;
    }

    static Metadata metadata(Map<String, AttributeValue> attributes) {
        String types = attributes.get(TYPES) instanceof AttributeValue.Text(String text) ? text : "";
        SortedMap<String, AttributeValue> own = new TreeMap<>();
        attributes.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                own.put(name.substring(PREFIX.length()), value);
            }
        });
        Metadata metadata = new Metadata();
        int at = 0;
        for (Map.Entry<String, AttributeValue> entry : own.entrySet()) {
            put(metadata, entry.getKey(), entry.getValue(), own.size() == types.length() ? types.charAt(at) : ' ');
            at++;
        }
        return metadata;
    }

    /** Puts a value with its type: Integer, Long, Float, Double, String or Uuid. */
    private static void put(Metadata metadata, String key, AttributeValue value, char type) {
        switch (value) {
            case AttributeValue.Text(String text) when type == 'u' -> metadata.put(key, UUID.fromString(text));
            case AttributeValue.Text(String text) -> metadata.put(key, text);
            case AttributeValue.Whole(long whole) when type == 'i' -> metadata.put(key, (int) whole);
            case AttributeValue.Whole(long whole) -> metadata.put(key, whole);
            case AttributeValue.Real(double real) when type == 'f' -> metadata.put(key, (float) real);
            case AttributeValue.Real(double real) -> metadata.put(key, real);
            case AttributeValue.Flag(boolean flag) -> metadata.put(key, Boolean.toString(flag));
            case AttributeValue.Moment moment ->
                metadata.put(key, moment.value().toString());
        }
    }
}
