package dev.memcore.api.report;

import dev.memcore.api.check.Arguments;
import java.util.Map;

/**
 * The value of one ranking signal for one recalled memory.
 *
 * @param name the name of the signal, for example {@code bm25.context} or {@code dense.content}
 * @param raw the value on the signal's own scale; NaN if the signal has no value for the memory
 * @param rank the rank of the memory among the candidates by this signal alone, starting at 1; 0 if it is not ranked
 * @param share the part of the score that this signal contributes; for a weighted sum the shares add up to the score
 */
public record Signal(String name, double raw, int rank, double share) {
    private static final String WORDS = "same words";
    private static final String MEANING = "similar meaning";
    private static final String NEWEST = "the newest about this";
    private static final String NEIGHBOURS = "beside other matches";

    /** What a signal means to people, by its name up to the first dot. docs/reference/signals.md defines the signals. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("bm25", WORDS),
            Map.entry("rare", WORDS),
            Map.entry("maxsim", MEANING),
            Map.entry("dense", MEANING),
            Map.entry("statement", MEANING),
            Map.entry("speaker", "said by the person asked about"),
            Map.entry("personal", "about the speaker"),
            Map.entry("own", "about the speaker"),
            Map.entry("key", "a fact with this key"),
            Map.entry("time", "at the time asked about"),
            Map.entry("order", "at the place in time asked about"),
            Map.entry("during", NEIGHBOURS),
            Map.entry("session", NEIGHBOURS),
            Map.entry("neighbour", NEIGHBOURS),
            Map.entry("unit", NEIGHBOURS),
            Map.entry("gist", NEIGHBOURS),
            Map.entry("exchange", "follows a matching message"),
            Map.entry("answer", "answers a matching message"),
            Map.entry("recency", NEWEST),
            Map.entry("latest", NEWEST),
            Map.entry("trail", NEWEST),
            Map.entry("standing", NEWEST),
            Map.entry("state", NEWEST),
            Map.entry("clause", "answers a part of the question"),
            Map.entry("chain", "continues another match"),
            Map.entry("agreed", "first in every search"),
            Map.entry("link", "linked to another match"),
            Map.entry("graph", "linked to another match"),
            Map.entry("facts", "source of a matching fact"),
            Map.entry("feedback", "helped before"),
            Map.entry("rerank", "chosen by the reranker"),
            Map.entry("conflict", "contradicts another match"));

    /** Checks that the name is not null. */
    public Signal {
        Arguments.present(name, "name");
    }

    /** Returns what the signal means in a few words, for example "similar meaning"; its name if it is none of memcore's. */
    public String reason() {
        int dot = name.indexOf('.');
        return name.equals("bm25.ngrams")
                ? "similar spelling"
                : REASONS.getOrDefault(dot < 0 ? name : name.substring(0, dot), name);
    }
}
