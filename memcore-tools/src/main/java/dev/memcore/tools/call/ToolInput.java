package dev.memcore.tools.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The checked arguments of one call: each has the type and the limits of its parameter. Immutable. */
public final class ToolInput {
    private final Map<String, Object> values;

    ToolInput(Map<String, Object> values) {
        this.values = Map.copyOf(values);
    }

    /** Returns whether the call has an argument. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Returns the names of all arguments of the call. */
    public Set<String> names() {
        return values.keySet();
    }

    /** Returns a text. Fails if the call does not have it, which only an optional parameter allows. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    /** Returns a text, or empty if the call does not have it. */
    public Optional<String> optionalText(String name) {
        return Optional.ofNullable(values.get(name)).map(String.class::cast);
    }

    /** Returns a whole number, or the given one if the call does not have it. */
    public int integer(String name, int otherwise) {
        return optionalInteger(name).orElse(otherwise);
    }

    /** Returns a whole number, or empty if the call does not have it. */
    public OptionalInt optionalInteger(String name) {
        return values.get(name) instanceof Integer number ? OptionalInt.of(number) : OptionalInt.empty();
    }

    /** Returns a truth value; false if the call does not have it. */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /** Returns a list of texts; empty if the call does not have it. */
    public List<String> texts(String name) {
        return list(name, String.class);
    }

    /** Returns a list of whole numbers; empty if the call does not have it. */
    public List<Integer> integers(String name) {
        return list(name, Integer.class);
    }

    /**
     * Returns the part of a text from the character that an optional argument names.
     *
     * @throws ToolFailure if the text has fewer characters
     */
    public String rest(String name, String text) {
        int start = integer(name, 0);
        if (start > text.length()) {
            throw new ToolFailure("Argument '" + name + "' must be at most " + text.length()
                    + ", the number of characters, but is " + start + ".");
        }
        boolean split = start > 0 && start < text.length() && Character.isLowSurrogate(text.charAt(start));
        return text.substring(split ? start - 1 : start);
    }

    /** Returns the failure of a call that needs an argument and does not have it. */
    public static ToolFailure missing(String name) {
        return new ToolFailure("Argument '" + name + "' is missing.");
    }

    private <T> List<T> list(String name, Class<T> type) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(type::cast).toList()
                : List.of();
    }
}
