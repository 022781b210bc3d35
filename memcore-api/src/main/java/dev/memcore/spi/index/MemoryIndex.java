package dev.memcore.spi.index;

/**
 * The index of a store: it answers all look-ups and searches. It is derived from the log and can be rebuilt. It
 * consists of four interfaces, so that a class of the engine can depend only on the part that it uses:
 *
 * <ul>
 *   <li>{@link IndexPublisher} receives commits;
 *   <li>{@link MemoryLookup} finds memories by id, scope, key, reference or session;
 *   <li>{@link MemorySearch} lists and recalls;
 *   <li>{@link IndexMaintenance} removes versions, verifies files and reports sizes.
 * </ul>
 *
 * <p>An implementer implements this interface. The contract consists of the contracts of the four parts. {@code
 * MemoryIndexContract} of {@code memcore-testkit} tests it.
 */
public interface MemoryIndex extends IndexPublisher, MemoryLookup, MemorySearch, IndexMaintenance, AutoCloseable {
    /** Indexes the waiting versions, makes them durable, and ends the threads of the index. Idempotent. */
    @Override
    void close();
}
