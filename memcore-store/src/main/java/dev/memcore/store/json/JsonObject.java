package dev.memcore.store.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.memcore.store.bytes.MalformedException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object whose fields are removed as they are read. A field that is left at the end is unknown. */
final class JsonObject {
    private final Map<String, Object> fields;

    private JsonObject(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** Parses a line that must be one object and nothing else. */
    static JsonObject parse(JsonFactory factory, byte[] line) throws MalformedException {
        try (JsonParser parser = factory.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedException("it is no object");
            }
            JsonObject object = object(parser);
            if (parser.nextToken() != null) {
                throw new MalformedException("something follows the object");
            }
            return object;
        } catch (JsonProcessingException e) {
            throw new MalformedException("it is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new MalformedException("it is no JSON in UTF-8: " + e.getMessage(), e);
        }
    }

    private static JsonObject object(JsonParser parser) throws IOException, MalformedException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (fields.put(name, value(parser)) != null) {
                throw new MalformedException("the field " + name + " occurs twice");
            }
        }
        return new JsonObject(fields);
    }

    private static Object value(JsonParser parser) throws IOException, MalformedException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new MalformedException("an unexpected value: " + parser.getText());
        };
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** The names of the remaining fields. */
    List<String> names() {
        return List.copyOf(fields.keySet());
    }

    /** Fails if a field was not read. */
    void end() throws MalformedException {
        if (!fields.isEmpty()) {
            throw new MalformedException("unknown fields " + fields.keySet());
        }
    }

    private <T> @Nullable T take(String name, Class<T> type) throws MalformedException {
        Object value = fields.remove(name);
        if (value != null && !type.isInstance(value)) {
            throw new MalformedException("the field " + name + " has a value of another type");
        }
        return type.cast(value);
    }

    private static <T> T present(@Nullable T value, String name) throws MalformedException {
        if (value == null) {
            throw new MalformedException("the field " + name + " is missing");
        }
        return value;
    }

    JsonObject object(String name) throws MalformedException {
        return present(optionalObject(name), name);
    }

    @Nullable
    JsonObject optionalObject(String name) throws MalformedException {
        return take(name, JsonObject.class);
    }

    String string(String name) throws MalformedException {
        return present(optionalString(name), name);
    }

    @Nullable
    String optionalString(String name) throws MalformedException {
        return take(name, String.class);
    }

    long whole(String name) throws MalformedException {
        return present(take(name, Long.class), name);
    }

    int number(String name) throws MalformedException {
        long value = whole(name);
        if (value != (int) value) {
            throw new MalformedException("the number " + name + " is out of range: " + value);
        }
        return (int) value;
    }

    int number(String name, int usual) throws MalformedException {
        return has(name) ? number(name) : usual;
    }

    @Nullable
    Double optionalReal(String name) throws MalformedException {
        Number value = take(name, Number.class);
        return value == null ? null : (Double) value.doubleValue();
    }

    double real(String name, double usual) throws MalformedException {
        Double value = optionalReal(name);
        return value == null ? usual : value;
    }

    boolean flag(String name) throws MalformedException {
        return present(optionalFlag(name), name);
    }

    @Nullable
    Boolean optionalFlag(String name) throws MalformedException {
        return take(name, Boolean.class);
    }

    Instant moment(String name) throws MalformedException {
        return present(optionalMoment(name), name);
    }

    @Nullable
    Instant optionalMoment(String name) throws MalformedException {
        String text = optionalString(name);
        if (text == null) {
            return null;
        }
        try {
            Instant moment = Instant.parse(text);
            if (moment.equals(Instant.ofEpochMilli(moment.toEpochMilli()))) {
                return moment;
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw new MalformedException("the field " + name + " is no moment: " + text, e);
        }
        throw new MalformedException("the field " + name + " is finer than a millisecond: " + text);
    }

    /** Reads an enum constant by its name in lower case. */
    <E extends Enum<E>> E word(String name, Class<E> type) throws MalformedException {
        return present(optionalWord(name, type), name);
    }

    @Nullable
    <E extends Enum<E>> E optionalWord(String name, Class<E> type) throws MalformedException {
        String word = optionalString(name);
        if (word == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
                return constant;
            }
        }
        throw new MalformedException("the field " + name + " cannot be " + word);
    }

    List<String> strings(String name) throws MalformedException {
        return list(name, String.class);
    }

    List<JsonObject> objects(String name) throws MalformedException {
        return list(name, JsonObject.class);
    }

    private <T> List<T> list(String name, Class<T> type) throws MalformedException {
        List<?> items = take(name, List.class);
        List<T> typed = new ArrayList<>();
        if (items != null) {
            for (Object item : items) {
                if (!type.isInstance(item)) {
                    throw new MalformedException("the field " + name + " has an item of another type");
                }
                typed.add(type.cast(item));
            }
        }
        return typed;
    }
}
