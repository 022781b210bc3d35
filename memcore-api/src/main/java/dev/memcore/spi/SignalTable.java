package dev.memcore.spi;

import dev.memcore.api.check.Arguments;
import java.util.Arrays;
import java.util.List;

/**
 * The raw value of every signal for every candidate, as a matrix. A higher value is better. NaN means that the signal
 * has no value for the candidate.
 */
public final class SignalTable {
    private final List<String> signals;
    private final double[][] values;
    private final int candidates;
    private final double[] reliabilities;

    /**
     * Creates a table.
     *
     * @param signals the names of the signals; each signal is a row
     * @param values one row per signal, all of the same length; not copied
     * @param candidates the length of the rows
     */
    public SignalTable(List<String> signals, double[][] values, int candidates) {
        this(signals, values, candidates, all(Arguments.present(values, "values").length));
    }

    /**
     * Creates a table of signals that are not equally reliable for this query.
     *
     * @param reliabilities one value per row, see {@link #reliability}; not copied
     */
    public SignalTable(List<String> signals, double[][] values, int candidates, double[] reliabilities) {
        Arguments.present(values, "values");
        if (Arguments.present(reliabilities, "reliabilities").length != values.length) {
            throw new IllegalArgumentException(reliabilities.length + " reliabilities for " + values.length + " rows");
        }
        for (double reliability : reliabilities) {
            if (!(reliability >= 0 && reliability <= 1)) {
                throw new IllegalArgumentException("a reliability must lie in [0, 1], but is " + reliability);
            }
        }
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
        this.reliabilities = reliabilities;
    }

    private static double[] all(int signals) {
        double[] all = new double[signals];
        Arrays.fill(all, 1);
        return all;
    }

    /** Returns the names of the signals, in the order of the rows. */
    public List<String> signals() {
        return signals;
    }

    /** Returns the number of candidates. */
    public int candidates() {
        return candidates;
    }

    /**
     * Returns how far a signal can be trusted for this query, in [0, 1]. For example, vectors of a model that does not
     * know the words of the query have 0. A fuser multiplies the weight of the signal by it. By default 1.
     */
    public double reliability(int signal) {
        return reliabilities[signal];
    }

    /** Returns the raw value of a signal for a candidate, or NaN if there is none. */
    public double value(int signal, int candidate) {
        return values[signal][candidate];
    }
}
