package dev.memcore.bench.simulate.form;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A measurement, compared with the value of a formula.
 *
 * @param name what is measured
 * @param tolerance how far both may be apart, not negative
 */
public record Check(String name, double expected, double measured, double tolerance) {
    public boolean holds() {
        return Math.abs(expected - measured) <= tolerance;
    }

    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("expected", expected);
        json.put("measured", measured);
        json.put("tolerance", tolerance);
        json.put("holds", holds());
        return json;
    }
}
