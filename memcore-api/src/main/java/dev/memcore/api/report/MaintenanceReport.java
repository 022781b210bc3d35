package dev.memcore.api.report;

import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.config.MaintenanceListener;
import dev.memcore.api.config.Retention;
import dev.memcore.api.operation.MemoryOp;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The result of a maintenance run or a dry run. Its size is bounded. A {@link MaintenanceListener} receives every
 * operation.
 *
 * @param operations the first operations that the policies proposed, in order, at most {@value #MOST_OPERATIONS}; the
 *     actor of each cause is the policy
 * @param proposed the number of operations per policy name; skipped operations are not counted, unless their memory
 *     changed just before the commit
 * @param commits the sequence numbers of the commits, for {@link MemorySpace#undo}; empty for a dry run
 * @param skipped the number of operations that were dropped, because their memory changed between proposal and commit,
 *     or because they or their new memory exceed a limit
 * @param compacted the number of old versions that were dropped by the retention of their scope; this cannot be undone
 * @param finished whether no work is left, except failed work
 * @param failures the first failures, at most {@value #MOST_FAILURES}; empty if nothing failed
 */
public record MaintenanceReport(
        List<MemoryOp> operations,
        SortedMap<String, Integer> proposed,
        List<Long> commits,
        int skipped,
        long compacted,
        boolean finished,
        List<Failure> failures) {
    /** The maximum number of operations in a report. */
    public static final int MOST_OPERATIONS = 1_000;

    /** The maximum number of failures in a report. */
    public static final int MOST_FAILURES = 100;

    /** The policy name of a failure to apply the {@link Retention} of a scope. */
    public static final String RETENTION = "retention";

    /**
     * A policy that failed in a scope: it threw, broke its contract or did not terminate. The run continued with the
     * other policies and scopes. Earlier operations of the policy stay. The next run calls the policy again.
     *
     * @param scope the scope
     * @param policy the name of the policy, or {@value #RETENTION}
     * @param message what failed; may contain texts of memories
     */
    public record Failure(Scope scope, String policy, String message) {
        /** Checks that nothing is missing. */
        public Failure {
            Arguments.present(scope, "scope");
            Arguments.present(policy, "policy");
            Arguments.present(message, "message");
        }
    }

    /** Copies the collections. */
    public MaintenanceReport {
        operations = Arguments.list(operations, "operations");
        proposed = Collections.unmodifiableSortedMap(new TreeMap<>(Arguments.present(proposed, "proposed")));
        commits = Arguments.list(commits, "commits");
        failures = Arguments.list(failures, "failures");
    }

    /** Returns the total number of operations. */
    public int total() {
        return proposed.values().stream().mapToInt(Integer::intValue).sum();
    }
}
