package dev.memcore.bench.peers.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The least that a durable write can cost: texts are appended to a file, which is then forced. The first waiting thread
 * writes and forces what all waiting threads have appended.
 */
final class ForcedFile implements DurableWriter {
    private final Object lock = new Object();
    private final FileChannel channel;
    private ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private long appended;
    private long forced;
    private boolean forcing;

    ForcedFile(Path directory) {
        try {
            Files.createDirectories(directory);
            this.channel = FileChannel.open(
                    directory.resolve("turns.log"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write(int user, String text) {
        byte[] bytes = (user + "\t" + text + "\n").getBytes(StandardCharsets.UTF_8);
        long ticket;
        synchronized (lock) {
            pending.writeBytes(bytes);
            ticket = ++appended;
        }
        while (!isForced(ticket)) {
            forcePending();
        }
    }

    /** Waits while another thread forces; false if this thread must do it. */
    private boolean isForced(long ticket) {
        synchronized (lock) {
            while (forcing && forced < ticket) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while waiting for a force", e);
                }
            }
            if (forced < ticket) {
                forcing = true;
                return false;
            }
            return true;
        }
    }

    private void forcePending() {
        byte[] batch;
        long last;
        synchronized (lock) {
            batch = pending.toByteArray();
            pending = new ByteArrayOutputStream();
            last = appended;
        }
        try {
            ByteBuffer buffer = ByteBuffer.wrap(batch);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(false);
            synchronized (lock) {
                forced = last;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            synchronized (lock) {
                forcing = false;
                lock.notifyAll();
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
