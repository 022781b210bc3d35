package dev.memcore.mcp.graph;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.MemoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The checked arguments of one call. A message names the argument by its path, for example {@code entities[2].name}. Unknown members
 * are ignored, as the reference server does.
 */
final class GraphArguments {
    /** The most elements of a list. */
    static final int MOST_ITEMS = 1_000;

    /** The most characters of a name or type. */
    static final int MOST_NAME = 1_000;

    private final String path;
    private final Map<?, ?> values;
    private final int mostText;

    private GraphArguments(String path, Map<?, ?> values, int mostText) {
        this.path = path;
        this.values = values;
        this.mostText = mostText;
    }

    /** Thrown if an argument is not valid. */
    static final class Invalid extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message, null, false, false);
        }
    }

    static GraphArguments of(Map<String, Object> values, int mostText) {
        return new GraphArguments("", values, mostText);
    }

    GraphEntity entity() {
        return new GraphEntity(name("name"), type("entityType"), contents("observations"));
    }

    GraphRelation relation() {
        return new GraphRelation(name("from"), name("to"), type("relationType"));
    }

    Map.Entry<String, List<String>> contentsOf(String entity, String contents) {
        return Map.entry(name(entity), contents(contents));
    }

    <T> List<T> objects(String name, Function<GraphArguments, T> reader) {
        List<T> read = new ArrayList<>();
        for (Object item : list(name)) {
            String place = path + name + "[" + read.size() + "]";
            if (!(item instanceof Map<?, ?> map)) {
                throw new Invalid(place + " must be an object.");
            }
            read.add(reader.apply(new GraphArguments(place + ".", map, mostText)));
        }
        return read;
    }

    List<String> names(String name) {
        return texts(name, MOST_NAME, false);
    }

    /** A text that may be empty. */
    String text(String name, int most) {
        return text(path + name, values.get(name), most);
    }

    private String name(String name) {
        return notBlank(path + name, text(name, MOST_NAME));
    }

    private String type(String name) {
        return text(name, MOST_NAME);
    }

    private List<String> contents(String name) {
        return texts(name, mostText, true);
    }

    private List<String> texts(String name, int most, boolean needed) {
        List<String> texts = new ArrayList<>();
        for (Object item : list(name)) {
            String place = path + name + "[" + texts.size() + "]";
            String text = text(place, item, most);
            texts.add(needed ? notBlank(place, text) : text);
        }
        return texts;
    }

    private List<?> list(String name) {
        Object value = values.get(name);
        if (!(value instanceof List<?> list)) {
            throw new Invalid(path + name + (value == null ? " is missing." : " must be a list."));
        }
        if (list.size() > MOST_ITEMS) {
            throw new Invalid(path + name + " has " + list.size() + " elements; the limit is " + MOST_ITEMS + ".");
        }
        return list;
    }

    private static String notBlank(String place, String text) {
        if (text.isBlank()) {
            throw new Invalid(place + " must not be blank.");
        }
        return text;
    }

    private static String text(String place, @Nullable Object value, int most) {
        if (!(value instanceof String text)) {
            throw new Invalid(place + (value == null ? " is missing." : " must be a string."));
        }
        if (text.length() > most) {
            throw new Invalid(place + " has " + text.length() + " characters; the limit is " + most + ".");
        }
        try {
            return Arguments.wellFormed(text, place);
        } catch (MemoryException e) {
            throw new Invalid(place + " has an unpaired surrogate, so it is not valid Unicode.");
        }
    }
}
