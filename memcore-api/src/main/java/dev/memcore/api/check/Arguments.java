package dev.memcore.api.check;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks of arguments. Each check returns the checked value, or throws a {@link MemoryException}. The message names the
 * argument, its value and the limit. The parameter {@code what} is the name of the argument in the message.
 */
public final class Arguments {
    /**
     * The maximum length of a name, in characters: of a tenant, user, agent, session, label, kind, attribute or
     * speaker, for example.
     */
    public static final int MAX_NAME = 256;

    private Arguments() {}

    /** Returns the value if it is not null. */
    public static <T> T present(@Nullable T value, String what) {
        if (value == null) {
            throw invalid(what + " must not be null");
        }
        return value;
    }

    /** Returns the collection if it is not null and contains no null. */
    public static <C extends Collection<?>> C allPresent(@Nullable C values, String what) {
        C given = present(values, what);
        for (Object value : given) {
            present(value, "an element of " + what);
        }
        return given;
    }

    /** Returns an immutable copy of a list that is not null and contains no null. */
    public static <T> List<T> list(@Nullable List<T> values, String what) {
        return List.copyOf(allPresent(values, what));
    }

    /** Returns the array as an immutable list if it is not null and contains no null. */
    public static <T> List<T> allPresent(T @Nullable [] values, String what) {
        return List.copyOf(allPresent(Arrays.asList(present(values, what)), what));
    }

    /**
     * Returns the distinct elements of an array in their order. The array must not be null and must not contain null.
     */
    public static <T> Set<T> set(T @Nullable [] values, String what) {
        return new LinkedHashSet<>(allPresent(Arrays.asList(present(values, what)), what));
    }

    /** Returns a copy of a collection that is not null. Its elements may be null. */
    public static <T> List<T> elements(@Nullable Collection<T> values, String what) {
        return new ArrayList<>(present(values, what));
    }

    /**
     * Returns the name if it is not blank, has at most {@value #MAX_NAME} characters, and has no control characters or
     * unpaired surrogates.
     */
    public static String name(@Nullable String name, String what) {
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

    /** Returns the value if it is null or {@link #name} accepts it. */
    public static @Nullable String optionalName(@Nullable String value, String what) {
        return value == null ? null : name(value, what);
    }

    /** Checks that {@link #name} accepts each value. */
    public static void names(Collection<String> values, String what) {
        present(values, what + "s").forEach(value -> name(value, what));
    }

    /** Returns the name of a policy if it is not blank and has at most {@code most} characters. */
    public static String policyName(String name, int most) {
        require(
                !present(name, "name").isBlank() && name.length() <= most,
                "name must have 1 to " + most + " characters, but is '" + name + "'");
        return name;
    }

    /**
     * Returns the text if it is not blank and is well-formed UTF-16. Only well-formed text can be encoded as UTF-8
     * without loss.
     */
    public static String text(@Nullable String text, String what) {
        String value = present(text, what);
        if (value.isBlank()) {
            throw invalid(what + " must not be blank");
        }
        wellFormed(value, what);
        return value;
    }

    /**
     * Checks the text of an observation. Like {@link #text}, but a blank text is allowed if {@code ofTools} is true: in
     * a message that makes or answers tool calls.
     */
    public static void message(@Nullable String text, boolean ofTools) {
        String value = present(text, "text");
        if (value.isBlank() && !ofTools) {
            throw invalid("text must not be blank in a message that neither makes nor answers a tool call");
        }
        wellFormed(value, "text");
    }

    /** Returns the text if it has no unpaired surrogates. */
    public static String wellFormed(String value, String what) {
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

    /** Returns the value if it is in {@code [least, most]}. */
    public static int within(int value, int least, int most, String what) {
        require(value >= least && value <= most, what, "must lie in [" + least + ", " + most + "]", value);
        return value;
    }

    /** Returns the value if it is at least {@code least}. */
    public static int atLeast(int value, int least, String what) {
        require(value >= least, what, "must be at least " + least, value);
        return value;
    }

    /** Returns the value if it is at most {@code limit}; otherwise throws with {@link ErrorCode#LIMIT_EXCEEDED}. */
    public static int atMost(int value, int limit, String what) {
        if (value > limit) {
            throw MemoryException.of(ErrorCode.LIMIT_EXCEEDED, what + " is " + value + "; the limit is " + limit);
        }
        return value;
    }

    /** Returns the value if it is in {@code [1, limit]}. */
    public static int positiveAtMost(int value, int limit, String what) {
        return atMost(positive(value, what), limit, what);
    }

    /** Returns the value if it is not negative. */
    public static int notNegative(int value, String what) {
        require(value >= 0, what, "must not be negative", value);
        return value;
    }

    /** Returns the value if it is finite and not negative. */
    public static double notNegative(double value, String what) {
        require(Double.isFinite(value) && value >= 0, what, "must be finite and not negative", value);
        return value;
    }

    /** Returns the value if it is positive. */
    public static int positive(int value, String what) {
        require(value > 0, what, "must be positive", value);
        return value;
    }

    /** Returns the value if it is finite and positive. */
    public static double positive(double value, String what) {
        require(Double.isFinite(value) && value > 0, what, "must be finite and positive", value);
        return value;
    }

    /** Returns the duration if it is at least one millisecond. */
    public static Duration positive(Duration value, String what) {
        require(present(value, what).toMillis() > 0, what, "must be at least a millisecond", value);
        return value;
    }

    /** Returns the value if it is in {@code [0, 1]}. */
    public static double unit(double value, String what) {
        require(value >= 0 && value <= 1, what, "must lie in [0, 1]", value);
        return value;
    }

    /** Returns the value if it is in {@code (0, 1]}. */
    public static double share(double value, String what) {
        require(value > 0 && value <= 1, what, "must lie in (0, 1]", value);
        return value;
    }

    /** Returns the value if it is finite. */
    public static double finite(double value, String what) {
        require(Double.isFinite(value), what, "must be finite", value);
        return value;
    }

    /** Returns the vector if it has the given length and all its values are finite. */
    public static double[] vector(double[] vector, int length, String what) {
        require(present(vector, what).length == length, "the length of " + what, "must be " + length, vector.length);
        for (int i = 0; i < length; i++) {
            require(Double.isFinite(vector[i]), what + "[" + i + "]", "must be finite", vector[i]);
        }
        return vector;
    }

    /** Throws with the given message unless the condition holds. */
    public static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw invalid(otherwise);
        }
    }

    private static void require(boolean holds, String what, String limit, Object value) {
        require(holds, what + " " + limit + ", but is " + value);
    }

    /** Returns the exception for an invalid argument. */
    public static MemoryException invalid(String message) {
        return MemoryException.of(ErrorCode.INVALID_ARGUMENT, message);
    }
}
