package dev.memcore.store;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.io.StorageFailure;
import dev.memcore.store.file.LogFiles;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Files in memory that fail on demand, and forget on a loss of power what was not synced: blocks of file contents in any
 * order, and the last changes of directories. As with Linux, what a failed sync was to write is not written by a later one.
 */
public final class SimulatedFiles implements LogFiles {
    /** Small, so that a loss of power tears frames in many ways. */
    private static final int BLOCK = 16;

    /** What happens at the operation that is to fail, and after it. */
    enum Fault {
        /** It fails without effect; later ones work. */
        ONCE,
        /** It fails without effect, and all later ones do. */
        FOR_EVER,
        /** If it writes, a half is written; then it fails, and all later ones do. */
        TORN
    }

    /** What a device refuses, with the message of the operating system. */
    enum Device {
        /**
         * Everything that may need space, and syncs of what was not synced. A write that is refused has written its first
         * half.
         */
        FULL("No space left on device"),
        /** Every change. */
        READ_ONLY("Read-only file system");

        private final String message;

        Device(String message) {
            this.message = message;
        }
    }

    /** What an operation does to the space of the device. */
    private enum Need {
        SPACE,
        NONE
    }

    private static final class Content {
        byte[] bytes = new byte[0];
        byte[] synced = new byte[0];
        /** Which bytes the next sync will write. */
        BitSet dirty = new BitSet();

        void write(int at, byte[] more, int offset, int length) {
            byte[] changed = Arrays.copyOf(bytes, Math.max(bytes.length, at + length));
            System.arraycopy(more, offset, changed, at, length);
            dirty.set(at, at + length);
            bytes = changed;
        }

        void overwrite(int at, byte[] by) {
            byte[] changed = bytes.clone();
            System.arraycopy(by, 0, changed, at, by.length);
            dirty.set(at, at + by.length);
            bytes = changed;
        }

        void truncate(int length) {
            bytes = Arrays.copyOf(bytes, length);
            dirty.clear(length, Integer.MAX_VALUE);
        }

        Need needOfSync() {
            return dirty.isEmpty() ? Need.NONE : Need.SPACE;
        }

        void sync() {
            byte[] now = Arrays.copyOf(synced, bytes.length);
            dirty.stream().forEach(at -> now[at] = bytes[at]);
            synced = now;
            dirty.clear();
        }
    }

    private record Change(String directory, Consumer<Map<String, Content>> effect) {}

    private final Map<String, Content> names = new TreeMap<>();
    private final Map<String, Content> syncedNames = new TreeMap<>();
    /** The changes of directories that were not synced, in order. */
    private final List<Change> unsynced = new ArrayList<>();

    private final AtomicInteger openStreams = new AtomicInteger();
    private int operations;
    private int failAt = Integer.MAX_VALUE;
    private Fault fault = Fault.ONCE;
    private boolean failed;
    private int refusedFrom = Integer.MAX_VALUE;
    private int refusedTo = Integer.MAX_VALUE;
    private Device device = Device.FULL;

    /** Lets the operation with a number, counted from 0, fail. */
    void failAt(int operation, Fault how) {
        failAt = operation;
        fault = how;
    }

    /** Lets a number of operations be refused, from the one with a number on. */
    synchronized void refuse(Device by, int from, int count) {
        device = by;
        refusedFrom = from;
        refusedTo = from + count;
    }

    /** How many operations that change something there were. */
    synchronized int operations() {
        return operations;
    }

    synchronized Device device() {
        return device;
    }

    synchronized boolean failed() {
        return failed;
    }

    /** The files as another process finds them after this one died; what was not synced then, still is not. */
    synchronized SimulatedFiles afterCrash() {
        SimulatedFiles copy = new SimulatedFiles();
        names.forEach((name, content) -> {
            copy.put(name, content.bytes.clone(), content.synced.clone());
        });
        return copy;
    }

    /** The files as they are found after the power went. */
    synchronized SimulatedFiles afterPowerLoss(Random random) {
        Map<String, Content> left = new TreeMap<>(syncedNames);
        Set<String> stopped = new HashSet<>();
        for (Change change : unsynced) {
            // Of each directory, the first so many changes survive.
            if (random.nextInt(3) == 0) {
                stopped.add(change.directory());
            }
            if (!stopped.contains(change.directory())) {
                change.effect().accept(left);
            }
        }
        SimulatedFiles copy = new SimulatedFiles();
        left.forEach((name, content) -> copy.put(name, survived(content, random)));
        return copy;
    }

    private static byte[] survived(Content content, Random random) {
        int shorter = Math.min(content.bytes.length, content.synced.length);
        int longer = Math.max(content.bytes.length, content.synced.length);
        int length = switch (random.nextInt(3)) {
            case 0 -> content.bytes.length;
            case 1 -> content.synced.length;
            default -> shorter + random.nextInt(longer - shorter + 1);
        };
        byte[] result = new byte[length];
        int odds = random.nextInt(4);
        for (int at = 0; at < length; at += BLOCK) {
            byte[] source = random.nextInt(4) < odds ? content.bytes : content.synced;
            int end = Math.min(Math.min(at + BLOCK, length), source.length);
            if (end > at) {
                System.arraycopy(source, at, result, at, end - at);
            }
        }
        return result;
    }

    /** Puts a file there, synced. */
    void put(String name, byte[] bytes) {
        put(name, bytes, bytes);
    }

    private synchronized void put(String name, byte[] bytes, byte[] synced) {
        Content content = new Content();
        content.bytes = bytes;
        content.synced = synced;
        for (int at = 0; at < bytes.length; at++) {
            content.dirty.set(at, at >= synced.length || bytes[at] != synced[at]);
        }
        names.put(name, content);
        syncedNames.put(name, content);
    }

    public synchronized byte[] get(String name) {
        Content content = names.get(name);
        if (content == null) {
            throw new IllegalArgumentException(name);
        }
        return content.bytes;
    }

    synchronized List<String> all() {
        return List.copyOf(names.keySet());
    }

    synchronized void remove(String name) {
        names.remove(name);
        syncedNames.remove(name);
    }

    public SimulatedFiles() {}

    @Override
    public synchronized boolean exists(String name) {
        return names.containsKey(name);
    }

    @Override
    public synchronized List<String> list(String directory) {
        String prefix = directory.isEmpty() ? "" : directory + "/";
        return names.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()).split("/", 2)[0])
                .distinct()
                .toList();
    }

    @Override
    public synchronized long size(String name) throws IOException {
        return content(name).bytes.length;
    }

    @Override
    public synchronized InputStream read(String name, long offset) throws IOException {
        InputStream in = new CountedStream(content(name).bytes);
        in.skipNBytes(offset);
        return in;
    }

    /** How many streams were opened for reading and not closed. */
    public int openStreams() {
        return openStreams.get();
    }

    private final class CountedStream extends ByteArrayInputStream {
        private boolean closed;

        CountedStream(byte[] bytes) {
            super(bytes);
            openStreams.incrementAndGet();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                openStreams.decrementAndGet();
            }
        }
    }

    @Override
    public synchronized Appender create(String name) throws IOException {
        step(Need.SPACE);
        Content content = new Content();
        change(name, all -> all.put(name, content));
        return new SimulatedAppender(content);
    }

    @Override
    public synchronized Appender reopen(String name, long length) throws IOException {
        Appender file = new SimulatedAppender(content(name));
        file.truncate(length);
        return file;
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        step(Need.SPACE);
        Content content = content(from);
        change(to, all -> {
            all.put(to, content);
            all.remove(from);
        });
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        step(Need.NONE);
        change(name, all -> all.remove(name));
    }

    @Override
    public synchronized void createDirectory(String name) throws IOException {
        step(Need.SPACE);
    }

    @Override
    public synchronized void syncDirectory(String name) throws IOException {
        step(unsynced.stream().anyMatch(change -> change.directory().equals(name)) ? Need.SPACE : Need.NONE);
        unsynced.stream()
                .filter(change -> change.directory().equals(name))
                .forEach(change -> change.effect().accept(syncedNames));
        unsynced.removeIf(change -> change.directory().equals(name));
    }

    @Override
    public ErrorCode meaning(Throwable failure) {
        return StorageFailure.code(failure, null);
    }

    private void change(String name, Consumer<Map<String, Content>> effect) {
        effect.accept(names);
        unsynced.add(new Change(name.contains("/") ? name.substring(0, name.indexOf('/')) : "", effect));
    }

    private Content content(String name) throws IOException {
        Content content = names.get(name);
        if (content == null) {
            throw new FileNotFoundException(name);
        }
        return content;
    }

    private boolean refuses(int number, Need need) {
        return number >= refusedFrom && number < refusedTo && (device == Device.READ_ONLY || need == Need.SPACE);
    }

    private void step(Need need) throws IOException {
        int number = operations++;
        if (refuses(number, need)) {
            failed = true;
            throw new IOException(device.message);
        }
        if (number == failAt || (number > failAt && fault != Fault.ONCE)) {
            failed = true;
            throw new IOException("operation " + number + " fails on purpose");
        }
    }

    /** Writes zeros ahead, as files on a disk do. They need space, but cannot fail alone. */
    private final class SimulatedAppender implements Appender {
        /** More than a frame, so that many writes are within the zeros. */
        private static final int RESERVED = 500;

        private final Content content;
        private int end;
        private boolean reserving;

        SimulatedAppender(Content content) {
            this.content = content;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            synchronized (SimulatedFiles.this) {
                boolean isTorn = operations == failAt && fault == Fault.TORN;
                if (isTorn || (device == Device.FULL && refuses(operations, Need.SPACE))) {
                    content.write(end, bytes, offset, length / 2);
                }
                step(Need.SPACE);
                content.write(end, bytes, offset, length);
                end += length;
                if (reserving && end == content.bytes.length) {
                    content.write(end, new byte[RESERVED], 0, RESERVED);
                }
            }
        }

        @Override
        public void reserveAhead() {
            reserving = true;
        }

        @Override
        public void overwrite(long at, byte[] bytes) throws IOException {
            synchronized (SimulatedFiles.this) {
                step(Need.SPACE);
                content.overwrite(Math.toIntExact(at), bytes);
            }
        }

        @Override
        public void sync() throws IOException {
            synchronized (SimulatedFiles.this) {
                try {
                    step(content.needOfSync());
                } catch (IOException e) {
                    content.dirty.clear();
                    throw e;
                }
                content.sync();
            }
        }

        @Override
        public void truncate(long length) throws IOException {
            synchronized (SimulatedFiles.this) {
                step(Need.NONE);
                end = Math.toIntExact(length);
                content.truncate(end);
            }
        }

        @Override
        public void close() {
            synchronized (SimulatedFiles.this) {
                if (content.bytes.length > end) {
                    content.truncate(end);
                }
            }
        }
    }
}
