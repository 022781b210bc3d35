package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.health.HealthCause;
import dev.memcore.api.report.Conflict;
import dev.memcore.api.report.Stage;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The result of a {@link MemoryQuery}: the recalled memories, best first, and the stages of the recall. It is a
 * snapshot that later changes do not affect. It is empty if no visible memory matches. A recall that fails throws; it
 * never returns an empty result. If a part of the search was not available, {@code degraded} says which one.
 *
 * @param hits the recalled memories, best first
 * @param stages the stages of the recall
 * @param confidence the estimated probability that the store contains an answer to the question, in [0, 1]; also set if
 *     the hits are empty because it was below {@link MemoryQuery#minConfidence()}
 * @param conflicts pairs of a recalled memory and another memory in force that contradicts it. Detection favours
 *     precision over completeness. The other memory is next to the recalled one among the hits if the limit allows it
 * @param degraded what made this recall less complete or slower than usual, in the order of the constants; empty if
 *     nothing did. Possible are {@link HealthCause#INDEX_BEHIND}, {@link HealthCause#INDEX_REBUILDING}, {@link
 *     HealthCause#EMBEDDER_FAILING} and {@link HealthCause#EMBEDDING_BEHIND}
 */
public record RecallResult(
        List<Recalled> hits, List<Stage> stages, double confidence, List<Conflict> conflicts, Set<HealthCause> degraded)
        implements Iterable<Recalled> {
    /** Creates a result without known conflicts. */
    public RecallResult(List<Recalled> hits, List<Stage> stages, double confidence) {
        this(hits, stages, confidence, List.of());
    }

    /** Creates a result that is not degraded. */
    public RecallResult(List<Recalled> hits, List<Stage> stages, double confidence, List<Conflict> conflicts) {
        this(hits, stages, confidence, conflicts, Set.of());
    }

    /** Copies the lists. */
    public RecallResult {
        conflicts = Arguments.list(conflicts, "conflicts");
        hits = Arguments.list(hits, "hits");
        stages = Arguments.list(stages, "stages");
        Arguments.unit(confidence, "confidence");
        degraded = inOrder(degraded);
    }

    private static Set<HealthCause> inOrder(Set<HealthCause> causes) {
        Arguments.allPresent(causes, "degraded");
        return causes.isEmpty() ? Set.of() : Collections.unmodifiableSortedSet(new TreeSet<>(causes));
    }

    /** Returns whether a part of the search was not available. */
    public boolean isDegraded() {
        return !degraded.isEmpty();
    }

    /** Returns this result with further causes of degradation. */
    public RecallResult withDegraded(Collection<HealthCause> causes) {
        if (degraded.containsAll(Arguments.allPresent(causes, "causes"))) {
            return this;
        }
        Set<HealthCause> all = new TreeSet<>(degraded);
        all.addAll(causes);
        return new RecallResult(hits, stages, confidence, conflicts, all);
    }

    @Override
    public Iterator<Recalled> iterator() {
        return hits.iterator();
    }

    /** Returns the recalled memories, best first. */
    public List<Memory> memories() {
        return hits.stream().map(Recalled::memory).toList();
    }
}
