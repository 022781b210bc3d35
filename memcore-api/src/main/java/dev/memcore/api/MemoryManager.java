package dev.memcore.api;

import dev.memcore.api.config.Durability;
import dev.memcore.api.config.Retention;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.health.HealthCause;
import dev.memcore.api.health.HealthReport;
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
 * Manages one store of memories: it opens the store, returns handles by {@linkplain Scope scope}, and closes the store.
 * The store survives the process.
 *
 * <p>{@code dev.memcore.Memcore} creates managers. A manager is safe for use by any number of threads. All calls block
 * until they are complete. A write is <em>acknowledged</em> when the call returns. From then on it has the durability
 * that {@link Durability} describes, and every later read in any thread returns it. A batch is atomic: readers and
 * crashes see all of it or nothing. An interrupt of a calling thread does not abort a call, and the interrupt flag
 * stays set.
 *
 * <p>Hosts on virtual threads can call every method directly: a waiting write parks its virtual thread and releases the
 * carrier thread, whereas a recall occupies it. With Reactor or another event loop, call memcore on
 * {@code Schedulers.boundedElastic()} or on virtual threads, never on the event loop. With {@code CompletableFuture}, pass
 * your own executor, for example one of virtual threads, because blocking calls can exhaust the common pool.
 *
 * <p><b>Asynchronous calls.</b> Methods whose names end in {@code Async} return a {@link
 * java.util.concurrent.CompletionStage} at once and never block the caller.
 *
 * <ul>
 *   <li>Each call runs on the executor that was set with the builder. If none was set, it runs on a virtual thread of
 *       its own, which ends with the call.
 *   <li>The number of calls in flight is limited, by default to 256. A further call is not queued: its stage fails with
 *       {@link ErrorCode#BUSY}. So a host that is faster than the store slows down or drops work.
 *   <li>A null argument throws at once. Every other failure completes the stage with the exception that the blocking
 *       method throws.
 *   <li>Cancelling the stage, with {@code toCompletableFuture().cancel(...)}, prevents a call that has not begun. It does
 *       not stop a call that runs: a write may then exist although its stage was cancelled.
 *   <li>{@link #close} completes the calls that have begun. The stages of all others fail with {@link ErrorCode#CLOSED}.
 *       When it returns, all stages are complete.
 *   <li>Functions that are chained to a stage run on the thread that completes it, outside of the call. They may call the
 *       store, and may close it.
 * </ul>
 */
public interface MemoryManager extends AutoCloseable {
    /**
     * Returns the memory space of a principal with this scope and without clearances. The handle is cheap: you may
     * create any number of handles.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the scope is null
     */
    default MemorySpace space(Scope scope) {
        return space(Principal.of(scope));
    }

    /**
     * Returns the tenants that have at least one memory, sorted. Forgotten memories count, erased ones do not. O(scopes and
     * erased memories of the store).
     */
    List<String> tenants();

    /**
     * Returns the scopes of a tenant that have at least one memory. Forgotten memories count, erased ones do not. The
     * list is sorted by user and agent. O(scopes and erased memories of the store).
     */
    List<Scope> scopes(String tenant);

    /**
     * Returns the memory space of a principal. Reads return the memories that the principal may see. Writes go to the
     * principal's scope.
     */
    MemorySpace space(Principal reader);

    /**
     * Blocks until the index contains every write that was acknowledged before the call. Correct reads never need this
     * call, because writes that are not indexed yet are searched in memory. It is useful before measurements.
     */
    void awaitIndexed();

    /**
     * Blocks until every write that was acknowledged before the call is indexed and embedded, and recall compares these
     * vectors. Without an embedder, this is {@link #awaitIndexed}. The wait can be long after a change of the embedder,
     * and it does not end if the embedder always fails. {@link #close} ends the wait with {@link ErrorCode#CLOSED}.
     * Correct reads never need this call. {@link StoreStats#embedding} reports the progress.
     */
    void awaitEmbedded();

    /** Returns the present state of the store. */
    StoreStats stats();

    /**
     * Returns whether the store works, what hinders it, and what to do. Suitable for frequent probes: it reads no file
     * contents and does not wait for reads or writes. Does not throw; a closed manager has the problem {@link
     * HealthCause#CLOSED}.
     *
     * <p>The storage problems are reported while the device is full or not writable, and for one minute after a rejected
     * write, unless a later write succeeded. Damage is reported after a read or write failed because of it, or after
     * {@link #check} found it, until the next check. A read-only store has no problems with writes.
     */
    HealthReport health();

    /**
     * Reads every byte of the log and the index. Verifies the checksums, and verifies that log and index agree.
     * O(size).
     */
    CheckReport check();

    /**
     * Runs maintenance and applies the operations that the policies propose. A run has these steps:
     *
     * <ol>
     *   <li>It writes the usage counts to the log.
     *   <li>It runs the policies that are {@linkplain dev.memcore.spi.lifecycle.Trigger due}, scope by scope.
     *   <li>It runs the policies of every run over all scopes, one policy after another.
     *   <li>It drops old versions where the {@link Retention} of a scope allows it, for all scopes in one pass over the
     *       log.
     * </ol>
     *
     * <p>You may call this method at any time, also while other threads read and write. Two runs never execute at the
     * same time. Policies depend only on the state that they read. So the same state gives the same operations, and a
     * run that follows a finished run changes nothing.
     *
     * <p>A policy fails in a scope if it throws, breaks its contract, or does not terminate there. The run then skips
     * this policy in this scope and reports the failure. The other policies, the other scopes and the retention
     * continue. If the store itself fails, the call fails.
     *
     * @param budget the most work that the run may do; if work is left, the report is not finished, and the next run
     *     continues
     */
    MaintenanceReport maintain(Budget budget);

    /** Runs maintenance with the {@linkplain Budget#ofDefaults() default budget}; see {@link #maintain(Budget)}. */
    default MaintenanceReport maintain() {
        return maintain(Budget.ofDefaults());
    }

    /** Returns what {@link #maintain()} would do now; see {@link #dryRun(Budget)}. */
    default MaintenanceReport dryRun() {
        return dryRun(Budget.ofDefaults());
    }

    /**
     * Returns what {@link #maintain} would do now, except that the ids of new memories differ. Changes nothing. The
     * proposed operations are held in memory, at most as many as the budget allows.
     */
    MaintenanceReport dryRun(Budget budget);

    /**
     * Reverts the changes of commits in any scopes, for example the commits of a {@link MaintenanceReport}. Otherwise
     * like {@link MemorySpace#undo(Collection)}.
     */
    List<Memory> undo(Collection<Long> commits);

    /**
     * Writes a consistent copy of the log to a directory while the store is in use. The directory is then a store
     * itself. To restore it, open the directory or a copy of it; the index is rebuilt. If the directory contains an
     * earlier backup of the same store, this call updates it: only new files are copied, and files that the store no
     * longer has are removed. The contents of removed files were erased. The backup includes all usage counts that were
     * reported before the call.
     *
     * @throws MemoryException {@link ErrorCode#FOREIGN_FILE} if the directory contains anything else; {@link
     *     ErrorCode#INVALID_ARGUMENT} if it is the store's own directory
     */
    BackupReport backup(Path directory);

    /**
     * Writes the complete history as JSON Lines in UTF-8: a header, then one line for each commit of the log. Streams
     * the commits, and does not close the stream. The export includes all usage counts that were reported before the
     * call. docs/reference/export.md describes the schema.
     *
     * @return the number of commits that were written
     */
    long exportTo(OutputStream out);

    /**
     * Imports the output of {@link #exportTo}: every commit, with its time and its causes. So state, versions and as-of
     * reads are the same as in the original. Commits are applied one by one. If the call fails, the commits before the
     * failure stay. Does not close the stream.
     *
     * @return the number of commits that were imported
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} with the line number if the input is not such an
     *     export; {@link ErrorCode#CONFLICT} if this store is not empty
     */
    long importFrom(InputStream in);

    /**
     * Completes the pending work, updates the index, ends the threads of this manager and releases the directory.
     * Idempotent. Later calls of any handle fail with {@link ErrorCode#CLOSED}.
     */
    @Override
    void close();
}
