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
 * The growing end of the log on disk, and its manifest. For one thread at a time, which {@link GroupCommitter} ensures.
 *
 * <p>Any write may fail. {@link #takeBack} then returns to the last acknowledged state, and {@link #repair} brings the
 * files to that state before anything else is written:
 *
 * <ul>
 * <li>The rest of a failed write is cut.
 * <li>If the manifest was being replaced, the old or the new one may be in force. The one that this object holds is
 * written again.
 * <li>After a failed sync, the bytes that were acknowledged since the last sync are written again. The operating system
 * may regard them as written, although they are not.
 * </ul>
 */
public final class LogTail {
    /** The number of bytes that {@link #digestMore} reads: 256 KiB, whose SHA-256 takes less than a millisecond. */
    private static final long DIGEST_PART = 256 << 10;

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
    /** The number of bytes of the growing segment that are synced. */
    private long syncedBytes;
    /** Whether the file may hold bytes that were not acknowledged. */
    private boolean uncut;
    /** Whether another manifest than {@link #manifest} may be in force. */
    private boolean manifestUnsure;
    /** Whether a sync has failed since the last one that succeeded. */
    private boolean syncFailed;
    /** The last commit with an Erase operation since the log was opened; 0 if there is none. */
    private long lastErasure;
    /** Whether the digest of the growing segment is left to the next roll, because reading for it has failed. */
    private boolean digestLater;
    /** The number of bytes of the growing segment whose commits are acknowledged, or are about to be. */
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

    /** Whether the growing segment has room for a payload. An empty segment has room for one frame of any size. */
    public boolean fits(int payload) {
        return file.length() == SegmentHeader.BYTES
                || file.length() + FrameFormat.HEADER_BYTES + payload <= segmentBytes;
    }

    /**
     * Adds a frame to the buffer, and assigns it the next sequence. If the commit erases, the manifest records this
     * before any byte of the commit is written. So if the commit is found after a crash, it is known that there is
     * something to purge.
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

    /** Returns once the operating system has all added frames. */
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

    /** Returns to the last acknowledged state after a failure. Repairs the files, too, if that is possible now. */
    public void takeBack() {
        file.takeBack();
        lastWritten = lastAcknowledged;
        uncut = true;
        try {
            repair();
        } catch (IOException e) {
            // The repair is tried again before the next write. Only the first failure is reported.
            uncut = true;
        }
    }

    /** Brings the files to the state in memory, if a failure has left them in another state. */
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

    /** Reads back and verifies the bytes that were acknowledged but not synced. */
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

    /**
     * Prepares the digest of a segment that was reopened, by one part. So a later {@link #roll} does not read the
     * complete segment while appends wait. Does nothing if files may be in another state than in memory.
     */
    public void digestMore() {
        if (uncut || syncFailed || digestLater || file.length() != acknowledged) {
            return;
        }
        try {
            file.catchUp(DIGEST_PART);
        } catch (IOException e) {
            // The roll reads these bytes again, and reports a failure.
            digestLater = true;
        }
    }

    private void acknowledge() {
        acknowledged = file.length();
        lastAcknowledged = lastWritten;
        file.mark();
        readable.bytes(manifest.sealedBytes() + acknowledged);
    }

    /**
     * Seals the segment and begins the next one. The order matters. A segment is synced before the next one contains
     * its digest. The header of the next one is synced before the manifest lists it. The manifest lists it before it
     * takes a commit. So a segment that is not listed holds no commit, and recovery may delete it. Only the growing segment
     * may have zeros at its end, so they are cut before the sync.
     */
    public void roll() throws IOException {
        repair();
        file.cut();
        sync();
        LogSegment.Bond salted = new LogSegment.Bond.Salted(salt());
        LogSegment.Seal seal = new LogSegment.Seal(lastWritten, file.length(), file.digest(), salted);
        Manifest rolled = manifest.rolled(seal);
        LogSegment begun = rolled.last();
        SegmentFile next = SegmentFile.create(
                files, begun.file(), new SegmentHeader(rolled.store(), begun.firstSequence(), seal.known()));
        try {
            next.reserveAhead();
            replace(rolled);
        } catch (IOException | RuntimeException e) {
            closeAfter(e, next);
            throw e;
        }
        SegmentFile full = file;
        file = next;
        digestLater = false;
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

    /** Whether it is certain that {@link #manifest} is in force. */
    public boolean isManifestSure() {
        return !manifestUnsure;
    }

    /** See {@link LogFiles#meaning}. */
    public ErrorCode meaning(Throwable failure) {
        return files.meaning(failure);
    }

    /**
     * Returns the present state of the log. It contains all acknowledged commits, and perhaps commits that are not
     * published.
     */
    public Snapshot snapshot() {
        return new Snapshot(manifest, lastWritten, acknowledged);
    }

    /**
     * The state of a log at one moment.
     *
     * @param manifest its segments
     * @param lastSequence its last commit
     * @param growingBytes the size of the growing segment up to the end of that commit
     */
    public record Snapshot(Manifest manifest, long lastSequence, long growingBytes) {}

    /** Replaces segments by rewritten ones that hold the same commits, all at once. */
    public void swap(List<LogSegment> rewritten) throws IOException {
        swap(manifest.withReplaced(rewritten));
    }

    /** Does the same after a purge up to a commit. Later Erase operations remain to be carried out. */
    public void swapPurged(List<LogSegment> rewritten, long purgedTo) throws IOException {
        swap(manifest.withReplaced(rewritten).withErasing(lastErasure > purgedTo ? purgedTo + 1 : 0));
    }

    /**
     * Replaces the manifest once all commits are on the device, and marks them as synced. The effect of a commit, such as a
     * purge, must not outlive it; if the commit is missing at a later opening, the mark shows that.
     */
    private void swap(Manifest swapped) throws IOException {
        repair();
        sync();
        replace(swapped.withSynced(lastSynced));
        readable.segments(swapped.segments());
        acknowledge();
    }

    /**
     * Syncs, writes the high-water mark into the manifest, and closes the file. Fails if the sync fails. If the mark
     * cannot be written, the old one stays. It is lower, so it does no harm.
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

    /** Whether all acknowledged commits are on the device. */
    public boolean acknowledgedSynced() {
        return lastSynced == lastAcknowledged;
    }

    /**
     * Closes the file after a fatal failure. First cuts the bytes that were not acknowledged, so that a failed append
     * does not exist after the next opening. If the cut fails, recovery decides about these bytes.
     */
    public void abandon() {
        try (SegmentFile closing = file) {
            closing.restore();
        } catch (IOException e) {
            // Only the first failure is reported.
            acknowledged = -1;
        }
    }
}
