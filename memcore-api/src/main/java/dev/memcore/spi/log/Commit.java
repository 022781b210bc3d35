package dev.memcore.spi.log;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.operation.MemoryOp;
import java.time.Instant;
import java.util.List;

/**
 * One atomic batch in the log.
 *
 * @param sequence the sequence number: 1 for the first commit, without gaps
 * @param recordedAt the recorded time, with millisecond precision; a commit that a purge or a rewrite emptied may have
 *     the recorded time of a later adjacent empty commit
 * @param operations the operations in their order; empty only if a purge or a rewrite removed all of them, or in a copy
 *     of such a commit
 */
public record Commit(long sequence, Instant recordedAt, List<MemoryOp> operations) {
    /** Copies the operations. */
    public Commit {
        Arguments.present(recordedAt, "recordedAt");
        operations = Arguments.list(operations, "operations");
    }
}
