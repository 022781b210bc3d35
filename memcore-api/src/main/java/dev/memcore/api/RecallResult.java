package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.report.Conflict;
import dev.memcore.api.report.Stage;
import java.util.Iterator;
import java.util.List;

/**
 * The answer to a {@link MemoryQuery}: the recalled memories, best first, and a trace of the stages that found them. It
 * is a snapshot; later changes do not reach it. Empty if nothing visible answers.
 *
 * @param hits the recalled memories, best first
 * @param stages what was done to find them
 * @param confidence the estimated probability that memory knows something of what was asked, in [0, 1]; also if nothing was
 *     recalled because it was below {@link MemoryQuery#minConfidence()}
 * @param conflicts what was recalled, and something else in force that contradicts it; precise rather than complete. The other one
 *     stands beside it among the hits if there is room
 */
public record RecallResult(List<Recalled> hits, List<Stage> stages, double confidence, List<Conflict> conflicts)
        implements Iterable<Recalled> {
    /** An answer in which nothing is known to contradict anything. */
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

    /** The recalled memories, best first. */
    public List<Memory> memories() {
        return hits.stream().map(Recalled::memory).toList();
    }
}
