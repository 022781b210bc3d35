package dev.memcore.api;

import java.util.List;

/**
 * What a run of maintenance did, or would do.
 *
 * @param operations what the policies proposed, in order; the actor of each cause is the policy
 * @param commits the commits that hold them, for {@link MemorySpace#undo}; empty for a dry run
 * @param skipped how many operations were dropped, because their memory was changed between proposal and commit
 * @param compacted how many old versions were dropped, because the retention of their scope says so; no undo
 * @param finished whether nothing is left to do
 */
public record MaintenanceReport(
        List<MemoryOp> operations, List<Long> commits, int skipped, long compacted, boolean finished) {
    /** Copies the lists. */
    public MaintenanceReport {
        operations = List.copyOf(operations);
        commits = List.copyOf(commits);
    }
}
