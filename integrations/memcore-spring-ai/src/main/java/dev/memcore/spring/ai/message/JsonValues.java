package dev.memcore.spring.ai.message;

import dev.memcore.adapter.WellFormed;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes values as JSON and reads them as the same Java types: texts, truth values, the numbers of Java, moments, lists,
 * and maps with texts as keys. Values of other types become what Jackson writes for them.
 */
public final class JsonValues {
    // JSON has one type of number. A number that Jackson would read as another type is written as an object with one
    // member, whose name begins with a dollar sign. A map with such a name is wrapped in turn.

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int MAX_DEPTH = 100;
    private static final String TAG = "$";
    private static final String MAP = "$map";

    private JsonValues() {}

    /**
     * Returns the JSON of a value, without unpaired surrogates.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if Jackson cannot write it, or if it has more than 100
     *     levels
     */
    public static String write(@Nullable Object value) {
        try {
            return WellFormed.json(MAPPER.writeValueAsString(tagged(value, 0)));
        } catch (JacksonException e) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT, "a value cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    /** Returns the value of JSON that {@link #write} made. */
    public static @Nullable Object read(String json) {
        try {
            return plain(MAPPER.readValue(json, Object.class));
        } catch (JacksonException | IllegalArgumentException | ClassCastException e) {
            throw MemoryException.of(ErrorCode.COMPONENT_FAILED, "a memory holds no valid JSON: " + e.getMessage(), e);
        }
    }

    private static @Nullable Object tagged(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "a value has more than " + MAX_DEPTH + " levels of lists and maps",
                    null);
        }
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Boolean flag -> flag;
            case Integer whole -> whole;
            case Double real when Double.isFinite(real) -> real;
            case Number number -> number(number);
            case Instant moment -> Map.of("$instant", moment.toString());
            case Enum<?> constant -> constant.name();
            case Map<?, ?> map -> map(map, depth);
            case Collection<?> list -> list(list, depth);
            case Object other -> tagged(MAPPER.convertValue(other, Object.class), depth + 1);
        };
    }

    private static Object number(Number number) {
        return switch (number) {
            case Long value -> Map.of("$long", value.toString());
            case Double value -> Map.of("$double", value.toString());
            case Float value -> Map.of("$float", value.toString());
            case Short value -> Map.of("$short", value.toString());
            case Byte value -> Map.of("$byte", value.toString());
            case BigInteger value -> Map.of("$integer", value.toString());
            default -> Map.of("$decimal", new BigDecimal(number.toString()).toString());
        };
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> given, int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        given.forEach((key, value) -> map.put(String.valueOf(key), tagged(value, depth + 1)));
        return map.keySet().stream().anyMatch(key -> key.startsWith(TAG)) ? Map.of(MAP, map) : map;
    }

    private static List<@Nullable Object> list(Collection<?> given, int depth) {
        List<@Nullable Object> list = new ArrayList<>(given.size());
        given.forEach(element -> list.add(tagged(element, depth + 1)));
        return list;
    }

    private static @Nullable Object plain(@Nullable Object read) {
        return switch (read) {
            case Map<?, ?> map when map.size() == 1 && tag(map).startsWith(TAG) -> untagged(tag(map), map);
            case Map<?, ?> map -> members(map);
            case List<?> list -> elements(list);
            case null, default -> read;
        };
    }

    private static String tag(Map<?, ?> map) {
        return map.keySet().iterator().next().toString();
    }

    private static Object untagged(String tag, Map<?, ?> map) {
        if (tag.equals(MAP) && map.get(tag) instanceof Map<?, ?> wrapped) {
            return members(wrapped);
        }
        String text = String.valueOf(map.get(tag));
        return switch (tag) {
            case "$long" -> Long.valueOf(text);
            case "$double" -> Double.valueOf(text);
            case "$float" -> Float.valueOf(text);
            case "$short" -> Short.valueOf(text);
            case "$byte" -> Byte.valueOf(text);
            case "$integer" -> new BigInteger(text);
            case "$decimal" -> new BigDecimal(text);
            case "$instant" -> Instant.parse(text);
            default -> throw new IllegalArgumentException("an unknown type " + tag);
        };
    }

    private static Map<String, @Nullable Object> members(Map<?, ?> map) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        map.forEach((key, value) -> plain.put(key.toString(), plain(value)));
        return plain;
    }

    private static List<@Nullable Object> elements(List<?> list) {
        List<@Nullable Object> plain = new ArrayList<>(list.size());
        list.forEach(element -> plain.add(plain(element)));
        return plain;
    }
}
