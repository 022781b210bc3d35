package dev.memcore.bench.peers;

import dev.memcore.bench.peers.system.DurableWriter;
import dev.memcore.bench.perf.ConversationGenerator;
import dev.memcore.bench.perf.Threads;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A thread that writes single turns durably, as fast as it can, until it is closed. */
final class WriterThread implements AutoCloseable {
    private final DurableWriter writer;
    private final int firstUser;
    private final int users;
    private final ConversationGenerator texts;
    private final Thread thread;
    private final LongStream.Builder nanos = LongStream.builder();
    private volatile boolean measured;
    private volatile boolean hasMeasured;
    private volatile boolean over;
    private volatile @Nullable RuntimeException failure;
    private int written;

    /** Starts to write turns of the users from the first on, in turn. */
    WriterThread(DurableWriter writer, int firstUser, int users, long seed) {
        this.writer = writer;
        this.firstUser = firstUser;
        this.users = users;
        this.texts = new ConversationGenerator(seed);
        this.thread = new Thread(this::run, "peers-writer");
        thread.start();
    }

    private void run() {
        try {
            while (!over) {
                write();
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void write() {
        String text = texts.turn() + " (" + written + ")";
        boolean kept = measured;
        long start = System.nanoTime();
        writer.write(firstUser + written++ % users, text);
        if (kept) {
            nanos.add(System.nanoTime() - start);
            hasMeasured = true;
        }
    }

    /** Keeps the durations of later writes. */
    void measure() {
        measured = true;
    }

    /** Whether the duration of a write was kept, or the writer has failed. */
    boolean hasMeasured() {
        return hasMeasured || failure != null;
    }

    /** Lets the thread end after its current write, without waiting for it. */
    void stop() {
        over = true;
    }

    /** Stops, and waits until the thread has ended. */
    @Override
    public void close() {
        stop();
        Threads.join(thread);
        RuntimeException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    /** The durations of the writes that were measured; only when closed. */
    long[] nanos() {
        return nanos.build().toArray();
    }
}
