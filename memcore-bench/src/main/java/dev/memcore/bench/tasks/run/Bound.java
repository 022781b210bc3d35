package dev.memcore.bench.tasks.run;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A limit that a figure is compared with.
 *
 * @param figure the name of the figure
 * @param value the measured value
 * @param least whether the limit is the least value; otherwise it is the greatest
 * @param limit the limit
 * @param source the publication or rule that states it
 */
public record Bound(String figure, double value, boolean least, double limit, String source) {
    /** Returns whether the value is within the limit. A value that is not a number is not. */
    public boolean met() {
        return least ? value >= limit : value <= limit;
    }

    /** Returns the bound as JSON values. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(least ? "atLeast" : "atMost", limit);
        json.put("value", value);
        json.put("met", met());
        json.put("source", source);
        return json;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %s %s %s, measured %.4g (%s)",
                met() ? "met" : "missed",
                figure,
                least ? "at least" : "at most",
                number(limit),
                value,
                source);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.4g", value);
    }
}
