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
 * What a run of maintenance did, or would do. Of bounded size, however much that is: a {@link MaintenanceListener} is told of each
 * operation.
 *
 * @param operations the first of what the policies proposed, in order, at most {@value #MOST_OPERATIONS}; the actor of each cause is
 *     the policy
 * @param proposed how many operations each policy proposed, by its name; those that were skipped are not among them, unless their
 *     memory was changed at the last moment
 * @param commits the commits that hold them, for {@link MemorySpace#undo}; empty for a dry run
 * @param skipped how many operations were dropped, because their memory was changed between proposal and commit, or because
 *     they, or the memory that they would make, exceed a limit
 * @param compacted how many old versions were dropped, because the retention of their scope says so; no undo
 * @param finished whether nothing is left to do, except for what has failed
 * @param failures what has failed, at most the first {@value #MOST_FAILURES}; empty: nothing
 */
public record MaintenanceReport(
        List<MemoryOp> operations,
        SortedMap<String, Integer> proposed,
        List<Long> commits,
        int skipped,
        long compacted,
        boolean finished,
        List<Failure> failures) {
    /** How many operations a report names. */
    public static final int MOST_OPERATIONS = 1_000;

    /** How many failures a report names. */
    public static final int MOST_FAILURES = 100;

    /** What a failure names instead of a policy if it was the {@link Retention} of a scope that could not be applied. */
    public static final String RETENTION = "retention";

    /**
     * A policy that failed in a scope, broke its contract there, or did not come to an end. The run went on without it, with
     * the other policies in this scope and with all policies in the other scopes; what it had done before stays. The next
     * run asks it again.
     *
     * @param scope where
     * @param policy its name, or {@value #RETENTION}
     * @param message what went wrong; may quote memories
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

    /** How many operations there were in all. */
    public int total() {
        return proposed.values().stream().mapToInt(Integer::intValue).sum();
    }
}
