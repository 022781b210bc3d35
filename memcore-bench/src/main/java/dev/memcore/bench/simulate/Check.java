package dev.memcore.bench.simulate;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A measurement beside what a formula says.
 *
 * @param name what is measured
 * @param tolerance how far both may be apart, not negative
 */
record Check(String name, double expected, double measured, double tolerance) {
    boolean holds() {
        return Math.abs(expected - measured) <= tolerance;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("expected", expected);
        json.put("measured", measured);
        json.put("tolerance", tolerance);
        json.put("holds", holds());
        return json;
    }
}
