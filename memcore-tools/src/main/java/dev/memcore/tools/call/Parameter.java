package dev.memcore.tools.call;

import dev.memcore.api.check.Arguments;
import java.util.List;

/**
 * A parameter of a tool.
 *
 * @param name the name
 * @param type the type of the value
 * @param description what the value means, in words for a model; may be empty if the name says it
 * @param required whether every call must have the argument
 * @param choices the allowed texts of a {@link Type#CHOICE} or of the elements of {@link Type#TEXTS}; empty if any text
 *     is allowed
 * @param least the least value of an integer; otherwise the least number of characters of each text
 * @param most the greatest value of an integer; otherwise the greatest number of characters of each text
 * @param items the greatest number of elements of a list; the exact number for {@link Type#INTEGERS}
 */
public record Parameter(
        String name,
        Type type,
        String description,
        boolean required,
        List<String> choices,
        int least,
        int most,
        int items) {
    /** The type of a value. */
    public enum Type {
        /** Any text. */
        TEXT,
        /** One of several texts. */
        CHOICE,
        /** A whole number. */
        INTEGER,
        /** True or false. */
        FLAG,
        /** A list of texts. */
        TEXTS,
        /** A list of whole numbers. */
        INTEGERS
    }

    /** Copies the list. */
    public Parameter {
        Arguments.name(name, "name");
        choices = Arguments.list(choices, "choices");
    }

    /** Returns a required text that is not blank. */
    public static Parameter text(String name, String description, int mostChars) {
        return new Parameter(name, Type.TEXT, description, true, List.of(), 1, mostChars, 0);
    }

    /** Returns a required text that may be empty. */
    public static Parameter anyText(String name, String description, int mostChars) {
        return new Parameter(name, Type.TEXT, description, true, List.of(), 0, mostChars, 0);
    }

    /** Returns a required text that is one of several. */
    public static Parameter choice(String name, String description, String... choices) {
        return new Parameter(name, Type.CHOICE, description, true, List.of(choices), 0, Arguments.MAX_NAME, 0);
    }

    /** Returns a required whole number in {@code [least, most]}. */
    public static Parameter integer(String name, String description, int least, int most) {
        return new Parameter(name, Type.INTEGER, description, true, List.of(), least, most, 0);
    }

    /** Returns a required truth value. */
    public static Parameter flag(String name, String description) {
        return new Parameter(name, Type.FLAG, description, true, List.of(), 0, 0, 0);
    }

    /** Returns a required list of texts that are not blank. */
    public static Parameter texts(String name, String description, int items, int mostChars) {
        return new Parameter(name, Type.TEXTS, description, true, List.of(), 1, mostChars, items);
    }

    /** Returns a required list of exactly {@code items} whole numbers. */
    public static Parameter integers(String name, String description, int items) {
        return new Parameter(
                name, Type.INTEGERS, description, true, List.of(), Integer.MIN_VALUE, Integer.MAX_VALUE, items);
    }

    /** Returns this parameter as an optional one. A null in the arguments of a call then means that it is missing. */
    public Parameter optional() {
        return new Parameter(name, type, description, false, choices, least, most, items);
    }

    /** Returns this parameter with the only texts that are allowed. */
    public Parameter amongst(String... allowed) {
        return new Parameter(name, type, description, required, List.of(allowed), least, most, items);
    }
}
