package dev.memcore.store.tail;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.store.append.GroupCommitter;
import dev.memcore.store.bytes.ByteWriter;
import dev.memcore.store.file.FailedSyncException;
import dev.memcore.store.file.LogFiles;
import dev.memcore.store.frame.BadFrameException;
import dev.memcore.store.frame.Frame;
import dev.memcore.store.frame.FrameFormat;
import dev.memcore.store.segment.FrameReader;
import dev.memcore.store.segment.LogSegment;
import dev.memcore.store.segment.Manifest;
import dev.memcore.store.segment.ManifestFile;
import dev.memcore.store.segment.RecoveredLog;
import dev.memcore.store.segment.SegmentFile;
import dev.memcore.store.segment.SegmentHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The growing end of the log on disk, and its manifest. For one thread at a time: {@link GroupCommitter} sees to that.
 *
 * <p>Any write may fail. {@link #takeBack} then returns to what was acknowledged last, and {@link #repair} brings the files
 * to the same state before anything else is written. What a failed write leaves is cut; if the manifest was being replaced,
 * either may be in force, and the one that holds is written again; and what was acknowledged since the last sync is written
 * again after a failed sync, since the operating system may regard these bytes as written, although they are not.
 */
public final class LogTail {
    private final LogFiles files;
    private final long segmentBytes;
    private final RandomGenerator random;
    private final ReadableLog readable;
    private final ByteWriter header = new ByteWriter(FrameFormat.HEADER_BYTES);
    private Manifest manifest;
    private SegmentFile file;
    private long lastWritten;
    private long lastAcknowledged;
    private long lastSynced;
    /** Bytes of the growing segment that were synced. */
    private long syncedBytes;
    /** Whether the file may hold more than was acknowledged. */
    private boolean uncut;
    /** Whether another manifest may be in force. */
    private boolean manifestUnsure;
    /** Whether a sync has failed since the last one that succeeded. */
    private boolean syncFailed;
    /** The last commit of this session that holds a mark of erasure; 0: none. */
    private long lastErasure;
    /** Bytes of the growing segment that callers were, or are about to be, told of. */
    private long acknowledged;

    public LogTail(LogFiles files, long segmentBytes, RandomGenerator random, ReadableLog readable, RecoveredLog from) {
        this.files = files;
        this.segmentBytes = segmentBytes;
        this.random = random;
        this.readable = readable;
        this.manifest = from.manifest();
        this.file = from.file();
        this.acknowledged = from.file().length();
        this.lastWritten = from.lastSequence();
        this.lastAcknowledged = from.lastSequence();
        this.lastSynced = from.lastSequence();
        this.syncedBytes = from.file().length();
    }

    /** Whether the growing segment has room; it takes one frame of any size. */
    public boolean fits(int payload) {
        return file.length() == SegmentHeader.BYTES
                || file.length() + FrameFormat.HEADER_BYTES + payload <= segmentBytes;
    }

    /**
     * Adds a frame to the buffer, and gives it the next sequence. If it erases, the manifest says so before any of its bytes
     * is written: whoever finds the commit after a crash must know that there is something to purge.
     */
    public void add(PendingAppend append) throws IOException {
        repair();
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
    public void flush() throws IOException {
        file.flush();
        acknowledge();
    }

    /** Returns once all added frames are on the device. */
    public void sync() throws IOException {
        syncFile();
        acknowledge();
    }

    private void syncFile() throws IOException {
        try {
            file.sync();
        } catch (FailedSyncException e) {
            syncFailed = true;
            throw e;
        }
        syncFailed = false;
        lastSynced = lastWritten;
        syncedBytes = file.length();
    }

    public boolean synced() {
        return lastSynced == lastWritten;
    }

    /** Returns to what was acknowledged last, after a failure; the files follow as far as that is possible now. */
    public void takeBack() {
        file.takeBack();
        lastWritten = lastAcknowledged;
        uncut = true;
        try {
            repair();
        } catch (IOException e) {
            // It is tried again before anything is written; the first failure is the one that is reported.
            uncut = true;
        }
    }

    /** Brings the files to the state that this has in memory, if a failure has left them in another. */
    public void repair() throws IOException {
        if (uncut) {
            file.restore();
            uncut = false;
        }
        if (manifestUnsure) {
            ManifestFile.restore(files, manifest);
            manifestUnsure = false;
        }
        if (syncFailed) {
            file.overwrite(unsynced());
            syncFile();
        }
    }

    /** What was acknowledged, but not synced; read back and verified. */
    private byte[] unsynced() throws IOException {
        byte[] bytes;
        try (InputStream in = files.read(manifest.last().file(), syncedBytes)) {
            bytes = in.readNBytes(Math.toIntExact(acknowledged - syncedBytes));
        }
        long end = (long) SegmentHeader.BYTES + bytes.length;
        try (FrameReader frames =
                new FrameReader(new ByteArrayInputStream(bytes), manifest.store(), end, lastSynced + 1, null)) {
            long last = lastSynced;
            for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
                last = frame.last();
            }
            if (last == lastAcknowledged) {
                return bytes;
            }
        } catch (BadFrameException e) {
            throw new FailedSyncException(new IOException(e.getMessage(), e));
        }
        throw new FailedSyncException(new IOException("what was acknowledged since the last sync cannot be read back"));
    }

    private void acknowledge() {
        acknowledged = file.length();
        lastAcknowledged = lastWritten;
        file.mark();
        readable.bytes(manifest.sealedBytes() + acknowledged);
    }

    /**
     * Seals the segment and begins the next. The order matters: a segment is synced before the next one carries its
     * digest; the next one's header is synced before the manifest lists it; and the manifest lists it before it takes a
     * commit. So a segment that is not listed holds no commit, and recovery may throw it away.
     */
    public void roll() throws IOException {
        repair();
        sync();
        LogSegment.Bond salted = new LogSegment.Bond.Salted(salt());
        LogSegment.Seal seal = new LogSegment.Seal(lastWritten, file.length(), file.digest(), salted);
        Manifest rolled = manifest.rolled(seal);
        LogSegment begun = rolled.last();
        SegmentFile next = SegmentFile.create(
                files, begun.file(), new SegmentHeader(rolled.store(), begun.firstSequence(), seal.known()));
        try {
            replace(rolled);
        } catch (IOException | RuntimeException e) {
            closeAfter(e, next);
            throw e;
        }
        SegmentFile full = file;
        file = next;
        syncedBytes = next.length();
        acknowledge();
        readable.segments(rolled.segments());
        full.close();
    }

    private static void closeAfter(Exception failure, SegmentFile file) {
        try {
            file.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private String salt() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }

    private void replace(Manifest by) throws IOException {
        ManifestFile.prepare(files, by);
        manifestUnsure = true;
        ManifestFile.commit(files);
        manifestUnsure = false;
        manifest = by;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** Whether the manifest that this knows is the one in force, whatever has failed. */
    public boolean isManifestSure() {
        return !manifestUnsure;
    }

    /** See {@link LogFiles#meaning}. */
    public ErrorCode meaning(Throwable failure) {
        return files.meaning(failure);
    }

    /** The log as it stands, with all that was acknowledged, and perhaps more. */
    public Snapshot snapshot() {
        return new Snapshot(manifest, lastWritten, acknowledged);
    }

    /**
     * A log at a moment.
     *
     * @param manifest its segments
     * @param lastSequence its last commit
     * @param growingBytes how far the growing segment is filled, up to that commit
     */
    public record Snapshot(Manifest manifest, long lastSequence, long growingBytes) {}

    /** Puts rewritten segments in the place of those that held the same commits, all at once. */
    public void swap(List<LogSegment> rewritten) throws IOException {
        swap(manifest.withReplaced(rewritten));
    }

    /** The same, after the marks of erasure up to a commit have been carried out; later ones remain to be. */
    public void swapPurged(List<LogSegment> rewritten, long purgedTo) throws IOException {
        swap(manifest.withReplaced(rewritten).withErasing(lastErasure > purgedTo ? purgedTo + 1 : 0));
    }

    /** Not before all commits are on the device: what follows from one, such as a purge, must not outlive it. */
    private void swap(Manifest swapped) throws IOException {
        repair();
        sync();
        replace(swapped);
        readable.segments(swapped.segments());
        acknowledge();
    }

    /**
     * Syncs, leaves the high-water mark in the manifest, and closes the file. Fails if the sync does. A mark that cannot be
     * written does no harm: the one before is lower.
     */
    public void close() throws IOException {
        try (SegmentFile closing = file) {
            if (!synced() || syncFailed || uncut || manifestUnsure) {
                repair();
                sync();
            }
            if (manifest.synced() != lastSynced) {
                mark(manifest.withSynced(lastSynced));
            }
        }
    }

    private void mark(Manifest by) {
        try {
            replace(by);
        } catch (IOException e) {
            manifestUnsure = true;
        }
    }

    /** Whether all that was acknowledged is on the device. */
    public boolean acknowledgedSynced() {
        return lastSynced == lastAcknowledged;
    }

    /**
     * Gives up after a failure: cuts what nobody was told of, so that an append that failed is not there after the next
     * opening. Where even that fails, recovery will judge those bytes.
     */
    public void abandon() {
        try (SegmentFile closing = file) {
            closing.restore();
        } catch (IOException e) {
            // The first failure is the one that is reported.
            acknowledged = -1;
        }
    }
}
