package dev.memcore.api;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The checks at the boundary: each names the argument, its value and the limit. */
final class Require {
    /** The longest name of a scope's dimension, session, label, kind, attribute or speaker, in characters. */
    static final int MAX_NAME = 256;

    private Require() {}

    static <T> T present(@Nullable T value, String what) {
        if (value == null) {
            throw invalid(what + " must not be null");
        }
        return value;
    }

    /** A collection that is there, and has no null. */
    static <C extends Collection<?>> C allPresent(@Nullable C values, String what) {
        C given = present(values, what);
        for (Object value : given) {
            present(value, "an element of " + what);
        }
        return given;
    }

    /** A copy of a list that is there, and has no null. */
    static <T> List<T> list(@Nullable List<T> values, String what) {
        return List.copyOf(allPresent(values, what));
    }

    /** Values that are there, as a set. */
    static <T> Set<T> set(T @Nullable [] values, String what) {
        return new LinkedHashSet<>(allPresent(Arrays.asList(present(values, what)), what));
    }

    /** A short identifier: not blank, at most {@value #MAX_NAME} characters, without control characters. */
    static String name(@Nullable String name, String what) {
        String value = present(name, what);
        if (value.isBlank()) {
            throw invalid(what + " must not be blank");
        }
        if (value.length() > MAX_NAME) {
            throw MemoryException.of(
                    ErrorCode.LIMIT_EXCEEDED,
                    what + " has " + value.length() + " characters; the limit is " + MAX_NAME);
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw invalid(what + " must not contain control characters");
        }
        wellFormed(value, what);
        return value;
    }

    static @Nullable String optionalName(@Nullable String value, String what) {
        return value == null ? null : name(value, what);
    }

    static void names(Collection<String> values, String what) {
        present(values, what + "s").forEach(value -> name(value, what));
    }

    /** Text that can be shown: not blank and well-formed UTF-16, so that it survives UTF-8 unchanged. */
    static String text(@Nullable String text, String what) {
        String value = present(text, what);
        if (value.isBlank()) {
            throw invalid(what + " must not be blank");
        }
        wellFormed(value, what);
        return value;
    }

    /** The text of an observation: like {@link #text}, but blank where a message makes or answers tool calls. */
    static void message(@Nullable String text, boolean ofTools) {
        String value = present(text, "text");
        if (value.isBlank() && !ofTools) {
            throw invalid("text must not be blank in a message that neither makes nor answers a tool call");
        }
        wellFormed(value, "text");
    }

    static String wellFormed(String value, String what) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw invalid(what + " has an unpaired surrogate at character " + i);
            }
        }
        return value;
    }

    static double unit(double value, String what) {
        if (!(value >= 0 && value <= 1)) {
            throw invalid(what + " must lie in [0, 1], but is " + value);
        }
        return value;
    }

    static int positive(int value, String what) {
        if (value <= 0) {
            throw invalid(what + " must be positive, but is " + value);
        }
        return value;
    }

    static int atMost(int value, int limit, String what) {
        if (value > limit) {
            throw MemoryException.of(ErrorCode.LIMIT_EXCEEDED, what + " is " + value + "; the limit is " + limit);
        }
        return value;
    }

    static MemoryException invalid(String message) {
        return MemoryException.of(ErrorCode.INVALID_ARGUMENT, message);
    }
}
