package dev.memcore.store.file;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.io.FileThread;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Runs file operations on threads of memcore, for any calling thread. A log accesses its files only through this class.
 */
public final class OwnedFiles implements LogFiles {
    private final LogFiles files;
    private final FileThread thread;

    public OwnedFiles(LogFiles files, FileThread thread) {
        this.files = files;
        this.thread = thread;
    }

    @Override
    public boolean exists(String name) throws IOException {
        return thread.call(() -> files.exists(name));
    }

    @Override
    public List<String> list(String directory) throws IOException {
        return thread.call(() -> files.list(directory));
    }

    @Override
    public long size(String name) throws IOException {
        return thread.call(() -> files.size(name));
    }

    @Override
    public InputStream read(String name, long offset) throws IOException {
        return new OwnedInput(thread.call(() -> files.read(name, offset)), thread);
    }

    @Override
    public Appender create(String name) throws IOException {
        return new OwnedAppender(thread.call(() -> files.create(name)), thread);
    }

    @Override
    public Appender reopen(String name, long length) throws IOException {
        return new OwnedAppender(thread.call(() -> files.reopen(name, length)), thread);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        thread.run(() -> files.rename(from, to));
    }

    @Override
    public void delete(String name) throws IOException {
        thread.run(() -> files.delete(name));
    }

    @Override
    public void createDirectory(String name) throws IOException {
        thread.run(() -> files.createDirectory(name));
    }

    @Override
    public void syncDirectory(String name) throws IOException {
        sync(thread, () -> files.syncDirectory(name));
    }

    @Override
    public ErrorCode meaning(Throwable failure) {
        return files.meaning(failure);
    }

    private static void sync(FileThread thread, FileThread.Action action) throws IOException {
        try {
            thread.run(action);
        } catch (IOException e) {
            throw new FailedSyncException(e);
        }
    }

    /**
     * A stream that reads on the file thread. It overrides the bulk methods, so that a large read is one handover
     * between threads.
     */
    private static final class OwnedInput extends InputStream {
        private final InputStream in;
        private final FileThread thread;

        OwnedInput(InputStream in, FileThread thread) {
            this.in = in;
            this.thread = thread;
        }

        @Override
        public int read() throws IOException {
            return thread.call(in::read);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return thread.call(() -> in.read(target, offset, length));
        }

        @Override
        public int readNBytes(byte[] target, int offset, int length) throws IOException {
            return thread.call(() -> in.readNBytes(target, offset, length));
        }

        @Override
        public byte[] readNBytes(int length) throws IOException {
            return thread.call(() -> in.readNBytes(length));
        }

        @Override
        public byte[] readAllBytes() throws IOException {
            return thread.call(in::readAllBytes);
        }

        @Override
        public long skip(long count) throws IOException {
            return thread.call(() -> in.skip(count));
        }

        @Override
        public void close() throws IOException {
            thread.run(in::close);
        }
    }

    private record OwnedAppender(Appender file, FileThread thread) implements Appender {
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            thread.run(() -> file.write(bytes, offset, length));
        }

        @Override
        public void reserveAhead() throws IOException {
            thread.run(file::reserveAhead);
        }

        @Override
        public void overwrite(long at, byte[] bytes) throws IOException {
            thread.run(() -> file.overwrite(at, bytes));
        }

        @Override
        public void sync() throws IOException {
            OwnedFiles.sync(thread, file::sync);
        }

        @Override
        public void truncate(long length) throws IOException {
            thread.run(() -> file.truncate(length));
        }

        @Override
        public void close() throws IOException {
            thread.run(file::close);
        }
    }
}
