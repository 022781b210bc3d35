package dev.memcore.spi;

import dev.memcore.api.check.Arguments;
import java.util.List;

/** What every signal says of every candidate: a matrix of raw values, the higher the better; NaN: nothing to say. */
public final class SignalTable {
    private final List<String> signals;
    private final double[][] values;
    private final int candidates;

    /**
     * A table.
     *
     * @param signals the names of the rows
     * @param values a row for each signal, all of the same length; not copied
     * @param candidates the length of the rows
     */
    public SignalTable(List<String> signals, double[][] values, int candidates) {
        Arguments.present(values, "values");
        if (Arguments.list(signals, "signals").size() != values.length) {
            throw new IllegalArgumentException(signals.size() + " names for " + values.length + " rows");
        }
        for (double[] row : values) {
            if (Arguments.present(row, "a row").length != candidates) {
                throw new IllegalArgumentException("a row of " + row.length + " for " + candidates + " candidates");
            }
        }
        this.signals = List.copyOf(signals);
        this.values = values;
        this.candidates = candidates;
    }

    /** The names of the signals. */
    public List<String> signals() {
        return signals;
    }

    /** How many candidates there are. */
    public int candidates() {
        return candidates;
    }

    /** The raw value of a signal for a candidate, or NaN. */
    public double value(int signal, int candidate) {
        return values[signal][candidate];
    }
}
