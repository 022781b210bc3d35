package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.report.Signal;
import dev.memcore.api.report.TextSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
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
 * @param question the question that recalled it; empty if it is not known
 */
public record Recalled(
        Memory memory,
        int rank,
        double score,
        double relevance,
        List<Signal> signals,
        List<TextSpan> spans,
        List<Memory> copies,
        String question) {
    /** The part of the score from which a signal is a reason of its own. */
    private static final double LEAST_SHARE = 0.05;

    private static final int MOST_REASONS = 5;
    private static final int MOST_WORDS = 4;
    private static final int SHORTEST_WORD = 4;
    private static final int STEM = 5;
    private static final int MOST_READ = 10_000;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    /** Copies the lists, and checks that the spans lie within the text and do not overlap. */
    public Recalled {
        Arguments.present(memory, "memory");
        Arguments.unit(relevance, "relevance");
        signals = Arguments.list(signals, "signals");
        spans = Arguments.list(spans, "spans");
        copies = Arguments.list(copies, "copies");
        Arguments.present(question, "question");
        for (int i = 0; i < spans.size(); i++) {
            TextSpan span = spans.get(i);
            if (span.end() > memory.text().length()
                    || spans.subList(0, i).stream().anyMatch(span::overlaps)) {
                throw Arguments.invalid(span + " is not within " + memory.id() + ", or overlaps another");
            }
        }
    }

    /** Creates a result without spans, copies and question whose relevance is not estimated: 1. */
    public Recalled(Memory memory, int rank, double score, List<Signal> signals) {
        this(memory, rank, score, 1, signals, List.of(), List.of(), "");
    }

    /** Returns this result at another rank, with the same relevance. */
    public Recalled withRank(int rank) {
        return new Recalled(memory, rank, score, relevance, signals, spans, copies, question);
    }

    /** Returns this result with another score and other signals, with the same relevance. */
    public Recalled withScore(double score, List<Signal> signals) {
        return new Recalled(memory, rank, score, relevance, signals, spans, copies, question);
    }

    /** Returns this result with other spans. */
    public Recalled withSpans(List<TextSpan> spans) {
        return new Recalled(memory, rank, score, relevance, signals, spans, copies, question);
    }

    /** Returns this result with one more copy, after the others. */
    public Recalled withCopy(Memory copy) {
        List<Memory> all = new ArrayList<>(copies);
        all.add(copy);
        return new Recalled(memory, rank, score, relevance, signals, spans, all, question);
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

    /**
     * Explains in one line, for people, why the memory was recalled: the words that it shares with the question, and what
     * the signals with the largest shares of the score mean, largest first. For example: "same words: peanuts, allergic;
     * similar meaning; said by Alice". {@link #scores()} has the numbers.
     */
    public String why() {
        List<String> shared = sharedWords();
        Set<String> reasons = new LinkedHashSet<>();
        signals.stream()
                .filter(signal -> signal.share() >= LEAST_SHARE * score && signal.share() > 0)
                .sorted(Comparator.comparingDouble(Signal::share).reversed())
                .limit(MOST_REASONS)
                .forEach(signal -> reasons.add(reason(signal, shared)));
        return reasons.isEmpty() ? "nearest of all" : String.join("; ", reasons);
    }

    private String reason(Signal signal, List<String> shared) {
        String reason = signal.reason();
        String speaker = memory.observation().speaker();
        if (signal.name().equals("speaker") && speaker != null) {
            return "said by " + speaker;
        }
        boolean byWords = signal.name().startsWith("bm25") || signal.name().equals("rare");
        return byWords && !shared.isEmpty() ? "same words: " + String.join(", ", shared) : reason;
    }

    /** The words of the question that begin like words of the text, longest first. Pairs of characters of Han texts. */
    private List<String> sharedWords() {
        Set<String> text = new HashSet<>();
        words(memory.text()).forEach(word -> text.add(stem(word)));
        return words(question).stream()
                .filter(word ->
                        word.length() >= SHORTEST_WORD || !Character.isAlphabetic(word.codePointAt(0)) || isHan(word))
                .filter(word -> text.contains(stem(word)))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .limit(MOST_WORDS)
                .toList();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        String read = text.length() <= MOST_READ ? text : text.substring(0, MOST_READ);
        for (String word : BETWEEN_WORDS.split(read.toLowerCase(Locale.ROOT))) {
            if (isHan(word)) {
                for (int i = 0; i + 2 <= word.length(); i++) {
                    words.add(word.substring(i, i + 2));
                }
            } else if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private static boolean isHan(String word) {
        return !word.isEmpty() && Character.isIdeographic(word.codePointAt(0));
    }

    /** A word without what inflection changes most often: its first letters. */
    private static String stem(String word) {
        return word.substring(0, Math.min(word.length(), STEM));
    }

    /** Explains the score in numbers: every signal with its raw value, rank and share of the score. */
    public String scores() {
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
