package dev.memcore.store;

import java.io.IOException;

/** The growing end of the log on disk. For the log's thread alone. */
final class LogTail {
    private final LogFiles files;
    private final long segmentBytes;
    private final ReadableLog readable;
    private final ByteWriter header = new ByteWriter(FrameFormat.HEADER_BYTES);
    private Manifest manifest;
    private SegmentFile file;
    private long sealedBytes;
    private long lastWritten;
    private long lastSynced;
    /** Bytes of the growing segment that callers were, or are about to be, told of. */
    private long acknowledged;

    LogTail(LogFiles files, long segmentBytes, ReadableLog readable, LogRecovery.Recovered from) {
        this.files = files;
        this.segmentBytes = segmentBytes;
        this.readable = readable;
        this.manifest = from.manifest();
        this.file = from.file();
        this.acknowledged = from.file().length();
        this.sealedBytes = from.sealedBytes();
        this.lastWritten = from.lastSequence();
        this.lastSynced = from.lastSequence();
    }

    /** Whether the growing segment has room; it takes one frame of any size. */
    boolean fits(int payload) {
        return file.length() == SegmentHeader.BYTES
                || file.length() + FrameFormat.HEADER_BYTES + payload <= segmentBytes;
    }

    /** Adds a frame to the buffer, and gives it the next sequence. */
    void add(PendingAppend append) throws IOException {
        ByteWriter payload = append.payload();
        long sequence = lastWritten + 1;
        header.clear();
        FrameFormat.header(header, payload.length(), sequence, lastWritten - lastSynced, append.checksum());
        file.add(header.bytes(), header.length());
        file.add(payload.bytes(), payload.length());
        lastWritten = sequence;
    }

    /** Returns once all added frames are with the operating system. */
    void flush() throws IOException {
        file.flush();
        acknowledge();
    }

    /** Returns once all added frames are on the device. */
    void sync() throws IOException {
        file.sync();
        lastSynced = lastWritten;
        acknowledge();
    }

    boolean synced() {
        return lastSynced == lastWritten;
    }

    private void acknowledge() {
        acknowledged = file.length();
        readable.bytes(sealedBytes + acknowledged);
    }

    /**
     * Seals the segment and begins the next. The order matters: a segment is synced before the next one carries its
     * digest; the next one's header is synced before the manifest lists it; and the manifest lists it before it takes a
     * commit. So a segment that is not listed holds no commit, and recovery may throw it away.
     */
    void roll() throws IOException {
        sync();
        Segment.Seal seal = new Segment.Seal(lastWritten, file.length(), file.digest());
        Manifest rolled = manifest.rolled(seal);
        SegmentFile next = begin(files, rolled.store(), rolled.last(), seal.digest());
        try {
            ManifestFile.replace(files, rolled);
        } catch (IOException | RuntimeException e) {
            next.close();
            throw e;
        }
        file.close();
        file = next;
        manifest = rolled;
        sealedBytes += seal.bytes();
        acknowledge();
        readable.segments(rolled.segments());
    }

    /** Makes the file of a new segment, durable but for the manifest. */
    static SegmentFile begin(LogFiles files, StoreId store, Segment segment, Digest previous) throws IOException {
        SegmentHeader header = new SegmentHeader(store, segment.firstSequence(), previous);
        LogFiles.Appender created = files.create(segment.file());
        try {
            created.write(header.encode(), 0, SegmentHeader.BYTES);
            created.sync();
            files.syncDirectory(Segment.DIRECTORY);
            return new SegmentFile(created, header.digest(), SegmentHeader.BYTES);
        } catch (IOException | RuntimeException e) {
            created.close();
            throw e;
        }
    }

    /** Syncs, leaves the high-water mark in the manifest, and closes the file. */
    void close() throws IOException {
        try (SegmentFile closing = file) {
            sync();
            if (manifest.synced() != lastSynced) {
                manifest = manifest.withSynced(lastSynced);
                ManifestFile.replace(files, manifest);
            }
        }
    }

    /**
     * Gives up after a failure: cuts what nobody was told of, so that an append that failed is not there after the next
     * opening. Where even that fails, recovery will judge those bytes.
     */
    void abandon() {
        try (SegmentFile closing = file) {
            closing.truncate(acknowledged);
        } catch (IOException e) {
            // The first failure is the one that is reported.
            acknowledged = -1;
        }
    }
}
