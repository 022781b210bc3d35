package dev.memcore.spi.index;

/**
 * Everything that is looked up: derived from the log, and disposable. It consists of four parts, each an interface of its own,
 * so that a class of the engine takes only the part that it uses:
 *
 * <ul>
 *   <li>{@link IndexPublisher} takes commits;
 *   <li>{@link MemoryLookup} finds memories by id, scope, key, reference or session;
 *   <li>{@link MemorySearch} lists and recalls;
 *   <li>{@link IndexMaintenance} removes versions, verifies and measures.
 * </ul>
 *
 * <p>An implementer implements this interface; the contract is that of the four parts. The kit {@code MemoryIndexContract} of
 * {@code memcore-testkit} tests it.
 */
public interface MemoryIndex extends IndexPublisher, MemoryLookup, MemorySearch, IndexMaintenance, AutoCloseable {
    /** Indexes what waits, makes it durable, ends its threads. Idempotent. */
    @Override
    void close();
}
