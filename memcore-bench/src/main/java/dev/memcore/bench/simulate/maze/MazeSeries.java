package dev.memcore.bench.simulate.maze;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A quantity over a run, measured at even distances; a tenth of the run is a tenth of the measurements. */
public final class MazeSeries {
    private static final int PARTS = 10;

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    /** The median of a tenth, from 0 to 9; there must be ten measurements. */
    public double tenth(int part) {
        double[] sorted = values.subList(values.size() * part / PARTS, values.size() * (part + 1) / PARTS).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    /** Returns the ratio of the last tenth to the second one: 1 means flat over the last 90 %. */
    public double growth() {
        return tenth(PARTS - 1) / tenth(1);
    }

    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "tenths",
                Arrays.stream(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
                        .mapToObj(this::tenth)
                        .toList());
        json.put("growth", growth());
        json.put("n", values.size());
        return json;
    }
}
