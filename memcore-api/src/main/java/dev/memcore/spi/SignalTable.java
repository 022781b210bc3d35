package dev.memcore.spi;

import dev.memcore.api.check.Arguments;
import java.util.List;

/**
 * The raw value of every signal for every candidate, as a matrix. A higher value is better. NaN means that the signal
 * has no value for the candidate.
 */
public final class SignalTable {
    private final List<String> signals;
    private final double[][] values;
    private final int candidates;

    /**
     * Creates a table.
     *
     * @param signals the names of the signals; each signal is a row
     * @param values one row per signal, all of the same length; not copied
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

    /** Returns the names of the signals, in the order of the rows. */
    public List<String> signals() {
        return signals;
    }

    /** Returns the number of candidates. */
    public int candidates() {
        return candidates;
    }

    /** Returns the raw value of a signal for a candidate, or NaN if there is none. */
    public double value(int signal, int candidate) {
        return values[signal][candidate];
    }
}
