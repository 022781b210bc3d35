package dev.memcore.retrieval;

import dev.memcore.api.MemoryId;
import dev.memcore.io.StorageFailure;
import dev.memcore.retrieval.IndexFiles.IndexIdentity;
import dev.memcore.retrieval.IndexHealth.WriteStall;
import dev.memcore.retrieval.storage.Memtable;
import dev.memcore.retrieval.storage.Projector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what waits into Lucene, batch by batch, on the one thread that ever writes there. As turns of a session mostly
 * come in the same batch, few are indexed twice for the sake of their {@linkplain Changes neighbours}.
 *
 * <p><b>If a write fails</b>, because the device is full for example, Lucene closes its writer, and what was not committed is
 * lost there. The readers go on with what they have: the index as it was last refreshed, and the tail. This opens the writer
 * at its last commit, gives it all that came later, commits, and only then replaces what the readers have. It tries so at
 * once, then after {@value #FIRST_PAUSE_MILLIS} ms, then twice as long each time, {@value #LONGEST_PAUSE_SECONDS} s at most; and whenever somebody waits for the index.
 */
final class Indexer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
    private static final long COMMIT_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int COMMIT_VERSIONS = 10_000;
    private static final int BATCH = 8_192;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_SECONDS = 30;

    private final Writers writers;
    private final @Nullable Path device;
    private final MemtableManager frontier;
    private final Projector projector;
    private final Models models;
    private final Reembedding reembedding;
    private final ChangeWriter changeWriter;
    private final boolean embedsAnew;
    /** Whether documents may lack the vectors of the model that the index is to answer by. */
    private volatile boolean unembedded;

    private volatile long durableSequence;
    private final Uncommitted uncommitted = new Uncommitted();
    private long lastCommit = System.nanoTime();
    private boolean touched;
    /** Why the last write failed, or null: it did not. */
    private @Nullable WriteStall stall;

    private long pause;
    /** Whether the files hold something of memories that were erased, or versions that were dropped. */
    private volatile boolean traces;

    /**
     * An indexer.
     *
     * @param device where the index is, or null: in memory
     * @param embedsAnew whether documents get the vectors that they lack
     */
    Indexer(
            IndexFiles.Opened opened,
            @Nullable Path device,
            MemtableManager frontier,
            Projector projector,
            Models models,
            boolean embedsAnew) {
        this.writers = opened.writers();
        this.device = device;
        this.frontier = frontier;
        this.projector = projector;
        this.models = models;
        this.reembedding = new Reembedding(writers, projector, models);
        this.changeWriter = new ChangeWriter(writers, projector, models);
        this.durableSequence = opened.sequence();
        this.traces = opened.traces();
        this.embedsAnew = embedsAnew;
        this.unembedded = embedsAnew && opened.sequence() > 0;
    }

    /** Whether there is something to embed, or may be. */
    boolean unembedded() {
        return unembedded;
    }

    boolean traces() {
        return traces;
    }

    long durableSequence() {
        return durableSequence;
    }

    /** Starts over, before the thread is started. On a thread that may touch files. */
    void reset() throws IOException {
        writers.empty();
        models.cut();
        frontier.reset(Readers.open(writers, models.complete()));
        unembedded = false;
        durableSequence = 0;
        touched = true;
    }

    @Override
    public void run() {
        try {
            boolean more = true;
            while (more) {
                more = stall == null ? attempt(this::round) : attempt(this::recover);
            }
        } catch (IOException | RuntimeException | Error e) {
            LOG.error("indexing stopped after sequence {}; the log is unaffected", frontier.indexedSequence(), e);
            frontier.fail(e);
            abandon();
        } finally {
            frontier.releaseLast();
        }
    }

    private void abandon() {
        try {
            writers.rollback();
        } catch (IOException | RuntimeException e) {
            LOG.error("the index could not be closed", e);
        }
    }

    /** A part of the work. */
    private interface Step {
        /** Whether there is more to do. */
        boolean take() throws IOException;
    }

    /** Takes a step; if the index cannot be written now, there is more to do, unless it is to be closed. */
    private boolean attempt(Step step) throws IOException {
        try {
            return step.take();
        } catch (IOException | RuntimeException e) {
            Throwable cause = cause(e);
            if (cause == null) {
                throw e;
            }
            return stalled(cause);
        }
    }

    /** The failed write that an exception comes from, or null: something else is wrong. */
    private @Nullable Throwable cause(Exception failure) {
        // A writer that was closed by the failure of another thread, such as a merge, throws many things.
        Throwable tragedy = writers.tragedy();
        Throwable cause = tragedy == null ? failure : tragedy;
        return WriteStall.isCause(cause) ? cause : null;
    }

    /** One round of the loop. */
    private boolean round() throws IOException {
        if (frontier.finished()) {
            commit();
            writers.close();
            return false;
        }
        Memtable work = frontier.awaitWork(Math.min(
                isCommitted() ? Long.MAX_VALUE : COMMIT_INTERVAL_NANOS,
                unembedded ? reembedding.delayNanos() : Long.MAX_VALUE));
        if (work != null) {
            index(work);
        }
        for (FutureTask<?> next = frontier.nextRequest(); next != null; next = frontier.nextRequest()) {
            serve(next);
        }
        if (unembedded && reembedding.delayNanos() == 0) {
            embedMore();
        }
        if (uncommitted.size() >= COMMIT_VERSIONS || System.nanoTime() - lastCommit >= COMMIT_INTERVAL_NANOS) {
            commit();
        }
        return true;
    }

    /** Whoever asked is told of a failure; that it was a write that failed concerns all that follows. */
    private void serve(FutureTask<?> request) throws IOException {
        request.run();
        Throwable failure = request.state() == Future.State.FAILED ? request.exceptionNow() : null;
        if (failure instanceof IOException || writers.tragedy() != null) {
            throw new IOException("a change of the index failed", failure);
        }
    }

    /** Takes note that a write failed: the first time, it is tried again at once; later, those who wait are refused. */
    private boolean stalled(Throwable cause) throws IOException {
        boolean first = stall == null;
        stall = new WriteStall(StorageFailure.code(cause, device), cause);
        if (first) {
            pause = 0;
            LOG.warn(
                    "the index could not be written ({}); reads continue, and the write is tried again",
                    cause.toString());
            return true;
        }
        LOG.debug("the index still cannot be written", cause);
        pause = Math.clamp(
                2 * pause,
                TimeUnit.MILLISECONDS.toNanos(FIRST_PAUSE_MILLIS),
                TimeUnit.SECONDS.toNanos(LONGEST_PAUSE_SECONDS));
        frontier.refuse(stall);
        if (frontier.isClosed()) {
            LOG.warn("the index is closed in its last written state; it catches up with the log at the next opening");
            writers.rollback();
            return false;
        }
        return true;
    }

    /** Writes the index again, from its last commit on, with all that came later. */
    private boolean recover() throws IOException {
        frontier.awaitRetry(pause);
        reopen();
        Map<String, String> committed = writers.committed();
        long from = IndexIdentity.sequence(committed);
        models.found(from == 0 ? models.target().name() : IndexIdentity.embedder(committed));
        Memtable work = frontier.current().tail();
        Readers base = Readers.open(writers, from == 0 ? models.complete() : models.answering());
        unembedded = embedsAnew && from > 0;
        reembedding.begin();
        Readers written = writtenFrom(base, uncommitted.before(work, from));
        frontier.indexed(written, work);
        stall = null;
        frontier.accept();
        LOG.info("the index can be written again");
        return true;
    }

    private void reopen() throws IOException {
        try {
            writers.reopen();
        } catch (RuntimeException e) {
            // Lucene says so if files that it could not delete are still there.
            throw new IOException("the index's writer cannot be opened", e);
        }
    }

    /** Indexes a tail over an index that nobody reads yet, and commits it. */
    private Readers writtenFrom(Readers base, Memtable tail) throws IOException {
        IndexSnapshot now = new IndexSnapshot(base, tail);
        boolean done = false;
        try {
            while (!now.tail().isEmpty()) {
                Memtable batch = now.tail().firstCommits(BATCH);
                write(Changes.of(batch, now));
                now = moved(now, now.tail().without(batch));
            }
            drop(uncommitted.dropped(), now);
            now = moved(now, now.tail());
            commit(tail.through());
            done = true;
            return now.readers();
        } finally {
            if (!done) {
                now.close();
            }
        }
    }

    private IndexSnapshot moved(IndexSnapshot before, Memtable tail) throws IOException {
        Readers readers = before.readers().refreshed(writers);
        if (readers != before.readers()) {
            before.close();
        }
        return new IndexSnapshot(readers, tail);
    }

    private void index(Memtable work) throws IOException {
        IndexSnapshot now = frontier.current();
        if (!work.isEmpty()) {
            write(Changes.of(work, now));
        }
        frontier.indexed(now.readers().refreshed(writers), work);
        uncommitted.indexed(work);
    }

    /** One step more toward an index that answers by its own model. */
    private void embedMore() throws IOException {
        switch (reembedding.step(frontier.current().readers())) {
            case MORE -> touched = true;
            case REFRESH -> refresh();
            case PAUSE -> LOG.debug("nothing could be embedded");
            case DONE -> {
                if (models.cutOver()) {
                    frontier.refreshed(frontier.current().readers().answeringBy(models.complete()));
                    unembedded = false;
                    frontier.embedded();
                } else {
                    cutOver();
                }
            }
        }
    }

    private void refresh() throws IOException {
        frontier.refreshed(frontier.current().readers().refreshed(writers));
    }

    /**
     * All documents have the new vectors: says so durably, then to the readers that come; those that read go on with what
     * they have.
     */
    private void cutOver() throws IOException {
        models.cut();
        touched = true;
        commit();
        frontier.refreshed(frontier.current().readers().answeringBy(models.target()));
        LOG.info("the index now uses the vectors of {}", models.target().name());
    }

    private void write(Changes changes) throws IOException {
        if (!changes.erased().isEmpty()) {
            traces = true;
        }
        changeWriter.write(changes, () -> {
            reembedding.begin();
            unembedded = embedsAnew;
        });
    }

    /** Drops versions for good, of what is indexed; on the indexer's thread. */
    void dropHistory(Map<MemoryId, Integer> firstKept) throws IOException {
        traces = true;
        uncommitted.dropped(firstKept);
        drop(firstKept, frontier.current());
        refresh();
        touched = true;
    }

    private void drop(Map<MemoryId, Integer> firstKept, IndexSnapshot now) throws IOException {
        if (firstKept.isEmpty()) {
            return;
        }
        writers.dropPast(firstKept, now.readers());
        for (MemoryId id : now.outdated(firstKept)) {
            writers.drop(id);
        }
        write(Changes.without(firstKept, now));
    }

    /** Merges away what was deleted, and makes that durable; on the indexer's thread. */
    void expunge() throws IOException {
        writers.expunge();
        refresh();
        traces = false;
        try {
            commit(frontier.indexedSequence());
        } catch (IOException | RuntimeException e) {
            traces = true;
            throw e;
        }
    }

    /** Deletes the files and texts that nobody needs any more; on the indexer's thread. */
    void sweep() throws IOException {
        writers.deleteUnusedFiles();
        projector.analysis().clear();
    }

    private boolean isCommitted() {
        return !touched && frontier.indexedSequence() == durableSequence;
    }

    private void commit() throws IOException {
        lastCommit = System.nanoTime();
        if (isCommitted()) {
            return;
        }
        commit(frontier.indexedSequence());
        if (reembedding.unseen() > 0) {
            refresh(); // so that progress is seen
        }
    }

    private void commit(long sequence) throws IOException {
        writers.commit(sequence, traces, models.answering());
        lastCommit = System.nanoTime();
        durableSequence = sequence;
        uncommitted.committed();
        touched = false;
    }
}
