package dev.memcore.retrieval.storage;

import dev.memcore.io.FileThread;
import dev.memcore.io.FileWorker;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.Lock;

/**
 * A directory whose file operations run only on threads of memcore. Operations that any thread may start (a deletion, a
 * length) are passed to the file thread. Opening, writing and syncing files fail on other threads, because the caller
 * would then continue to work with the file itself.
 *
 * <p>Reading an open file is allowed on any thread: open files are memory-mapped, so an interrupt cannot close a
 * channel.
 */
final class OwnedDirectory extends FilterDirectory {
    private final FileThread thread;

    OwnedDirectory(Directory directory, FileThread thread) {
        super(directory);
        this.thread = thread;
    }

    @Override
    public String[] listAll() throws IOException {
        return thread.call(in::listAll);
    }

    @Override
    public void deleteFile(String name) throws IOException {
        thread.run(() -> in.deleteFile(name));
    }

    @Override
    public long fileLength(String name) throws IOException {
        return thread.call(() -> in.fileLength(name));
    }

    @Override
    public Set<String> getPendingDeletions() throws IOException {
        return thread.call(in::getPendingDeletions);
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        FileWorker.require();
        return in.createOutput(name, context);
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        FileWorker.require();
        return in.createTempOutput(prefix, suffix, context);
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
        FileWorker.require();
        return in.openInput(name, context);
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
        FileWorker.require();
        in.sync(names);
    }

    @Override
    public void syncMetaData() throws IOException {
        FileWorker.require();
        in.syncMetaData();
    }

    @Override
    public void rename(String from, String to) throws IOException {
        FileWorker.require();
        in.rename(from, to);
    }

    @Override
    public Lock obtainLock(String name) throws IOException {
        FileWorker.require();
        return new OwnedLock(in.obtainLock(name), thread);
    }

    @Override
    public void close() throws IOException {
        thread.run(in::close);
    }

    /** A lock that is checked and released on the file thread. Lucene checks it before each deletion. */
    private static final class OwnedLock extends Lock {
        private final Lock lock;
        private final FileThread thread;

        OwnedLock(Lock lock, FileThread thread) {
            this.lock = lock;
            this.thread = thread;
        }

        @Override
        public void ensureValid() throws IOException {
            thread.run(lock::ensureValid);
        }

        @Override
        public void close() throws IOException {
            thread.run(lock::close);
        }
    }
}
