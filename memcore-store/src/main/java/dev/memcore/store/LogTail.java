package dev.memcore.store;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** The growing end of the log on disk, and its manifest. For one thread at a time: {@link GroupCommitter} sees to that. */
final class LogTail {
    private final LogFiles files;
    private final long segmentBytes;
    private final RandomGenerator random;
    private final ReadableLog readable;
    private final ByteWriter header = new ByteWriter(FrameFormat.HEADER_BYTES);
    private Manifest manifest;
    private SegmentFile file;
    private long lastWritten;
    private long lastSynced;
    /** The last commit of this session that holds a mark of erasure; 0: none. */
    private long lastErasure;
    /** Bytes of the growing segment that callers were, or are about to be, told of. */
    private long acknowledged;

    LogTail(LogFiles files, SegmentedLog.Options options, ReadableLog readable, LogRecovery.Recovered from) {
        this.files = files;
        this.segmentBytes = options.segmentBytes();
        this.random = options.random();
        this.readable = readable;
        this.manifest = from.manifest();
        this.file = from.file();
        this.acknowledged = from.file().length();
        this.lastWritten = from.lastSequence();
        this.lastSynced = from.lastSequence();
    }

    /** Whether the growing segment has room; it takes one frame of any size. */
    boolean fits(int payload) {
        return file.length() == SegmentHeader.BYTES
                || file.length() + FrameFormat.HEADER_BYTES + payload <= segmentBytes;
    }

    /**
     * Adds a frame to the buffer, and gives it the next sequence. If it erases, the manifest says so before any of its bytes
     * is written: whoever finds the commit after a crash must know that there is something to purge.
     */
    void add(PendingAppend append) throws IOException {
        ByteWriter payload = append.payload();
        long sequence = lastWritten + 1;
        if (append.erases()) {
            if (manifest.erasing() == 0) {
                replace(manifest.withErasing(sequence));
            }
            lastErasure = sequence;
        }
        header.clear();
        FrameFormat.header(
                header, payload.length(), sequence, FrameFormat.COMMIT, lastWritten - lastSynced, append.checksum());
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
        readable.bytes(manifest.sealedBytes() + acknowledged);
    }

    /**
     * Seals the segment and begins the next. The order matters: a segment is synced before the next one carries its
     * digest; the next one's header is synced before the manifest lists it; and the manifest lists it before it takes a
     * commit. So a segment that is not listed holds no commit, and recovery may throw it away.
     */
    void roll() throws IOException {
        sync();
        Segment.Bond salted = new Segment.Bond.Salted(salt());
        Segment.Seal seal = new Segment.Seal(lastWritten, file.length(), file.digest(), salted);
        Manifest rolled = manifest.rolled(seal);
        Segment begun = rolled.last();
        SegmentFile next = SegmentFile.create(
                files, begun.file(), new SegmentHeader(rolled.store(), begun.firstSequence(), seal.known()));
        try {
            replace(rolled);
        } catch (IOException | RuntimeException e) {
            next.close();
            throw e;
        }
        file.close();
        file = next;
        acknowledge();
        readable.segments(rolled.segments());
    }

    private String salt() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }

    private void replace(Manifest by) throws IOException {
        ManifestFile.replace(files, by);
        manifest = by;
    }

    Manifest manifest() {
        return manifest;
    }

    /** The log as it stands, with all that was acknowledged, and perhaps more. */
    Snapshot snapshot() {
        return new Snapshot(manifest, lastWritten, acknowledged);
    }

    /**
     * A log at a moment.
     *
     * @param manifest its segments
     * @param lastSequence its last commit
     * @param growingBytes how far the growing segment is filled, up to that commit
     */
    record Snapshot(Manifest manifest, long lastSequence, long growingBytes) {}

    /** Puts rewritten segments in the place of those that held the same commits, all at once. */
    void swap(List<Segment> rewritten) throws IOException {
        swap(manifest.withReplaced(rewritten));
    }

    /** The same, after the marks of erasure up to a commit have been carried out; later ones remain to be. */
    void swapPurged(List<Segment> rewritten, long purgedTo) throws IOException {
        swap(manifest.withReplaced(rewritten).withErasing(lastErasure > purgedTo ? purgedTo + 1 : 0));
    }

    /** Not before all commits are on the device: what follows from one, such as a purge, must not outlive it. */
    private void swap(Manifest swapped) throws IOException {
        sync();
        replace(swapped);
        readable.segments(swapped.segments());
        acknowledge();
    }

    /** Syncs, leaves the high-water mark in the manifest, and closes the file. */
    void close() throws IOException {
        try (SegmentFile closing = file) {
            sync();
            if (manifest.synced() != lastSynced) {
                replace(manifest.withSynced(lastSynced));
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
