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
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves versions from the memtable to Lucene, batch by batch. It runs on the only thread that writes to Lucene. Turns
 * of one session usually arrive in the same batch, so few turns are indexed twice because of their {@linkplain Changes
 * neighbours}.
 *
 * <p><b>Failed writes.</b> If a write fails, because the device is full for example, Lucene closes its writer and loses
 * everything that was not committed. Readers continue with the last refreshed index and the tail. The indexer opens the
 * writer at its last commit, writes all later versions again and commits. Only then do readers get the new index. The
 * first retry is immediate. If it fails, the next one follows after {@value #FIRST_PAUSE_MILLIS} ms. Each further pause
 * is twice as long, up to {@value #LONGEST_PAUSE_SECONDS} s. A call that waits for the index ends the pause.
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
    private final MemtableManager memtableManager;
    private final Projector projector;
    private final Models models;
    private final Reembedding reembedding;
    private final ChangeWriter changeWriter;
    private final boolean embedsAnew;
    /** Whether documents may lack the vectors of the target model. */
    private volatile boolean unembedded;

    /** Whether documents are known to lack the vectors of the target model. */
    private final AtomicBoolean lacksVectors = new AtomicBoolean();

    private volatile long durableSequence;
    private final Uncommitted uncommitted = new Uncommitted();
    private long lastCommit = System.nanoTime();
    private boolean touched;
    /** Why the last write failed, or null if it did not fail. */
    private @Nullable WriteStall stall;

    private long pause;
    /** Whether the files still contain data of erased memories or dropped versions. */
    private volatile boolean traces;

    /**
     * Creates an indexer.
     *
     * @param device the directory of the index, or null for an in-memory index
     * @param embedsAnew whether documents get the vectors that they lack
     */
    Indexer(
            IndexFiles.Opened opened,
            @Nullable Path device,
            MemtableManager memtableManager,
            Projector projector,
            Models models,
            boolean embedsAnew) {
        this.writers = opened.writers();
        this.device = device;
        this.memtableManager = memtableManager;
        this.projector = projector;
        this.models = models;
        this.reembedding = new Reembedding(writers, projector, models);
        this.changeWriter = new ChangeWriter(writers, projector, models);
        this.durableSequence = opened.sequence();
        this.traces = opened.traces();
        this.embedsAnew = embedsAnew;
        this.unembedded = embedsAnew && opened.sequence() > 0;
    }

    /** Whether documents may still have to be embedded. */
    boolean unembedded() {
        return unembedded;
    }

    /** Whether documents are known to lack vectors. False if that was not examined yet. */
    AtomicBoolean lacksVectors() {
        return lacksVectors;
    }

    boolean traces() {
        return traces;
    }

    long durableSequence() {
        return durableSequence;
    }

    /** Empties the index before the indexer's thread is started. The calling thread must be allowed to access files. */
    void reset() throws IOException {
        writers.empty();
        models.cut();
        memtableManager.reset(Readers.open(writers, models.complete()));
        unembedded = false;
        lacksVectors.set(false);
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
            LOG.error(
                    "indexing stopped after sequence {}; the log is unaffected", memtableManager.indexedSequence(), e);
            memtableManager.fail(e);
            abandon();
        } finally {
            memtableManager.releaseLast();
        }
    }

    private void abandon() {
        try {
            writers.rollback();
        } catch (IOException | RuntimeException e) {
            LOG.error("the index could not be closed", e);
        }
    }

    /** A step of the indexer's loop. */
    private interface Step {
        /** Takes the step. Returns whether there is more to do. */
        boolean take() throws IOException;
    }

    /**
     * Takes a step, and returns whether there is more to do. After a failed write there is, unless the index is closed.
     */
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

    /** Returns the failed write that caused an exception, or null if the exception has another cause. */
    private @Nullable Throwable cause(Exception failure) {
        // If another thread fails, such as a merge, Lucene closes the writer, which then throws various exceptions.
        Throwable tragedy = writers.tragedy();
        Throwable cause = tragedy == null ? failure : tragedy;
        return WriteStall.isCause(cause) ? cause : null;
    }

    /**
     * Runs one round of the loop: indexes waiting versions, runs requests, embeds documents and commits. Returns
     * whether there is more to do.
     */
    private boolean round() throws IOException {
        if (memtableManager.finished()) {
            commit();
            writers.close();
            return false;
        }
        Memtable work = memtableManager.awaitWork(Math.min(
                isCommitted() ? Long.MAX_VALUE : COMMIT_INTERVAL_NANOS,
                unembedded ? reembedding.delayNanos() : Long.MAX_VALUE));
        if (work != null) {
            index(work);
        }
        for (FutureTask<?> next = memtableManager.nextRequest(); next != null; next = memtableManager.nextRequest()) {
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

    /**
     * Runs a request. Its caller receives its exception. A failed write is also thrown here, as later ones may fail.
     */
    private void serve(FutureTask<?> request) throws IOException {
        request.run();
        Throwable failure = request.state() == Future.State.FAILED ? request.exceptionNow() : null;
        if (failure instanceof IOException || writers.tragedy() != null) {
            throw new IOException("a change of the index failed", failure);
        }
    }

    /**
     * Records a failed write. The first one is retried at once. After later ones, calls that wait for the index throw.
     */
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
        memtableManager.refuse(stall);
        if (memtableManager.isClosed()) {
            LOG.warn("the index is closed in its last written state; it catches up with the log at the next opening");
            writers.rollback();
            return false;
        }
        return true;
    }

    /** Opens the writer at its last commit, and writes all later versions again. */
    private boolean recover() throws IOException {
        memtableManager.awaitRetry(pause);
        reopen();
        Map<String, String> committed = writers.committed();
        long from = IndexIdentity.sequence(committed);
        models.found(from == 0 ? models.target().name() : IndexIdentity.embedder(committed));
        Memtable work = memtableManager.current().tail();
        Readers base = Readers.open(writers, from == 0 ? models.complete() : models.answering());
        unembedded = embedsAnew && from > 0;
        reembedding.begin();
        Readers written = writtenFrom(base, uncommitted.before(work, from));
        memtableManager.indexed(written, work);
        stall = null;
        memtableManager.accept();
        LOG.info("the index can be written again");
        return true;
    }

    private void reopen() throws IOException {
        try {
            writers.reopen();
        } catch (RuntimeException e) {
            // Lucene throws this if files that it could not delete still exist.
            throw new IOException("the index's writer cannot be opened", e);
        }
    }

    /** Indexes a tail on top of readers that are not published yet, and commits. Returns readers of the result. */
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

    /** A batch that was indexed, as an event of Java Flight Recorder. */
    @Category("memcore")
    @Name("memcore.Index")
    @Label("Index")
    @StackTrace(false)
    static final class IndexEvent extends Event {
        @Label("Documents")
        @Description("The number of versions, or passages of long texts, in the batch")
        long documents;

        @Label("Waiting")
        @Description("The number of versions that wait after the batch")
        long waiting;
    }

    private void index(Memtable work) throws IOException {
        IndexEvent event = new IndexEvent();
        event.begin();
        indexAll(work);
        if (event.shouldCommit()) {
            event.documents = work.documents();
            event.waiting = memtableManager.waiting();
            event.commit();
        }
    }

    private void indexAll(Memtable work) throws IOException {
        IndexSnapshot now = memtableManager.current();
        if (!work.isEmpty()) {
            write(Changes.of(work, now));
        }
        memtableManager.indexed(now.readers().refreshed(writers), work);
        uncommitted.indexed(work);
    }

    /** Takes one step of re-embedding. After the last step, searches use the vectors of the target model. */
    private void embedMore() throws IOException {
        switch (reembedding.step(memtableManager.current().readers())) {
            case MORE -> {
                touched = true;
                if (reembedding.foundMissing()) {
                    lacksVectors.set(true);
                }
            }
            case REFRESH -> refresh();
            case PAUSE -> lacksVectors.set(true);
            case DONE -> {
                lacksVectors.set(false);
                if (models.cutOver()) {
                    memtableManager.refreshed(
                            memtableManager.current().readers().answeringBy(models.complete()));
                    unembedded = false;
                    memtableManager.embedded();
                } else {
                    cutOver();
                }
            }
        }
    }

    private void refresh() throws IOException {
        memtableManager.refreshed(memtableManager.current().readers().refreshed(writers));
    }

    /**
     * Makes searches use the target model, after all documents have its vectors. Commits the change first; snapshots
     * acquired afterwards use the target model. Snapshots in use keep their model.
     */
    private void cutOver() throws IOException {
        models.cut();
        touched = true;
        commit();
        memtableManager.refreshed(memtableManager.current().readers().answeringBy(models.target()));
        LOG.info("the index now uses the vectors of {}", models.target().name());
    }

    private void write(Changes changes) throws IOException {
        if (!changes.erased().isEmpty()) {
            traces = true;
        }
        changeWriter.write(changes, () -> {
            reembedding.begin();
            unembedded = embedsAnew;
            lacksVectors.set(true);
        });
    }

    /** Deletes versions from the index permanently. Runs on the indexer's thread. */
    void dropHistory(Map<MemoryId, Integer> firstKept) throws IOException {
        traces = true;
        uncommitted.dropped(firstKept);
        drop(firstKept, memtableManager.current());
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

    /** Merges deleted documents out of the files, and commits. Runs on the indexer's thread. */
    void expunge() throws IOException {
        writers.expunge();
        refresh();
        traces = false;
        try {
            commit(memtableManager.indexedSequence());
        } catch (IOException | RuntimeException e) {
            traces = true;
            throw e;
        }
    }

    /** Deletes unused files and cached texts. Runs on the indexer's thread. */
    void sweep() throws IOException {
        writers.deleteUnusedFiles();
        projector.analysis().clear();
    }

    private boolean isCommitted() {
        return !touched && memtableManager.indexedSequence() == durableSequence;
    }

    private void commit() throws IOException {
        lastCommit = System.nanoTime();
        if (isCommitted()) {
            return;
        }
        commit(memtableManager.indexedSequence());
        if (reembedding.unseen() > 0) {
            refresh(); // so that readers see the progress
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
