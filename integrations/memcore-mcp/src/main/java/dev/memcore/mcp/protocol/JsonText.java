package dev.memcore.mcp.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON. Refuses duplicate names, deep nesting, and text after a value. Safe for any number of threads. */
public final class JsonText {
    /** The arguments of a tool are at most four levels deep, and lie three levels deep in a message. */
    private static final int MOST_NESTING = 50;

    private static final int MOST_DIGITS = 100;
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_NESTING)
                            .maxNumberLength(MOST_DIGITS)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(1_000)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** For the SDK: clients may send fields that it does not know. */
    static final JsonMapper TOLERANT = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private JsonText() {}

    /**
     * Returns the value of a text: a map, list, string, number, boolean or null.
     *
     * @throws IOException if the text is not JSON
     */
    public static @Nullable Object read(byte[] text) throws IOException {
        return MAPPER.readValue(text, Object.class);
    }

    /** Returns the object of a text that this class or a descriptor wrote. */
    public static Map<String, Object> object(String text) {
        try {
            return MAPPER.readValue(text, OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON object: " + text, e);
        }
    }

    /** Returns a value as JSON in one line. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    /** Returns a value as JSON with line breaks. */
    public static String writeIndented(Object value) {
        try {
            return MAPPER.writer(new TwoSpaces()).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }
}
