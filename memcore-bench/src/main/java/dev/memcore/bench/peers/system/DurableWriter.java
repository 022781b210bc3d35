package dev.memcore.bench.peers.system;

/** A system that stores single turns durably. Thread-safe, except {@link #close}. */
public interface DurableWriter extends AutoCloseable {
    /** Stores a turn of a user; returns when it would survive a power failure. */
    void write(int user, String text);

    @Override
    void close();
}
