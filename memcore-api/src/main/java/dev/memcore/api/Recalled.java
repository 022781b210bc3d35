package dev.memcore.api;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A memory that was recalled, and why.
 *
 * @param memory the memory
 * @param rank its place, from 1
 * @param score the higher the better, in [0, 1]; comparable within one result only, and not a probability
 * @param signals what each source of evidence said of it
 */
public record Recalled(Memory memory, int rank, double score, List<Signal> signals) {
    /** Copies the signals. */
    public Recalled {
        signals = List.copyOf(signals);
    }

    /** Why it was recalled, in one line: every signal with its raw value, rank and share of the score. */
    public String why() {
        return signals.stream()
                .filter(signal -> !Double.isNaN(signal.raw()))
                .map(signal -> String.format(
                        Locale.ROOT,
                        "%s %.3f (#%d, +%.3f)",
                        signal.name(),
                        signal.raw(),
                        signal.rank(),
                        signal.share()))
                .collect(Collectors.joining("  "));
    }
}
