package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.report.Signal;
import dev.memcore.api.report.TextSpan;
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
 * @param spans where its text speaks of what was asked, best first; of equal ones the first in the text. They lie within the text and do not
 *     overlap, never begin or end within a surrogate pair or a grapheme, nor with a grapheme that is white space. Empty if
 *     {@link MemoryQuery#spans()} is 0, and if no word of the text is akin to one of the question
 */
public record Recalled(Memory memory, int rank, double score, List<Signal> signals, List<TextSpan> spans) {
    /** Copies the lists, and checks that the spans lie within the text and do not overlap. */
    public Recalled {
        Arguments.present(memory, "memory");
        signals = Arguments.list(signals, "signals");
        spans = Arguments.list(spans, "spans");
        for (int i = 0; i < spans.size(); i++) {
            TextSpan span = spans.get(i);
            if (span.end() > memory.text().length()
                    || spans.subList(0, i).stream().anyMatch(span::overlaps)) {
                throw Arguments.invalid(span + " is not within " + memory.id() + ", or overlaps another");
            }
        }
    }

    /** A memory without spans. */
    public Recalled(Memory memory, int rank, double score, List<Signal> signals) {
        this(memory, rank, score, signals, List.of());
    }

    /** The {@link #spans()} verbatim, best first. */
    public List<String> quotes() {
        return spans.stream().map(span -> span.of(memory.text())).toList();
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
