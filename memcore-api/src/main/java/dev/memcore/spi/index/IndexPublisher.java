package dev.memcore.spi.index;

import dev.memcore.api.Memory;
import dev.memcore.api.report.EmbeddingProgress;
import dev.memcore.api.report.Recovery;
import java.util.List;

/**
 * The write side of a {@link MemoryIndex}. It receives commits in the order of the log, and reports how far they are
 * indexed.
 *
 * <ul>
 *   <li><b>Threads.</b> {@link #publish} and {@link #reset} are called by one thread at a time; all other methods are
 *       safe for any number of threads.
 *   <li><b>Visibility.</b> Every read that starts after {@code publish} returned sees the whole commit. No read sees a
 *       part of a commit.
 *   <li><b>Ordering.</b> Commits are published in the order of their sequence numbers.
 *   <li><b>Crash.</b> After a crash the index contains the commits up to {@link #durableSequence()}, and the later ones
 *       are published again. Publishing a commit twice changes nothing.
 *   <li><b>Failure.</b> If a commit cannot be indexed, reads and later publishes fail with the cause. The log is
 *       unaffected, and the index can be rebuilt from it.
 * </ul>
 */
public interface IndexPublisher {
    /**
     * Returns the sequence number of the last commit that survives a crash, or 0 if there is none. Later commits must
     * be published again when the store is opened.
     */
    long durableSequence();

    /** Returns the state in which the index was found when it was opened. */
    Recovery.IndexState foundState();

    /**
     * Empties the index. Called if the index contains commits that the log does not have, and only before the first
     * publish.
     */
    void reset();

    /**
     * Makes the new versions of one commit visible.
     *
     * @param sequence the sequence number of the commit
     * @param versions the versions that the commit made, in their order; may be empty, and may contain several versions
     *     of one memory. A version with the status {@link dev.memcore.api.Status#ERASED} replaces all older versions of
     *     its memory. They are removed, also from the views of neighbours
     */
    void publish(long sequence, List<Memory> versions);

    /** Blocks while too many versions wait to be indexed. Writers call it before they append. */
    void awaitCapacity();

    /** Blocks until a commit is indexed, and is not only in the tail that is searched in memory. */
    void awaitIndexed(long sequence);

    /**
     * Blocks until all versions that were published before the call have all vectors that they can have, and recall
     * compares these vectors.
     */
    void awaitEmbedded();

    /** Returns how many versions have the vectors of the configured embedder. O(versions). */
    EmbeddingProgress embedding();

    /** Returns the sequence number of the last commit that is indexed. */
    long indexedSequence();
}
