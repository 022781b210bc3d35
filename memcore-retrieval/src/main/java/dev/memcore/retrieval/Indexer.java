package dev.memcore.retrieval;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.Projector.Subject;
import dev.memcore.spi.Neighbours;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what waits into Lucene, batch by batch, on the one thread that ever writes there. The views of a turn depend on
 * the turns beside it, so the neighbours of whatever changed are indexed again; as turns of a session mostly come in the
 * same batch, few are indexed twice.
 */
final class Indexer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
    private static final long COMMIT_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int COMMIT_VERSIONS = 20_000;

    private final IndexWriter writer;
    private final Frontier frontier;
    private final Projector projector;
    private final IndexIdentity identity;
    private volatile long durableSequence;
    private long lastCommit = System.nanoTime();
    private long sinceCommit;

    Indexer(IndexWriter writer, Frontier frontier, Projector projector, IndexIdentity identity, long durableSequence) {
        this.writer = writer;
        this.frontier = frontier;
        this.projector = projector;
        this.identity = identity;
        this.durableSequence = durableSequence;
    }

    long durableSequence() {
        return durableSequence;
    }

    /** Starts over, before the thread is started. */
    void reset() {
        durableSequence = 0;
        sinceCommit = 1;
    }

    @Override
    public void run() {
        try {
            while (!frontier.finished()) {
                Tail work = frontier.awaitWork(sinceCommit > 0 ? COMMIT_INTERVAL_NANOS : Long.MAX_VALUE);
                if (!work.isEmpty()) {
                    index(work);
                }
                if (sinceCommit >= COMMIT_VERSIONS || System.nanoTime() - lastCommit >= COMMIT_INTERVAL_NANOS) {
                    commit();
                }
            }
            commit();
            writer.close();
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
            writer.rollback();
        } catch (IOException | RuntimeException e) {
            LOG.error("the index could not be closed", e);
        }
    }

    private void index(Tail work) throws IOException {
        Snapshot now = frontier.current();
        Map<MemoryId, TailEntry> waiting = now.tail().newest(memory -> true);
        SessionTurns turns = new SessionTurns(now.index(), waiting.values());
        Map<MemoryId, Subject> subjects = new LinkedHashMap<>();
        for (TailEntry entry : work.newest(memory -> true).values()) {
            Neighbours neighbours = turns.of(entry.memory());
            subjects.put(entry.memory().id(), new Subject(entry.memory(), neighbours));
            again(neighbours.previous(), waiting, turns, subjects);
            again(neighbours.next(), waiting, turns, subjects);
        }
        List<Subject> all = new ArrayList<>(subjects.values());
        List<Projection> projections = projector.projectAll(all);
        for (int i = 0; i < all.size(); i++) {
            write(all.get(i).memory(), projections.get(i), waiting);
        }
        DirectoryReader refreshed = DirectoryReader.openIfChanged(now.index(), writer);
        frontier.indexed(refreshed == null ? now.index() : refreshed, work);
        sinceCommit += work.size();
    }

    /** An indexed neighbour of what changed: its views are made again. One that waits itself gets its turn anyway. */
    private static void again(
            @Nullable Memory neighbour,
            Map<MemoryId, TailEntry> waiting,
            SessionTurns turns,
            Map<MemoryId, Subject> subjects) {
        if (neighbour != null && !waiting.containsKey(neighbour.id()) && !subjects.containsKey(neighbour.id())) {
            subjects.put(neighbour.id(), new Subject(neighbour, turns.of(neighbour)));
        }
    }

    private void write(Memory memory, Projection projection, Map<MemoryId, TailEntry> waiting) throws IOException {
        Document document = MemoryDocument.of(memory, projection, projector.denseViews());
        if (memory.version() == 1 && waiting.containsKey(memory.id())) {
            writer.addDocument(document);
        } else {
            writer.updateDocument(new Term(MemoryDocument.ID, Keys.of(memory.id())), document);
        }
    }

    private void commit() throws IOException {
        lastCommit = System.nanoTime();
        if (sinceCommit == 0) {
            return;
        }
        long sequence = frontier.indexedSequence();
        writer.setLiveCommitData(identity.commitData(sequence).entrySet());
        writer.commit();
        durableSequence = sequence;
        sinceCommit = 0;
    }
}
