package dev.memcore.spi.log;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.operation.MemoryOp;
import java.time.Instant;
import java.util.List;

/**
 * One atomic batch in the log.
 *
 * @param sequence its place in the log: 1 for the first commit, without gaps
 * @param recordedAt when it was recorded, to the millisecond; where a purge or a rewrite left nothing, perhaps when a later one
 *     of its neighbours was of which nothing is left either
 * @param operations what it changes, in order; empty only where a purge or a rewrite left nothing
 */
public record Commit(long sequence, Instant recordedAt, List<MemoryOp> operations) {
    /** Copies the operations. */
    public Commit {
        Arguments.present(recordedAt, "recordedAt");
        operations = Arguments.list(operations, "operations");
    }
}
