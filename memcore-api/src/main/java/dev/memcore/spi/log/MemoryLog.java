package dev.memcore.spi.log;

import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.BackupReport;
import dev.memcore.api.report.CheckReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The truth: an append-only sequence of commits.
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for any number of appenders and readers at once.
 *   <li><b>Atomicity.</b> A commit is there as a whole or not at all, whatever happens.
 *   <li><b>Ordering.</b> Sequences count from 1 without gaps. {@code durable} callbacks run one at a time, in the order
 *       of the sequences, each before the {@code append} it belongs to returns, and before the next commit's.
 *   <li><b>Recorded time.</b> The log gives a commit its moment together with its sequence. It is the latest of three: the
 *       moment that the caller asks for, the moment of the commit before, and one millisecond after the latest moment that
 *       was {@linkplain #settle settled}. When a log is opened, the moment of its last commit counts as settled. So recorded
 *       time never goes back, but for what is {@linkplain #copy copied}.
 *   <li><b>Visibility.</b> A commit is readable by {@link #read} from the moment its callback runs, never earlier.
 *   <li><b>Durability.</b> When {@code append} returns, the commit survives what the implementation promises to survive.
 *   <li><b>Failure.</b> If {@code append} throws, its callback has not run and never will. If the commit could not be written,
 *       because of {@link dev.memcore.api.error.ErrorCode#STORAGE_FULL}, {@link dev.memcore.api.error.ErrorCode#STORAGE_READ_ONLY} or
 *       {@link dev.memcore.api.error.ErrorCode#IO_FAILED}, nothing of it is left, and the next append is tried again. Once the log
 *       cannot know what is on the device, it is closed to writing: all waiting and later appends fail with {@code
 *       IO_FAILED} and the same cause. Bad arguments fail before anything is written.
 *   <li><b>Interrupts.</b> An interrupted appender still waits for its result, and keeps its interrupt flag; no other
 *       appender or reader notices.
 *   <li><b>Closing.</b> {@code close} is idempotent; what was waiting is written first. Later calls fail with
 *       {@link dev.memcore.api.error.ErrorCode#CLOSED}. Closing from within a callback is not allowed.
 * </ul>
 */
public interface MemoryLog extends AutoCloseable {
    /**
     * Whether this log was opened for reading alone: appends, purges and rewritings fail with {@link
     * dev.memcore.api.error.ErrorCode#READ_ONLY}.
     */
    default boolean readOnly() {
        return false;
    }

    /** The sequence of the last readable commit; 0: none. O(1). */
    long lastSequence();

    /** The moment of the last readable commit; {@link Instant#MIN}: there is none. O(1). */
    Instant lastRecordedAt();

    /**
     * Appends one commit; returns once it is durable and its callback has run.
     *
     * @param operations what it changes
     * @param notBefore the earliest moment that it may have, usually the present; cut to the millisecond
     * @param durable called once the commit is durable, on a thread of the log's or the appender's own; must be quick, must
     *     not wait for input or output, must not throw and must not call this log
     * @return the commit, with its sequence and moment
     */
    Commit append(List<MemoryOp> operations, Instant notBefore, Consumer<Commit> durable);

    /**
     * Appends a commit of another log, with the moment that it has there. Otherwise as {@link #append}.
     *
     * @param operations what it changes; may be empty
     * @param recordedAt its moment, cut to the millisecond; it may lie before that of the commit before
     */
    Commit copy(List<MemoryOp> operations, Instant recordedAt, Consumer<Commit> durable);

    /**
     * Makes final what was recorded up to a moment. When this returns, every commit of this moment or an earlier one is
     * readable and its callback has run, and every later {@link #append} gives a later moment. Waits for the appends under
     * way that have been given such a moment; O(1) if the moment was settled before, or lies before that of the last
     * readable commit. Of no effect on {@link #copy}.
     *
     * @param moment cut to the millisecond; not later than the clock of whoever appends, since the moments of later commits
     *     would run ahead of that clock
     */
    void settle(Instant moment);

    /**
     * The commits from a sequence on, up to the last one readable at the time of this call. O(1) per commit; finding the
     * start costs at most one segment.
     *
     * @param fromSequence the first sequence wanted, at least 1; beyond the last: an empty cursor
     */
    CommitCursor read(long fromSequence);

    /**
     * Drops for good what {@link MemoryOp.Erase} operations in the log say: every other operation on their memories. Returns
     * when the bytes are gone from the files; sequences, moments and all other operations stay as they are, a commit of which
     * nothing is left stays as an empty one, as {@link #rewrite} leaves it. Concurrent reads see a commit as it was or as it is. If this is interrupted by
     * a crash, the next opening completes it. O(size of the segments that hold something to drop), and a pass over the log.
     *
     * @return how many operations were dropped
     */
    long purge();

    /**
     * Replaces commits, atomically: after a crash all are replaced, or none. The sequence of a commit stays, and its moment;
     * but of commits one after another of which nothing is left, all may come to have the moment of the last. However many
     * these are, they take no more room than one; so a log of which always the same amount is left does not grow, but for
     * logarithms. O(size).
     *
     * @param change what a commit's operations become: the same list, if nothing changes; possibly an empty one. A pure
     *     function; called at least once for every commit that has operations, up to the one that is the last when the method
     *     is called
     * @return how many commits were replaced
     */
    long rewrite(Function<Commit, List<MemoryOp>> change);

    /** Copies the log; see {@link dev.memcore.api.MemoryManager#backup}. Appends and reads go on meanwhile. */
    BackupReport backup(Path directory);

    /** Reads everything and verifies it. O(size). */
    CheckReport check();

    /** Its present size. O(1). */
    LogStats stats();

    @Override
    void close();
}
