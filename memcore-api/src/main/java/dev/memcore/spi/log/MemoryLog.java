package dev.memcore.spi.log;

import dev.memcore.api.health.HealthProblem;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.BackupReport;
import dev.memcore.api.report.CheckReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An append-only sequence of commits. The log is the primary data of a store; the index is derived from it.
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for any number of concurrent appenders and readers.
 *   <li><b>Atomicity.</b> After any failure, a commit exists completely or not at all.
 *   <li><b>Ordering.</b> Sequence numbers start at 1 and have no gaps. {@code durable} callbacks run one at a time in
 *       the order of the sequence numbers. Each callback runs before its {@code append} returns and before the callback
 *       of the next commit.
 *   <li><b>Recorded time.</b> The log assigns the recorded time together with the sequence number. It is the latest of
 *       three times: the time that the caller requests, the time of the previous commit, and one millisecond after the
 *       latest {@linkplain #settle settled} time. When a log is opened, the time of its last commit counts as settled.
 *       So recorded time never decreases, except for {@linkplain #copy copied} commits.
 *   <li><b>Visibility.</b> {@link #read} returns a commit from the start of its callback on, never earlier.
 *   <li><b>Durability.</b> When {@code append} returns, the commit survives the failures that the implementation
 *       documents.
 *   <li><b>Failure.</b> If {@code append} throws, its callback has not run and will not run. If the write fails with
 *       {@link dev.memcore.api.error.ErrorCode#STORAGE_FULL}, {@link dev.memcore.api.error.ErrorCode#STORAGE_READ_ONLY}
 *       or {@link dev.memcore.api.error.ErrorCode#IO_FAILED}, nothing of the commit remains, and later appends are
 *       attempted again. If the log cannot determine what is on the device, it is closed for writing: all waiting and
 *       later appends fail with {@code IO_FAILED} and the same cause. Invalid arguments fail before anything is
 *       written.
 *   <li><b>Interrupts.</b> An interrupted appender still waits for its result and keeps its interrupt flag. Other
 *       appenders and readers are not affected.
 *   <li><b>Closing.</b> {@code close} is idempotent and first writes the waiting commits. Later calls fail with {@link
 *       dev.memcore.api.error.ErrorCode#CLOSED}. A callback must not close the log.
 * </ul>
 */
public interface MemoryLog extends AutoCloseable {
    /**
     * Returns whether this log was opened read-only. Then {@code append}, {@code purge} and {@code rewrite} fail with
     * {@link dev.memcore.api.error.ErrorCode#READ_ONLY}.
     */
    default boolean readOnly() {
        return false;
    }

    /** Returns the sequence number of the last readable commit, or 0 if there is none. O(1). */
    long lastSequence();

    /** Returns the recorded time of the last readable commit, or {@link Instant#MIN} if there is none. O(1). */
    Instant lastRecordedAt();

    /**
     * Appends one commit. Returns when it is durable and its callback has run.
     *
     * @param operations the operations of the commit
     * @param notBefore the earliest recorded time of the commit, usually the present; truncated to the millisecond
     * @param durable called once when the commit is durable, on a thread of the log or of the appender. It must be
     *     fast, must not wait for input or output, must not throw and must not call this log
     * @return the commit with its sequence number and recorded time
     */
    Commit append(List<MemoryOp> operations, Instant notBefore, Consumer<Commit> durable);

    /**
     * Appends a commit of another log with its original recorded time. Otherwise like {@link #append}.
     *
     * @param operations the operations of the commit; may be empty
     * @param recordedAt the recorded time, truncated to the millisecond; may be earlier than that of the previous
     *     commit
     */
    Commit copy(List<MemoryOp> operations, Instant recordedAt, Consumer<Commit> durable);

    /**
     * Makes the history up to a time final. When this returns, every commit with this or an earlier time is readable
     * and its callback has run, and every later {@link #append} gets a later time. Waits for running appends that
     * already have such a time. O(1) if the time was settled before, or if it is earlier than the last readable commit.
     * Does not affect {@link #copy}.
     *
     * @param moment the time, truncated to the millisecond. It must not be later than the appenders' clock, because
     *     later commits would get times ahead of that clock
     */
    void settle(Instant moment);

    /**
     * Returns the commits from a sequence number on, up to the last commit that is readable at the time of this call.
     * O(1) per commit; finding the start reads at most one segment.
     *
     * @param fromSequence the first sequence number, at least 1; if it is greater than the last one, the cursor is
     *     empty
     */
    CommitCursor read(long fromSequence);

    /**
     * Removes every operation on memories that have a {@link MemoryOp.Erase} operation in the log, except that
     * operation. Returns when the bytes are gone from the files. Sequence numbers, recorded times and all other
     * operations stay the same. A commit without remaining operations stays as an empty commit, as with {@link
     * #rewrite}. Concurrent reads return the old or the new form of a commit. After a crash, the next opening completes
     * the purge. O(size of the segments that contain operations to remove), and a pass over the log.
     *
     * @return the number of removed operations
     */
    long purge();

    /**
     * Replaces commits atomically: after a crash, all are replaced or none. Sequence numbers and recorded times stay
     * the same, with one exception: adjacent empty commits may all get the recorded time of the last one. Any number of
     * adjacent empty commits uses the space of one. So if the amount of remaining operations is constant, the log grows
     * only logarithmically. O(size).
     *
     * @param change returns the new operations of a commit; the same list if nothing changes, or an empty list. A pure
     *     function. It is called at least once for every commit with operations, up to the last commit at the time of
     *     the call
     * @return the number of replaced commits
     */
    long rewrite(Function<Commit, List<MemoryOp>> change);

    /** Copies the log; see {@link dev.memcore.api.MemoryManager#backup}. Concurrent appends and reads continue. */
    BackupReport backup(Path directory);

    /** Reads and verifies the complete log. O(size). */
    CheckReport check();

    /** Returns what hinders appends now. O(1). Does not throw. By default, there is nothing. */
    default List<HealthProblem> problems() {
        return List.of();
    }

    /** Returns the present size. O(1). */
    LogStats stats();

    @Override
    void close();
}
