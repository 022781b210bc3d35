package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.report.Conflict;
import dev.memcore.api.report.Stage;
import java.util.Iterator;
import java.util.List;

/**
 * The result of a {@link MemoryQuery}: the recalled memories, best first, and the stages of the recall. It is a
 * snapshot that later changes do not affect. It is empty if no visible memory matches.
 *
 * @param hits the recalled memories, best first
 * @param stages the stages of the recall
 * @param confidence the estimated probability that the store contains an answer to the question, in [0, 1]; also set if
 *     the hits are empty because it was below {@link MemoryQuery#minConfidence()}
 * @param conflicts pairs of a recalled memory and another memory in force that contradicts it. Detection favours
 *     precision over completeness. The other memory is next to the recalled one among the hits if the limit allows it
 */
public record RecallResult(List<Recalled> hits, List<Stage> stages, double confidence, List<Conflict> conflicts)
        implements Iterable<Recalled> {
    /** Creates a result without known conflicts. */
    public RecallResult(List<Recalled> hits, List<Stage> stages, double confidence) {
        this(hits, stages, confidence, List.of());
    }

    /** Copies the lists. */
    public RecallResult {
        conflicts = Arguments.list(conflicts, "conflicts");
        hits = Arguments.list(hits, "hits");
        stages = Arguments.list(stages, "stages");
        Arguments.unit(confidence, "confidence");
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
