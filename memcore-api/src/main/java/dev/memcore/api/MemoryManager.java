package dev.memcore.api;

import dev.memcore.api.config.Durability;
import dev.memcore.api.config.Retention;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.report.BackupReport;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.MaintenanceReport;
import dev.memcore.api.report.StoreStats;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Memory that outlives the process: opens a store, hands out handles by {@linkplain Scope scope}, closes it.
 *
 * <p>Obtained from {@code dev.memcore.Memcore}. Safe for use by any number of threads; all calls block until done. A write
 * is <em>acknowledged</em> when the call returns: from then on it is as durable as the {@link Durability} says, and
 * every later read of any thread sees it. A batch is atomic: readers and crashes see all of it or nothing. An interrupt
 * of a calling thread does not abort a call; the interrupt flag is kept.
 */
public interface MemoryManager extends AutoCloseable {
    /**
     * The memory of a scope, for a reader without clearances. A light handle: make as many as you like.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the scope is null
     */
    default MemorySpace space(Scope scope) {
        return space(Principal.of(scope));
    }

    /**
     * The scopes of a tenant that have a memory, whatever its status; those whose memories were all erased are among them. In the order
     * of user and agent. O(scopes of the store).
     */
    List<Scope> scopes(String tenant);

    /** The memory that a reader may see; what is written through the handle belongs to the reader's scope. */
    MemorySpace space(Principal reader);

    /**
     * Blocks until the index holds everything acknowledged before the call. Never needed for correctness (what is not
     * indexed yet is searched in memory), but useful before measuring.
     */
    void awaitIndexed();

    /**
     * Blocks until all that was acknowledged before the call is embedded, if an embedder is configured, and recall compares
     * those vectors. Takes long after a change of the embedder, and for ever if it always fails; {@link #close} ends the
     * wait with {@link ErrorCode#CLOSED}. Never needed for correctness. {@link StoreStats#embedding} says how far it is.
     */
    void awaitEmbedded();

    /** The state of the store now. */
    StoreStats stats();

    /** Reads every byte of the log and of the index, and verifies checksums and that the two agree. O(size). */
    CheckReport check();

    /**
     * Runs what is {@linkplain dev.memcore.spi.lifecycle.Trigger due}, scope by scope, then the policies for every run over all scopes, one
     * after another, and applies what they propose; drops old versions where a scope's {@link Retention} says so; writes usage counts to the log. May be called at any time, beside readers
     * and writers; two runs never run at once. Policies propose from what they see, so the same state gives the same
     * operations, and a run that follows a finished one does nothing.
     *
     * <p>A policy that fails in a scope, breaks its contract there or does not come to an end is left out there for the rest of
     * the run, and reported; the other policies and scopes, and retention, go on. If the store itself fails, so does the call.
     * Old versions are dropped at the end of a run, for all scopes in one pass over the log.
     *
     * @param budget how much to do; if there is more, the report says it is not finished, and the next run goes on
     */
    MaintenanceReport maintain(Budget budget);

    /** Runs maintenance with the {@linkplain Budget#ofDefaults() default budget}; see {@link #maintain(Budget)}. */
    default MaintenanceReport maintain() {
        return maintain(Budget.ofDefaults());
    }

    /** What {@link #maintain()} would do now; see {@link #dryRun(Budget)}. */
    default MaintenanceReport dryRun() {
        return dryRun(Budget.ofDefaults());
    }

    /**
     * What {@link #maintain} would do now, but for the ids of new memories; changes nothing. Holds what is proposed in memory, up to
     * the operations of the budget.
     */
    MaintenanceReport dryRun(Budget budget);

    /**
     * Takes back what commits changed, in whatever scopes, such as those of a {@link MaintenanceReport}. Otherwise like
     * {@link MemorySpace#undo(Collection)}.
     */
    List<Memory> undo(Collection<Long> commits);

    /**
     * Writes a consistent copy of the log into a directory, while the store is in use. The directory is then a store of its
     * own: to restore, open it, or a copy of it; the index is built anew. An earlier backup of the same store in the
     * directory is brought up to date: only new files are copied, and files that the store no longer has (their contents
     * were erased) are removed. Usage counts that were reported before the call are in it.
     *
     * @throws MemoryException {@link ErrorCode#FOREIGN_FILE} if the directory holds anything else;
     *     {@link ErrorCode#INVALID_ARGUMENT} if it is the store's own
     */
    BackupReport backup(Path directory);

    /**
     * Writes the whole history as JSON Lines: a header, then a line for each commit of the log. Streaming; in UTF-8; does not
     * close the stream. Usage counts that were reported before the call are in it. docs/reference/export.md describes the schema.
     *
     * @return how many commits were written
     */
    long exportTo(OutputStream out);

    /**
     * Takes in what {@link #exportTo} has written: every commit, with its moment and its causes, so that state, versions and
     * as-of reads are those of the original. Commits are applied one by one; a failure leaves those before it. Does not
     * close the stream.
     *
     * @return how many commits were taken in
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} with the line if the input is not such an export;
     *     {@link ErrorCode#CONFLICT} if this store is not empty
     */
    long importFrom(InputStream in);

    /**
     * Finishes what was begun, brings the index up to date, ends the threads that belong to this manager and releases
     * the directory. Idempotent. Later calls of any handle fail with {@link ErrorCode#CLOSED}.
     */
    @Override
    void close();
}
