package dev.memcore.consolidation.arithmetic;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.MemoryException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checks of arguments: each failure names the argument, its value and the limit. */
public final class Checks {
    private Checks() {}

    /** Returns the value, if there is one. */
    public static <T> T present(@Nullable T value, String what) {
        if (value == null) {
            throw MemoryException.of(ErrorCode.INVALID_ARGUMENT, what + " must not be null");
        }
        return value;
    }

    /** Returns the collection, if there is one, and it has no null. */
    public static <C extends Collection<?>> C allPresent(@Nullable C values, String what) {
        C given = present(values, what);
        for (Object value : given) {
            present(value, "an element of " + what);
        }
        return given;
    }

    /** Returns the array as a list that does not change, if there is one, and it has no null. */
    public static <T> List<T> allPresent(T @Nullable [] values, String what) {
        return List.copyOf(allPresent(Arrays.asList(present(values, what)), what));
    }

    /** Returns the value, if it lies in [least, most]. */
    public static int within(int value, int least, int most, String what) {
        require(value >= least && value <= most, what, "must lie in [" + least + ", " + most + "]", value);
        return value;
    }

    /** Returns the value, if it is least or more. */
    public static int atLeast(int value, int least, String what) {
        require(value >= least, what, "must be at least " + least, value);
        return value;
    }

    /** Returns the value, if it is 0 or more. */
    public static int notNegative(int value, String what) {
        require(value >= 0, what, "must not be negative", value);
        return value;
    }

    /** Returns the value, if it is finite, and 0 or more. */
    public static double notNegative(double value, String what) {
        require(Double.isFinite(value) && value >= 0, what, "must be finite and not negative", value);
        return value;
    }

    /** Returns the value, if it is above 0. */
    public static int positive(int value, String what) {
        require(value > 0, what, "must be positive", value);
        return value;
    }

    /** Returns the value, if it is finite and above 0. */
    public static double positive(double value, String what) {
        require(Double.isFinite(value) && value > 0, what, "must be finite and positive", value);
        return value;
    }

    /** Returns the value, if it is a millisecond or more. */
    public static Duration positive(Duration value, String what) {
        require(present(value, what).toMillis() > 0, what, "must be at least a millisecond", value);
        return value;
    }

    /** Returns the value, if it lies in [0, 1]. */
    public static double unit(double value, String what) {
        require(value >= 0 && value <= 1, what, "must lie in [0, 1]", value);
        return value;
    }

    /** Returns the value, if it lies in (0, 1]. */
    public static double share(double value, String what) {
        require(value > 0 && value <= 1, what, "must lie in (0, 1]", value);
        return value;
    }

    /** Returns the value, if it is finite. */
    public static double finite(double value, String what) {
        require(Double.isFinite(value), what, "must be finite", value);
        return value;
    }

    /** Returns the vector, if it has the length, and finite values only. */
    public static double[] vector(double[] vector, int length, String what) {
        require(present(vector, what).length == length, "the length of " + what, "must be " + length, vector.length);
        for (int i = 0; i < length; i++) {
            require(Double.isFinite(vector[i]), what + "[" + i + "]", "must be finite", vector[i]);
        }
        return vector;
    }

    /** Returns the name of a policy, if it is not blank, and no longer than that. */
    public static String name(String name, int most) {
        require(
                !present(name, "name").isBlank() && name.length() <= most,
                "name must have 1 to " + most + " characters, but is '" + name + "'");
        return name;
    }

    /** Fails with a message, unless something holds. */
    public static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw MemoryException.of(ErrorCode.INVALID_ARGUMENT, otherwise);
        }
    }

    private static void require(boolean holds, String what, String limit, Object value) {
        if (!holds) {
            require(false, what + " " + limit + ", but is " + value);
        }
    }
}
