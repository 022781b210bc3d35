package dev.memcore.api.filter;

import dev.memcore.api.AttributeValue;

/** Orders attribute values: numbers by their exact value, times chronologically. Other types have no order. */
final class AttributeOrder {
    private AttributeOrder() {}

    static boolean isOrdered(AttributeValue value) {
        return isNumber(value) || value instanceof AttributeValue.Moment;
    }

    /** Returns whether both values are numbers, or both are moments. */
    static boolean comparable(AttributeValue one, AttributeValue other) {
        return isNumber(one)
                ? isNumber(other)
                : one instanceof AttributeValue.Moment && other instanceof AttributeValue.Moment;
    }

    /** Compares two {@linkplain #comparable comparable} values. */
    static int compare(AttributeValue one, AttributeValue other) {
        if (one instanceof AttributeValue.Moment(var first) && other instanceof AttributeValue.Moment(var second)) {
            return first.compareTo(second);
        }
        if (one instanceof AttributeValue.Whole(long first)) {
            return other instanceof AttributeValue.Whole(long second)
                    ? Long.compare(first, second)
                    : compare(first, real(other));
        }
        return other instanceof AttributeValue.Whole(long second)
                ? -compare(second, real(one))
                : compare(real(one), real(other));
    }

    private static int compare(double one, double other) {
        // Not Double.compare, for which -0.0 is less than 0.0.
        return one < other ? -1 : one > other ? 1 : 0;
    }

    /**
     * Compares a whole with a real number exactly. A long has more digits than a double, so the whole parts are
     * compared first, and then the fraction of the double.
     */
    private static int compare(long whole, double real) {
        if (real >= 0x1p63) {
            return -1;
        }
        if (real < -0x1p63) {
            return 1;
        }
        double floor = Math.floor(real);
        int order = Long.compare(whole, (long) floor);
        return order != 0 || real == floor ? order : -1;
    }

    private static boolean isNumber(AttributeValue value) {
        return value instanceof AttributeValue.Whole || value instanceof AttributeValue.Real;
    }

    private static double real(AttributeValue value) {
        if (value instanceof AttributeValue.Real(double real)) {
            return real;
        }
        throw new IllegalArgumentException("not a number: " + value);
    }
}
