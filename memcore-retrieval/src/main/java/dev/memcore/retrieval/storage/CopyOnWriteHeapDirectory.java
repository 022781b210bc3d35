package dev.memcore.retrieval.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.Lock;

/**
 * A directory that reads from a base directory and never writes to it. Files that Lucene writes are kept on the heap.
 * Files of the base that Lucene deletes are hidden. So an index on read-only media can be brought up to date with its
 * log, or rebuilt.
 *
 * <p>New files are refused once those on the heap have more than a given number of bytes.
 */
final class CopyOnWriteHeapDirectory extends Directory {
    private final Directory base;
    private final ByteBuffersDirectory heap = new ByteBuffersDirectory();
    private final Set<String> hidden = ConcurrentHashMap.newKeySet();
    private final long maxBytes;

    CopyOnWriteHeapDirectory(Directory base, long maxBytes) {
        this.base = base;
        this.maxBytes = maxBytes;
    }

    @Override
    public String[] listAll() throws IOException {
        Set<String> names = new TreeSet<>(Arrays.asList(base.listAll()));
        names.removeAll(hidden);
        names.addAll(Arrays.asList(heap.listAll()));
        return names.toArray(String[]::new);
    }

    private boolean isOnHeap(String name) throws IOException {
        return Arrays.asList(heap.listAll()).contains(name);
    }

    @Override
    public void deleteFile(String name) throws IOException {
        if (isOnHeap(name)) {
            heap.deleteFile(name);
        } else {
            requireShown(name);
            hidden.add(name);
        }
    }

    private void requireShown(String name) throws IOException {
        if (hidden.contains(name) || !Arrays.asList(base.listAll()).contains(name)) {
            throw new NoSuchFileException(name);
        }
    }

    @Override
    public long fileLength(String name) throws IOException {
        return holder(name).fileLength(name);
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
        return holder(name).openInput(name, context);
    }

    private Directory holder(String name) throws IOException {
        if (isOnHeap(name)) {
            return heap;
        }
        requireShown(name);
        return base;
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        requireRoom(name);
        if (Arrays.asList(listAll()).contains(name)) {
            throw new FileAlreadyExistsException(name);
        }
        return heap.createOutput(name, context);
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        requireRoom(prefix);
        return heap.createTempOutput(prefix, suffix, context);
    }

    private void requireRoom(String name) throws IOException {
        long bytes = 0;
        for (String file : heap.listAll()) {
            bytes += heap.fileLength(file);
        }
        if (bytes > maxBytes) {
            throw new AccessDeniedException(
                    name,
                    null,
                    "the store is read-only, and its index is behind the log by more than the " + maxBytes
                            + " bytes that it may take on the heap; open the store for writing once");
        }
    }

    @Override
    public void sync(Collection<String> names) {
        // Files on the heap are not durable.
    }

    @Override
    public void syncMetaData() {
        // Files on the heap are not durable.
    }

    @Override
    public void rename(String from, String to) throws IOException {
        heap.rename(from, to);
    }

    @Override
    public Lock obtainLock(String name) throws IOException {
        return heap.obtainLock(name);
    }

    @Override
    public Set<String> getPendingDeletions() {
        return Set.of();
    }

    @Override
    public void close() throws IOException {
        try {
            heap.close();
        } finally {
            base.close();
        }
    }
}
