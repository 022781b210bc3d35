package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.report.Signal;
import dev.memcore.api.report.TextSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A recalled memory with its rank, its score and the signals that explain the score.
 *
 * @param memory the memory
 * @param rank its rank, starting at 1
 * @param score the score in [0, 1], higher is better; comparable within one result only, and not a probability
 * @param relevance the estimated probability that the memory is relevant to the query, in [0, 1]; comparable between
 *     queries. It does not grow with the rank, unless a reranker moved memories. See {@link MemoryQuery#minRelevance()}
 * @param signals the value of each signal for this memory
 * @param spans the passages of the text that match the question, best first. With equal scores, the earlier passage
 *     comes first. Spans lie within the text and do not overlap. They do not split surrogate pairs or graphemes, and
 *     neither start nor end with white space. Of a long text that is divided into passages, they lie within its best
 *     passages, and are these passages if {@link MemoryQuery#spans()} is 0; their score is then that of the ranking. Of
 *     any other text, empty if that is 0, or if no word of the text is related to a word of the question
 * @param copies the memories with the same text, apart from case, punctuation and spaces, that ranked below this one and
 *     above the last result, in their order. They take no place among the results. Two memories are copies only if
 *     kind, role, speaker and fact key are the same too. Empty unless {@link MemoryQuery#joinedCopies()} is set
 */
public record Recalled(
        Memory memory,
        int rank,
        double score,
        double relevance,
        List<Signal> signals,
        List<TextSpan> spans,
        List<Memory> copies) {
    /** Copies the lists, and checks that the spans lie within the text and do not overlap. */
    public Recalled {
        Arguments.present(memory, "memory");
        Arguments.unit(relevance, "relevance");
        signals = Arguments.list(signals, "signals");
        spans = Arguments.list(spans, "spans");
        copies = Arguments.list(copies, "copies");
        for (int i = 0; i < spans.size(); i++) {
            TextSpan span = spans.get(i);
            if (span.end() > memory.text().length()
                    || spans.subList(0, i).stream().anyMatch(span::overlaps)) {
                throw Arguments.invalid(span + " is not within " + memory.id() + ", or overlaps another");
            }
        }
    }

    /** Creates a result without spans and copies whose relevance is not estimated: 1. */
    public Recalled(Memory memory, int rank, double score, List<Signal> signals) {
        this(memory, rank, score, 1, signals, List.of(), List.of());
    }

    /** Returns this result at another rank, with the same relevance. */
    public Recalled withRank(int rank) {
        return new Recalled(memory, rank, score, relevance, signals, spans, copies);
    }

    /** Returns this result with another score and other signals, with the same relevance. */
    public Recalled withScore(double score, List<Signal> signals) {
        return new Recalled(memory, rank, score, relevance, signals, spans, copies);
    }

    /** Returns this result with other spans. */
    public Recalled withSpans(List<TextSpan> spans) {
        return new Recalled(memory, rank, score, relevance, signals, spans, copies);
    }

    /** Returns this result with one more copy, after the others. */
    public Recalled withCopy(Memory copy) {
        List<Memory> all = new ArrayList<>(copies);
        all.add(copy);
        return new Recalled(memory, rank, score, relevance, signals, spans, all);
    }

    /** Returns the text of the {@link #spans()}, best first. */
    public List<String> quotes() {
        return spans.stream().map(span -> span.of(memory.text())).toList();
    }

    /**
     * Returns what to show of the memory in limited space: its text if that has at most the given number of characters;
     * otherwise the {@link #quotes()} in the order of the text, separated by a line with an ellipsis; or the start of the
     * text if there are none. Never longer than the given number, 1 or more.
     */
    public String excerpt(int characters) {
        Arguments.positive(characters, "characters");
        String text = memory.text();
        if (text.length() <= characters) {
            return text;
        }
        String shown = spans.isEmpty()
                ? text
                : spans.stream()
                        .sorted(Comparator.comparingInt(TextSpan::start))
                        .map(span -> span.of(text))
                        .collect(Collectors.joining("\n\u2026\n"));
        if (shown.length() <= characters) {
            return shown;
        }
        boolean divides = Character.isHighSurrogate(shown.charAt(characters - 1));
        return shown.substring(0, divides ? characters - 1 : characters);
    }

    /** Explains the score in one line: every signal with its raw value, rank and share of the score. */
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
