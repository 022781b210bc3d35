package dev.memcore.api;

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
 * @param skipped how many operations were dropped, because their memory was changed between proposal and commit
 * @param compacted how many old versions were dropped, because the retention of their scope says so; no undo
 * @param finished whether nothing is left to do
 */
public record MaintenanceReport(
        List<MemoryOp> operations,
        SortedMap<String, Integer> proposed,
        List<Long> commits,
        int skipped,
        long compacted,
        boolean finished) {
    /** How many operations a report names. */
    public static final int MOST_OPERATIONS = 1_000;

    /** Copies the collections. */
    public MaintenanceReport {
        operations = Require.list(operations, "operations");
        proposed = Collections.unmodifiableSortedMap(new TreeMap<>(Require.present(proposed, "proposed")));
        commits = Require.list(commits, "commits");
    }

    /** How many operations there were in all. */
    public int total() {
        return proposed.values().stream().mapToInt(Integer::intValue).sum();
    }
}
