package dev.memcore.spi.index;

import dev.memcore.api.Memory;
import dev.memcore.api.report.EmbeddingProgress;
import dev.memcore.api.report.Recovery;
import java.util.List;

/**
 * The write side of a {@link MemoryIndex}: takes commits in the order of the log, and reports how far it has indexed them.
 *
 * <ul>
 *   <li><b>Threads.</b> {@link #publish} and {@link #reset} are called by one thread at a time; all other methods are safe for
 *       any number of threads.
 *   <li><b>Visibility.</b> Every read that starts after {@code publish} returned sees the whole commit. No read sees a part of a
 *       commit.
 *   <li><b>Ordering.</b> Commits are published in the order of their sequences.
 *   <li><b>Crash.</b> After a crash the index holds the commits up to {@link #durableSequence()}, and the later ones are published
 *       again. Publishing a commit twice changes nothing.
 *   <li><b>Failure.</b> If a commit cannot be indexed, reads and later publishes fail with the cause. The log is unaffected, and
 *       the index can be rebuilt from it.
 * </ul>
 */
public interface IndexPublisher {
    /** The last commit whose effects survive a crash; commits after it must be published again at opening. 0: none. */
    long durableSequence();

    /** In what state the index was found when it was opened. */
    Recovery.IndexState foundState();

    /** Empties the index, because it holds commits that the log does not have. Called before the first publish only. */
    void reset();

    /**
     * Makes the new versions of one commit visible.
     *
     * @param sequence the commit's sequence
     * @param versions the versions that it made, in order; several may be of the same memory; may be empty. A version that
     *     is {@link dev.memcore.api.Status#ERASED} replaces all older versions of its memory. They are removed, also from the
     *     views of neighbours
     */
    void publish(long sequence, List<Memory> versions);

    /** Blocks while more than a bounded number of versions wait to be indexed. Writers call it before they append. */
    void awaitCapacity();

    /** Blocks until the commit is in the index proper, rather than in the tail that is searched in memory. */
    void awaitIndexed(long sequence);

    /** Blocks until what was published before the call has all vectors that it can have, and recall searches by them. */
    void awaitEmbedded();

    /** How many versions have the vectors of the configured embedder. O(versions). */
    EmbeddingProgress embedding();

    /** The last commit that is in the index proper. */
    long indexedSequence();
}
