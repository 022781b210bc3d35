package dev.memcore.retrieval.indexing;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.document.Models;
import dev.memcore.retrieval.document.Projection;
import dev.memcore.retrieval.document.Projector;
import dev.memcore.retrieval.document.Projector.Subject;
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
public final class Indexer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
    private static final long COMMIT_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int COMMIT_VERSIONS = 20_000;

    private final Writers writers;
    private final Frontier frontier;
    private final Projector projector;
    private final Models models;
    private final Reembedding reembedding;
    /** Whether documents may lack the vectors of the model that the index is to answer by. */
    private volatile boolean unembedded;

    private volatile long durableSequence;
    private long lastCommit = System.nanoTime();
    private long sinceCommit;
    private boolean touched;
    /** Whether the files hold something of memories that were erased, or versions that were dropped. */
    private volatile boolean traces;

    public Indexer(IndexFiles.Opened opened, Frontier frontier, Projector projector, Models models) {
        this.writers = opened.writers();
        this.frontier = frontier;
        this.projector = projector;
        this.models = models;
        this.reembedding = new Reembedding(writers, projector, models);
        this.durableSequence = opened.sequence();
        this.traces = opened.traces();
        this.unembedded = opened.sequence() > 0;
    }

    /** Whether there is something to embed, or may be. */
    public boolean unembedded() {
        return unembedded;
    }

    public boolean traces() {
        return traces;
    }

    public long durableSequence() {
        return durableSequence;
    }

    /** Starts over, before the thread is started. */
    public void reset() throws IOException {
        writers.deleteAll();
        frontier.reset(frontier.current().readers().refreshed(writers));
        models.cut();
        frontier.refreshed(frontier.current().readers().answeringBy(models.complete()));
        unembedded = false;
        durableSequence = 0;
        touched = true;
    }

    @Override
    public void run() {
        try {
            while (!frontier.finished()) {
                Tail work = frontier.awaitWork(Math.min(
                        isCommitted() ? Long.MAX_VALUE : COMMIT_INTERVAL_NANOS,
                        unembedded ? reembedding.delayNanos() : Long.MAX_VALUE));
                if (work != null) {
                    index(work);
                }
                for (Runnable next = frontier.nextRequest(); next != null; next = frontier.nextRequest()) {
                    next.run();
                }
                if (unembedded && reembedding.delayNanos() == 0) {
                    embedMore();
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
        LOG.info("the index answers by {}", models.target().name());
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
        if (projections.stream()
                .anyMatch(made -> !made.vectors().containsKey(models.target().name()))) {
            reembedding.begin();
            unembedded = true;
        }
        for (int i = 0; i < present.size(); i++) {
            write(present.get(i).memory(), projections.get(i), changes);
        }
        for (int i = 0; i < past.size(); i++) {
            write(past.get(i), projections.get(present.size() + i));
        }
    }

    private void write(Memory memory, Projection projection, Changes changes) throws IOException {
        var document = projector.document(memory, projection);
        if (changes.isNew(memory)) {
            writers.add(document);
        } else {
            writers.replace(memory.id(), document);
        }
    }

    private void write(Changes.Past past, Projection projection) throws IOException {
        Memory memory = past.subject().memory();
        writers.addPast(memory.id(), memory.version(), projector.past(memory, past.replacement(), projection));
    }

    /** Drops versions for good, of what is indexed; on the indexer's thread. */
    public void dropHistory(Map<MemoryId, Integer> firstKept) throws IOException {
        Snapshot now = frontier.current();
        traces = true;
        writers.dropPast(firstKept, now.readers());
        for (MemoryId id : now.outdated(firstKept)) {
            writers.drop(id);
        }
        write(Changes.without(firstKept, now));
        refresh();
        touched = true;
    }

    /** Merges away what was deleted, and makes that durable; on the indexer's thread. */
    public void expunge() throws IOException {
        writers.expunge();
        refresh();
        traces = false;
        touched = true;
        commit();
    }

    /** Deletes the files and texts that nobody needs any more; on the indexer's thread. */
    public void sweep() throws IOException {
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
        writers.commit(sequence, traces, models.answering());
        durableSequence = sequence;
        sinceCommit = 0;
        touched = false;
        if (reembedding.unseen() > 0) {
            refresh(); // so that progress is seen
        }
    }
}
