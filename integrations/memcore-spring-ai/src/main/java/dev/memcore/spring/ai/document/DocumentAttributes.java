package dev.memcore.spring.ai.document;

import dev.memcore.adapter.WellFormed;
import dev.memcore.api.AttributeValue;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spring.ai.message.JsonValues;
import dev.memcore.spring.ai.message.SpringMessages;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Stores the metadata of a document as attributes of a memory. */
final class DocumentAttributes {
    // Each scalar is an attribute of its own, so that the index can filter by it. Other values (lists, maps, long
    // texts) are stored together as JSON. The names have a prefix, because memcore gives some names a meaning, such as
    // "key".

    static final String PREFIX = DocumentCodec.FORM.metadataPrefix();
    private static final int MAX_KEY = Arguments.MAX_NAME - PREFIX.length();

    private DocumentAttributes() {}

    /**
     * Returns the name of the attribute for a key of the metadata.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the key is blank or has control characters, {@link
     *     ErrorCode#LIMIT_EXCEEDED} if it is too long
     */
    static String name(String key) {
        Arguments.name(key, "metadata key");
        Arguments.atMost(key.length(), MAX_KEY, "the number of characters of a metadata key");
        return Arguments.name(PREFIX + key, "metadata key");
    }

    /** Returns the attribute value of a scalar; empty if the value is none. */
    static Optional<AttributeValue> scalar(@Nullable Object value) {
        return Optional.ofNullable(
                switch (value) {
                    case String text when WellFormed.text(text).equals(text) -> new AttributeValue.Text(text);
                    case Boolean flag -> new AttributeValue.Flag(flag);
                    case Number number -> number(number);
                    case Instant moment -> new AttributeValue.Moment(moment);
                    case Date date -> new AttributeValue.Moment(date.toInstant());
                    case Enum<?> constant -> new AttributeValue.Text(constant.name());
                    case null, default -> null;
                });
    }

    private static @Nullable AttributeValue number(Number number) {
        boolean whole = number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte
                || (number instanceof BigInteger big && big.bitLength() < Long.SIZE);
        if (whole) {
            return new AttributeValue.Whole(number.longValue());
        }
        boolean exact = !(number instanceof BigDecimal decimal
                && new BigDecimal(decimal.doubleValue()).compareTo(decimal) != 0);
        return exact && Double.isFinite(number.doubleValue()) && !(number instanceof BigInteger)
                ? new AttributeValue.Real(number.doubleValue())
                : null;
    }

    /**
     * Returns the attributes for metadata.
     *
     * @param mostParts how many attributes may hold JSON
     */
    static SortedMap<String, AttributeValue> of(Map<String, Object> metadata, int mostParts) {
        SortedMap<String, AttributeValue> attributes = new TreeMap<>();
        Map<String, Object> others = new LinkedHashMap<>();
        metadata.forEach((key, value) -> {
            Optional<AttributeValue> scalar = scalar(value).filter(DocumentAttributes::fits);
            scalar.ifPresent(found -> attributes.put(name(key), found));
            if (scalar.isEmpty() || !value.equals(value(scalar.get()))) {
                others.put(name(key).substring(PREFIX.length()), value);
            }
        });
        if (!others.isEmpty()) {
            attributes.putAll(
                    SpringMessages.NAMES.json().of(JsonValues.write(others), mostParts, "the metadata of a document"));
        }
        return attributes;
    }

    private static boolean fits(AttributeValue value) {
        return !(value instanceof AttributeValue.Text(String text)
                && text.length() > Limits.ofDefaults().attributeChars());
    }

    /** Returns the metadata that attributes and JSON contain. */
    static Map<String, Object> metadata(Map<String, AttributeValue> attributes, String json) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        attributes.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                metadata.put(name.substring(PREFIX.length()), value(value));
            }
        });
        if (!json.isEmpty() && JsonValues.read(json) instanceof Map<?, ?> others) {
            others.forEach((key, value) -> metadata.put(key.toString(), value));
        }
        return metadata;
    }

    private static Object value(AttributeValue value) {
        return switch (value) {
            case AttributeValue.Text(String text) -> text;
            case AttributeValue.Flag(boolean flag) -> flag;
            case AttributeValue.Real(double real) -> real;
            case AttributeValue.Moment(Instant moment) -> moment;
            case AttributeValue.Whole(long whole) when (int) whole == whole -> (int) whole;
            case AttributeValue.Whole(long whole) -> whole;
        };
    }
}
