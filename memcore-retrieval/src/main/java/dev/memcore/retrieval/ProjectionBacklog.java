package dev.memcore.retrieval;

import dev.memcore.retrieval.storage.Memtable;
import dev.memcore.retrieval.storage.Projector;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The published versions that may not be projected yet. A reader projects all that it sees, so writers that are faster
 * than the indexer would make recalls slower and slower. Therefore a writer projects the oldest ones before it appends,
 * until few are left. Thread-safe.
 */
final class ProjectionBacklog {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionBacklog.class);

    /** The number of versions that writers leave to readers and to the indexer: about a millisecond of work. */
    private static final int LEFT = 16;

    private final Projector projector;
    private final Queue<Memtable.Entry> entries = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    ProjectionBacklog(Projector projector) {
        this.projector = projector;
    }

    void add(List<Memtable.Entry> published) {
        entries.addAll(published);
        size.addAndGet(published.size());
    }

    /** Projects the oldest versions until few are left. A failure is not thrown; the indexer reports it. */
    void reduce() {
        while (size.get() > LEFT) {
            Memtable.Entry oldest = poll();
            if (oldest == null) {
                return;
            }
            try {
                oldest.prepare(projector);
            } catch (RuntimeException e) {
                LOG.debug("{} is left to the indexer", oldest.memory().id(), e);
            }
        }
    }

    /** Removes the versions that are indexed, so that their texts are not held. */
    void forget(long throughSequence) {
        for (Memtable.Entry oldest = entries.peek();
                oldest != null && oldest.sequence() <= throughSequence;
                oldest = entries.peek()) {
            if (entries.remove(oldest)) {
                size.decrementAndGet();
            }
        }
    }

    private Memtable.@Nullable Entry poll() {
        Memtable.Entry oldest = entries.poll();
        if (oldest != null) {
            size.decrementAndGet();
        }
        return oldest;
    }
}
