package dev.memcore.retrieval;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.Projector.Subject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what waits into Lucene, batch by batch, on the one thread that ever writes there. As turns of a session mostly
 * come in the same batch, few are indexed twice for the sake of their {@linkplain Changes neighbours}.
 */
final class Indexer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
    private static final long COMMIT_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int COMMIT_VERSIONS = 20_000;

    private final Writers writers;
    private final Frontier frontier;
    private final Projector projector;
    private volatile long durableSequence;
    private long lastCommit = System.nanoTime();
    private long sinceCommit;
    private boolean touched;
    /** Whether the files hold something of memories that were erased, or versions that were dropped. */
    private volatile boolean traces;

    Indexer(Writers writers, Frontier frontier, Projector projector, long durableSequence, boolean traces) {
        this.writers = writers;
        this.frontier = frontier;
        this.projector = projector;
        this.durableSequence = durableSequence;
        this.traces = traces;
    }

    boolean traces() {
        return traces;
    }

    long durableSequence() {
        return durableSequence;
    }

    /** Starts over, before the thread is started. */
    void reset() throws IOException {
        writers.deleteAll();
        frontier.reset(frontier.current().readers().refreshed(writers));
        durableSequence = 0;
        touched = true;
    }

    @Override
    public void run() {
        try {
            while (!frontier.finished()) {
                Tail work = frontier.awaitWork(isCommitted() ? Long.MAX_VALUE : COMMIT_INTERVAL_NANOS);
                if (work != null) {
                    index(work);
                }
                for (Runnable next = frontier.nextRequest(); next != null; next = frontier.nextRequest()) {
                    next.run();
                }
                if (sinceCommit >= COMMIT_VERSIONS || System.nanoTime() - lastCommit >= COMMIT_INTERVAL_NANOS) {
                    commit();
                }
            }
            commit();
            writers.close();
        } catch (IOException | RuntimeException | Error e) {
            LOG.error("indexing stopped after sequence {}; the log is not concerned", frontier.indexedSequence(), e);
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

    private void index(Tail work) throws IOException {
        Snapshot now = frontier.current();
        if (!work.isEmpty()) {
            write(Changes.of(work, now));
        }
        frontier.indexed(now.readers().refreshed(writers), work);
        sinceCommit += work.size();
    }

    private void write(Changes changes) throws IOException {
        for (MemoryId id : changes.erased()) {
            traces = true;
            writers.dropPast(id);
        }
        List<Subject> present = changes.present();
        List<Changes.Past> past = changes.past();
        List<Projection> projections = projector.projectAll(
                Stream.concat(present.stream(), past.stream().map(Changes.Past::subject))
                        .toList());
        for (int i = 0; i < present.size(); i++) {
            write(present.get(i).memory(), projections.get(i), changes);
        }
        for (int i = 0; i < past.size(); i++) {
            write(past.get(i), projections.get(present.size() + i));
        }
    }

    private void write(Memory memory, Projection projection, Changes changes) throws IOException {
        var document = MemoryDocument.of(memory, projection, projector.denseViews());
        if (changes.isNew(memory)) {
            writers.add(document);
        } else {
            writers.replace(memory.id(), document);
        }
    }

    private void write(Changes.Past past, Projection projection) throws IOException {
        Memory memory = past.subject().memory();
        writers.addPast(
                memory.id(),
                memory.version(),
                MemoryDocument.past(memory, past.replacement(), projection, projector.denseViews()));
    }

    /** Drops older versions for good, of what is indexed; on the indexer's thread. */
    void dropHistory(Map<MemoryId, Integer> firstKept) throws IOException {
        Snapshot now = frontier.current();
        traces = true;
        writers.dropPast(firstKept, now.readers());
        write(Changes.without(firstKept, now));
        frontier.refreshed(now.readers().refreshed(writers));
        touched = true;
    }

    /** Merges away what was deleted, and makes that durable; on the indexer's thread. */
    void expunge() throws IOException {
        writers.expunge();
        frontier.refreshed(frontier.current().readers().refreshed(writers));
        traces = false;
        touched = true;
        commit();
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
        long sequence = frontier.indexedSequence();
        writers.commit(sequence, traces);
        durableSequence = sequence;
        sinceCommit = 0;
        touched = false;
    }
}
