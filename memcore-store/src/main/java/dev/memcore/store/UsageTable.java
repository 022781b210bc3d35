package dev.memcore.store;

import dev.memcore.api.MemoryId;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.Usage;
import dev.memcore.io.FileThread;
import dev.memcore.store.bytes.ByteReader;
import dev.memcore.store.bytes.MalformedException;
import dev.memcore.store.file.DiskFiles;
import dev.memcore.store.file.LogFiles;
import dev.memcore.store.file.OwnedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The usage counts of memories, by id. The table is on the heap and is saved to a small file, so that opening need not
 * read the complete log. The table is derived from the {@link dev.memcore.api.operation.MemoryOp.Use} operations in the
 * log. If the file is missing, damaged, or of another format, the table is empty and must be filled from the log.
 *
 * <p>Each count records the last commit that it includes. So adding a commit twice has no effect. The file may be saved
 * while commits arrive: a later commit that it already includes is not counted again.
 *
 * <p>Safe for use by several threads. Only threads that save the file wait for each other. Takes about 130 bytes of
 * heap, and 53 bytes of file, for each memory that was ever used.
 */
public final class UsageTable {
    private static final byte[] MAGIC = "memcoreU".getBytes(StandardCharsets.US_ASCII);
    private static final short FORMAT = 3;
    private static final int HEADER_BYTES = MAGIC.length + 2 + 8 + 4;
    private static final int ENTRY_BYTES = 16 + 3 * 4 + 1 + 8 + 8 + 8;
    private static final int CHECKSUM_BYTES = 4;

    private final @Nullable Place place;
    private final boolean readOnly;
    private final Map<MemoryId, Counted> usages = new ConcurrentHashMap<>();
    private volatile long sequence;

    /** The usage of a memory, up to and including a commit. */
    private record Counted(Usage usage, long sequence) {
        Counted plus(Counted later) {
            return later.sequence <= sequence ? this : new Counted(usage.plus(later.usage), later.sequence);
        }
    }

    /** The location of the file. */
    private record Place(LogFiles files, String name) {}

    private UsageTable(@Nullable Place place, boolean readOnly) {
        this.place = place;
        this.readOnly = readOnly;
    }

    /**
     * Opens the table of a file, which need not exist. O(size).
     *
     * @param file the file, or null for a table on the heap alone, whose {@link #save} only records the sequence
     * @throws MemoryException {@link ErrorCode#IO_FAILED} if the file cannot be read
     */
    public static UsageTable open(@Nullable Path file) {
        return open(file == null ? null : place(file), false);
    }

    /**
     * Opens the table of a file, which need not exist. Never writes the file: {@link #save} only records the sequence.
     */
    public static UsageTable openReadOnly(Path file) {
        return open(place(file), true);
    }

    /** Opens the table of a file in a directory. */
    static UsageTable open(LogFiles files, String name) {
        return open(new Place(files, name), false);
    }

    private static UsageTable open(@Nullable Place place, boolean readOnly) {
        UsageTable table = new UsageTable(place, readOnly);
        if (place != null) {
            table.load(place);
        }
        return table;
    }

    private static Place place(Path file) {
        Path absolute = file.toAbsolutePath();
        LogFiles files = new OwnedFiles(
                new DiskFiles(Objects.requireNonNull(absolute.getParent())), FileThread.perOperation("memcore-files"));
        return new Place(files, absolute.getFileName().toString());
    }

    /** The usage of a memory, or {@link Usage#NONE} if it was never used. O(1). */
    public Usage get(MemoryId id) {
        Counted counted = usages.get(id);
        return counted == null ? Usage.NONE : counted.usage;
    }

    /**
     * Adds all uses of a memory that a commit holds, unless they were counted already. O(1).
     *
     * @param delta the sum of these uses
     * @param sequence the sequence of the commit; the commits of one memory must arrive in order
     */
    public void add(MemoryId id, Usage delta, long sequence) {
        usages.merge(id, new Counted(delta, sequence), Counted::plus);
    }

    /**
     * Removes the counts of an erased memory. O(1).
     *
     * @return whether the memory had counts
     */
    public boolean remove(MemoryId id) {
        return usages.remove(id) != null;
    }

    /** The last commit whose uses the table contained when it was opened or last saved; 0 if there is none. */
    public long sequence() {
        return sequence;
    }

    /**
     * Replaces the file atomically. Does not sync it, because it can be rebuilt from the log. O(size).
     *
     * @param sequence the last commit up to which all uses were added before the call; later uses may be added
     *     meanwhile
     * @throws MemoryException {@link ErrorCode#STORAGE_FULL}, {@link ErrorCode#STORAGE_READ_ONLY} or
     *     {@link ErrorCode#IO_FAILED} if it cannot be written; the file then stays as it was
     */
    public synchronized void save(long sequence) {
        if (place != null && !readOnly) {
            try {
                replace(place, encode(sequence));
            } catch (IOException e) {
                throw MemoryException.of(
                        place.files().meaning(e), "the counts of use could not be written (" + e + ")", e);
            }
        }
        this.sequence = sequence;
    }

    private static void replace(Place place, byte[] bytes) throws IOException {
        String next = place.name() + ".next";
        try (LogFiles.Appender out = place.files().create(next)) {
            out.write(bytes, 0, bytes.length);
        }
        place.files().rename(next, place.name());
    }

    private byte[] encode(long contained) {
        Map<MemoryId, Counted> copy = Map.copyOf(usages);
        int size = Math.addExact(HEADER_BYTES + CHECKSUM_BYTES, Math.multiplyExact(copy.size(), ENTRY_BYTES));
        ByteBuffer out = ByteBuffer.allocate(size);
        out.put(MAGIC).putShort(FORMAT).putLong(contained).putInt(copy.size());
        copy.forEach((id, counted) -> encode(out, id, counted));
        out.putInt(checksum(out.array(), out.position()));
        return out.array();
    }

    private static void encode(ByteBuffer out, MemoryId id, Counted counted) {
        Usage usage = counted.usage;
        Instant last = usage.lastUsed();
        out.putLong(id.mostSignificant()).putLong(id.leastSignificant());
        out.putInt(usage.uses()).putInt(usage.succeeded()).putInt(usage.failed());
        out.put((byte) (last == null ? 0 : 1)).putLong(last == null ? 0 : last.toEpochMilli());
        out.putDouble(usage.attention()).putLong(counted.sequence);
    }

    private void load(Place from) {
        try {
            if (from.files().exists(from.name())) {
                decode(read(from));
            }
        } catch (MalformedException e) {
            clear();
        } catch (MemoryException e) {
            // The counts are invalid, so the file is damaged and the checksum did not detect it.
            clear();
        } catch (IOException e) {
            throw MemoryException.of(ErrorCode.IO_FAILED, "the counts of use could not be read (" + e + ")", e);
        }
    }

    private static byte[] read(Place from) throws IOException {
        try (InputStream in = from.files().read(from.name(), 0)) {
            return in.readAllBytes();
        }
    }

    private void clear() {
        usages.clear();
        sequence = 0;
    }

    private void decode(byte[] bytes) throws MalformedException {
        int end = bytes.length - CHECKSUM_BYTES;
        if (end < HEADER_BYTES
                || new ByteReader(bytes, end, bytes.length).u32() != checksum(bytes, end)
                || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new MalformedException("no table of uses, or a damaged one");
        }
        ByteReader in = new ByteReader(bytes, MAGIC.length, end);
        int format = in.u16();
        long contained = in.u64();
        int count = in.u32();
        if (format != FORMAT || count != in.remaining() / ENTRY_BYTES || in.remaining() % ENTRY_BYTES != 0) {
            throw new MalformedException("a table of another format");
        }
        for (int i = 0; i < count; i++) {
            MemoryId id = in.id();
            int uses = in.u32();
            int succeeded = in.u32();
            int failed = in.u32();
            boolean used = in.u8() == 1;
            long last = in.u64();
            double attention = Double.longBitsToDouble(in.u64());
            Usage usage = new Usage(uses, succeeded, failed, used ? Instant.ofEpochMilli(last) : null, attention);
            usages.put(id, new Counted(usage, in.u64()));
        }
        sequence = contained;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
