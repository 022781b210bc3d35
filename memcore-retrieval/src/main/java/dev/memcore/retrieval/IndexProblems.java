package dev.memcore.retrieval;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.health.HealthCause;
import dev.memcore.api.health.HealthProblem;
import dev.memcore.retrieval.IndexHealth.WriteStall;
import dev.memcore.retrieval.storage.VectorSpace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reports what hinders an index. O(1). For any thread.
 *
 * @param target the space of the configured embedder
 * @param lacksVectors whether documents are known to lack the vectors of the target
 */
record IndexProblems(MemtableManager memtableManager, Models models, VectorSpace target, AtomicBoolean lacksVectors) {
    List<HealthProblem> all() {
        List<HealthProblem> all = new ArrayList<>();
        Throwable failure = memtableManager.failure();
        if (failure != null) {
            all.add(new HealthProblem(
                    HealthCause.INDEX_DAMAGED, "the index failed with " + type(failure) + " and is no longer updated"));
        }
        WriteStall stall = memtableManager.stall();
        if (stall != null && stall.code() != ErrorCode.IO_FAILED) {
            HealthCause cause =
                    stall.code() == ErrorCode.STORAGE_FULL ? HealthCause.STORAGE_FULL : HealthCause.STORAGE_READ_ONLY;
            all.add(new HealthProblem(cause, "the index cannot be written (" + type(stall.cause()) + ")"));
        }
        if (isBehind(stall)) {
            all.add(new HealthProblem(
                    HealthCause.INDEX_BEHIND,
                    memtableManager.waiting() + " versions wait for the index, the capacity is "
                            + memtableManager.capacity()
                            + (stall == null ? "" : "; writing it failed with " + type(stall.cause()))));
        }
        VectorSpace answering = models.answering();
        VectorSpace failing = failing(answering);
        if (failing != null) {
            all.add(new HealthProblem(
                    HealthCause.EMBEDDER_FAILING,
                    "embedder " + failing.name() + " failed with "
                            + failing.failure() + "; " + failing.failures()
                            + " calls failed since the store was opened"));
        }
        if (lacksVectors(answering)) {
            all.add(new HealthProblem(
                    HealthCause.EMBEDDING_BEHIND,
                    answering.sameAs(target)
                            ? "some memories have no vectors of " + target.name()
                            : "the index is being embedded with "
                                    + target.name() + "; recall uses "
                                    + answering.name()));
        }
        return all;
    }

    /**
     * Returns what made a search less complete.
     *
     * @param answering the space that the search used
     * @param failuresBefore {@link VectorSpace#failures} of this space before the search
     */
    Set<HealthCause> of(VectorSpace answering, long failuresBefore) {
        boolean failing = answering.failures() != failuresBefore || failing(answering) != null;
        boolean lacking = lacksVectors(answering);
        boolean behind = isBehind(memtableManager.stall());
        if (!failing && !lacking && !behind) {
            return Set.of();
        }
        Set<HealthCause> causes = EnumSet.noneOf(HealthCause.class);
        add(causes, failing, HealthCause.EMBEDDER_FAILING);
        add(causes, lacking, HealthCause.EMBEDDING_BEHIND);
        add(causes, behind, HealthCause.INDEX_BEHIND);
        return causes;
    }

    private static void add(Set<HealthCause> causes, boolean condition, HealthCause cause) {
        if (condition) {
            causes.add(cause);
        }
    }

    private boolean isBehind(@Nullable WriteStall stall) {
        return stall != null || memtableManager.waiting() > memtableManager.capacity() / 2;
    }

    private boolean lacksVectors(VectorSpace answering) {
        return !answering.sameAs(target) || lacksVectors.get();
    }

    private @Nullable VectorSpace failing(VectorSpace answering) {
        if (target.failure() != null) {
            return target;
        }
        return answering.failure() == null ? null : answering;
    }

    private static String type(Throwable failure) {
        return failure.getClass().getName();
    }
}
