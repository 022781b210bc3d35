package dev.memcore.retrieval;

import dev.memcore.io.FileWorker;
import dev.memcore.retrieval.storage.Directories;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.Lock;

/**
 * A directory in memory whose device refuses operations for a while. Counts those that write. Every operation must come from
 * a thread of memcore's. Survives {@link #close}.
 */
final class FaultyDirectory extends FilterDirectory {
    /** What several directories have in common. */
    public static final class Device {
        private final AtomicInteger operations = new AtomicInteger();
        private volatile int from = Integer.MAX_VALUE;
        private volatile int to = Integer.MAX_VALUE;
        private volatile String message = "No space left on device";
        private volatile boolean deletes = true;

        /** From the operation with a number on, so many need space that is not there; deletions succeed. */
        public void full(int from, int count) {
            refuse("No space left on device", true, from, count);
        }

        /** From the operation with a number on, so many are refused, deletions too. */
        public void readOnly(int from, int count) {
            refuse("Read-only file system", false, from, count);
        }

        private void refuse(String why, boolean deletesWork, int first, int count) {
            message = why;
            deletes = deletesWork;
            to = first + count;
            from = first;
        }

        /** How many operations there were. */
        public int operations() {
            return operations.get();
        }

        public Directories directories(Directory present, Directory history) {
            return new Directories(new FaultyDirectory(present, this), new FaultyDirectory(history, this));
        }

        private void step() throws IOException {
            check(operations.getAndIncrement());
        }

        private void check(int operation) throws IOException {
            FileWorker.require();
            if (operation >= from && operation < to) {
                throw new IOException(message);
            }
        }
    }

    private final Device device;

    private FaultyDirectory(Directory directory, Device device) {
        super(directory);
        this.device = device;
    }

    /** Files that outlive an index. */
    public static Directory files() {
        return new ByteBuffersDirectory();
    }

    @Override
    public String[] listAll() throws IOException {
        FileWorker.require();
        return super.listAll();
    }

    @Override
    public long fileLength(String name) throws IOException {
        FileWorker.require();
        return super.fileLength(name);
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
        FileWorker.require();
        return super.openInput(name, context);
    }

    @Override
    public Lock obtainLock(String name) throws IOException {
        FileWorker.require();
        return super.obtainLock(name);
    }

    @Override
    public void deleteFile(String name) throws IOException {
        FileWorker.require();
        if (!device.deletes) {
            device.step();
        }
        super.deleteFile(name);
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        device.step();
        return new FaultyOutput(super.createOutput(name, context));
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        device.step();
        return new FaultyOutput(super.createTempOutput(prefix, suffix, context));
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
        device.step();
        super.sync(names);
    }

    @Override
    public void syncMetaData() throws IOException {
        device.step();
        super.syncMetaData();
    }

    @Override
    public void rename(String from, String to) throws IOException {
        device.step();
        super.rename(from, to);
    }

    @Override
    public void close() {
        // The files outlive the index.
    }

    /** Refuses to write while the device does, at the first byte, the last, and any between. */
    private final class FaultyOutput extends FilterIndexOutput {
        private boolean written;

        FaultyOutput(IndexOutput out) {
            super(out.toString(), out.getName(), out);
        }

        @Override
        public void writeByte(byte value) throws IOException {
            check();
            super.writeByte(value);
        }

        @Override
        public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
            check();
            super.writeBytes(bytes, offset, length);
        }

        private void check() throws IOException {
            if (written) {
                device.check(device.operations());
            } else {
                written = true;
                device.step();
            }
        }

        @Override
        public void close() throws IOException {
            try {
                device.step();
            } finally {
                super.close();
            }
        }
    }
}
