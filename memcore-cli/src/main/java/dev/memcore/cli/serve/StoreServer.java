package dev.memcore.cli.serve;

/**
 * A server that runs on an open store. Does not close the store.
 *
 * <p>{@link #await} is called by one thread; {@link #close} may be called by another one at the same time, and makes
 * {@code await} return.
 */
public interface StoreServer extends AutoCloseable {
    /** Returns how clients reach the server, in one line for people, for example an address and the place of its token. */
    String address();

    /** Blocks until the server ends by itself, for example at the end of standard input, or is closed. */
    void await() throws InterruptedException;

    /** Ends the server. Idempotent. */
    @Override
    void close();
}
