package dev.memcore.store;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.LogDamagedException;
import dev.memcore.api.error.MemoryException;
import dev.memcore.store.bytes.MalformedException;
import dev.memcore.store.bytes.Sha256;
import dev.memcore.store.bytes.StoreId;
import dev.memcore.store.file.LogFiles;
import dev.memcore.store.frame.BadFrameException;
import dev.memcore.store.frame.Frame;
import dev.memcore.store.segment.FrameReader;
import dev.memcore.store.segment.FrameSearch;
import dev.memcore.store.segment.LogSegment;
import dev.memcore.store.segment.Manifest;
import dev.memcore.store.segment.ManifestFile;
import dev.memcore.store.segment.OrphanSegments;
import dev.memcore.store.segment.RecoveredLog;
import dev.memcore.store.segment.SegmentFile;
import dev.memcore.store.segment.SegmentHeader;
import dev.memcore.store.tail.LogCursor;
import dev.memcore.store.tail.LogTail;
import dev.memcore.store.tail.ReadableLog;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the directory of a log. If the log is opened for writing, also cuts off the rest of an interrupted write, so
 * that the log can grow. If it is opened read-only, only reports where such a rest begins.
 *
 * <p>The one hard decision concerns a bad frame near the end of the log. It can be the rest of a write that was never
 * acknowledged, which must be cut. Or it can be an acknowledged commit that was damaged, which must be reported. It is
 * damage if something proves that the commit had been synced: the high-water mark of the manifest, or the lag of an
 * intact frame after it. Otherwise it is cut, together with everything after it. One case cannot be decided: damage to
 * the last group of commits after a crash.
 */
final class LogRecovery {
    /**
     * The total size of the sealed segments, in bytes, up to which every opening verifies the frames of all segments.
     * If they are larger, it verifies only the frames of the last segment.
     */
    static final long VERIFY_ALL_BYTES = 1L << 30;

    private final LogFiles files;
    private final Manifest manifest;
    private final long verifyAllBytes;

    /**
     * The result of a verification, which changes no file.
     *
     * @param header the header of the growing segment
     * @param lastSequence the last commit
     * @param lastMoment the recorded time of that commit, in milliseconds; {@link Long#MIN_VALUE} if there is none
     * @param sealedBytes the size of the sealed segments
     * @param growingBytes the size of the growing segment up to the end of its last commit
     * @param tornBytes the number of bytes after that end, without zeros at the end of the file: the rest of an
     *     interrupted write
     */
    record Verified(
            Manifest manifest,
            SegmentHeader header,
            long lastSequence,
            long lastMoment,
            long sealedBytes,
            long growingBytes,
            long tornBytes) {
        LogTail.Snapshot snapshot() {
            return new LogTail.Snapshot(manifest, lastSequence, growingBytes);
        }

        /** The part that can be read. */
        ReadableLog.State state() {
            return new ReadableLog.State(lastSequence, lastMoment, manifest.segments(), sealedBytes + growingBytes);
        }
    }

    private LogRecovery(LogFiles files, Manifest manifest, long verifyAllBytes) {
        this.files = files;
        this.manifest = manifest;
        this.verifyAllBytes = verifyAllBytes;
    }

    /** Recovers the log. Begins a new log if there is none. */
    static RecoveredLog open(LogFiles files, RandomGenerator random, long verifyAllBytes) throws IOException {
        files.delete(ManifestFile.NEXT);
        if (!files.exists(Manifest.FILE)) {
            begin(files, StoreId.draw(random));
        }
        return new LogRecovery(files, ManifestFile.read(files), verifyAllBytes).recover();
    }

    /** Verifies a log that is opened read-only. Fails with {@link ErrorCode#INVALID_ARGUMENT} if there is none. */
    static Verified verify(LogFiles files, long verifyAllBytes) throws IOException {
        if (!files.exists(Manifest.FILE)) {
            requireNothing(files, LogSegment.growing(1, 1));
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "there is no store in the directory; a store that is opened read-only must exist");
        }
        return new LogRecovery(files, ManifestFile.read(files), verifyAllBytes).verify();
    }

    /** Begins a log without commits. */
    static void begin(LogFiles files, StoreId store) throws IOException {
        LogSegment first = LogSegment.growing(1, 1);
        requireNothing(files, first);
        files.createDirectory(LogSegment.DIRECTORY);
        files.syncDirectory("");
        SegmentFile.create(files, first.file(), new SegmentHeader(store, 1, Sha256.NONE))
                .close();
        ManifestFile.replace(files, new Manifest(store, List.of(first), 0, 0));
    }

    /** Fails if there are segments without a manifest, except the rest of an interrupted {@link #begin}. */
    private static void requireNothing(LogFiles files, LogSegment first) throws IOException {
        for (String name : files.list(LogSegment.DIRECTORY)) {
            if (!name.equals(first.name()) || !mayBeTorn(files, first)) {
                throw new LogDamagedException(
                        ErrorCode.FOREIGN_FILE,
                        LogSegment.DIRECTORY + "/" + name,
                        0,
                        "there is no " + Manifest.FILE + ", so this is not a memcore store, or it is incomplete;"
                                + " restore the file, or choose an empty directory",
                        null);
            }
        }
    }

    private RecoveredLog recover() throws IOException {
        Verified verified = verify();
        deleteBegun();
        RecoveredLog recovered = growing(verified);
        // Only after the listed segments were verified: until then, an orphan may be the only copy of its commits.
        OrphanSegments.delete(files, manifest.segments());
        return recovered;
    }

    private Verified verify() throws IOException {
        checkNames();
        long sealedBytes = 0;
        Sha256 previous = Sha256.NONE;
        long sequence = 0;
        boolean verifyAll = manifest.sealedBytes() <= verifyAllBytes;
        for (LogSegment segment : manifest.sealed()) {
            sealedBytes += checkSealed(segment, sequence, previous, verifyAll);
            previous = segment.sealed().known();
            sequence = segment.sealed().lastSequence();
        }
        return verifyLast(manifest.last(), sequence, previous, sealedBytes);
    }

    /** The segment that an interrupted roll may have created before the manifest listed it. */
    private LogSegment begun() {
        return LogSegment.growing(manifest.last().number() + 1, 0);
    }

    private void deleteBegun() throws IOException {
        if (files.exists(begun().file())) {
            files.delete(begun().file());
            files.syncDirectory(LogSegment.DIRECTORY);
        }
    }

    /** Checks that all listed segments exist, and that all other files were left by an interruption. */
    private void checkNames() throws IOException {
        List<String> present = files.list(LogSegment.DIRECTORY);
        int before = 0;
        for (LogSegment segment : manifest.segments()) {
            if (segment.number() <= before) {
                throw damage(Manifest.FILE, 0, "it lists segment " + segment.number() + " after " + before);
            }
            before = segment.number();
            if (!present.contains(segment.name())) {
                throw damage(segment.file(), 0, "the segment is missing; restore the file, or export what is intact");
            }
        }
        List<String> listed = manifest.segments().stream().map(LogSegment::name).toList();
        for (String name : present) {
            boolean isBegun = name.equals(begun().name()) && mayBeTorn(files, begun());
            if (!isBegun && !listed.contains(name) && !OrphanSegments.among(manifest.segments(), name)) {
                throw new LogDamagedException(
                        ErrorCode.FOREIGN_FILE,
                        LogSegment.DIRECTORY + "/" + name,
                        0,
                        Manifest.FILE + " does not list it; restore the manifest that does, or remove the file",
                        null);
            }
        }
    }

    /** Whether a segment has no commits, and only a complete or partial header. */
    private static boolean mayBeTorn(LogFiles files, LogSegment segment) throws IOException {
        if (files.size(segment.file()) > SegmentHeader.BYTES) {
            return false;
        }
        try (InputStream in = files.read(segment.file(), 0)) {
            return SegmentHeader.mayBeTorn(in.readAllBytes());
        }
    }

    private long checkSealed(LogSegment segment, long before, Sha256 previous, boolean frames) throws IOException {
        LogSegment.Seal seal = segment.sealed();
        long size = files.size(segment.file());
        if (size != seal.bytes()) {
            throw damage(
                    segment.file(), Math.min(size, seal.bytes()), "it has " + size + " bytes, not " + seal.bytes());
        }
        try (InputStream in = files.read(segment.file(), 0)) {
            SegmentHeader header = checkHeader(in, segment, before, previous);
            if (frames) {
                MessageDigest digest = header.digest();
                FrameReader reader = new FrameReader(in, manifest.store(), size, segment.firstSequence(), digest);
                readAll(reader);
                segment.checkSeal(reader.nextSequence() - 1, new Sha256(digest.digest()));
            }
        } catch (BadFrameException e) {
            throw e.damage(segment.file());
        }
        return size;
    }

    /** Reads the remaining frames, which verifies them. */
    private static void readAll(FrameReader reader) throws IOException, BadFrameException {
        while (reader.next() != null) {
            // Reading a frame verifies it.
        }
    }

    private SegmentHeader checkHeader(InputStream in, LogSegment segment, long before, Sha256 previous)
            throws IOException {
        return checkHeader(SegmentHeader.read(in, segment.file()), manifest.store(), segment, before, previous);
    }

    /**
     * Checks that a segment follows the one before: it has the same store, the next sequence, and the digest of that
     * segment.
     */
    static SegmentHeader checkHeader(
            SegmentHeader header, StoreId store, LogSegment segment, long before, Sha256 previous) {
        if (!header.store().equals(store)) {
            throw new LogDamagedException(
                    ErrorCode.FOREIGN_FILE, segment.file(), 0, "it belongs to another store, " + header.store(), null);
        }
        if (header.firstSequence() != before + 1 || segment.firstSequence() != before + 1) {
            throw damage(
                    segment.file(),
                    0,
                    "it begins with commit " + header.firstSequence() + ", not " + (before + 1)
                            + ": a segment is missing or misplaced");
        }
        if (!header.previous().equals(previous)) {
            throw damage(segment.file(), 0, "it does not follow the segment before: that one was changed or replaced");
        }
        return header;
    }

    private Verified verifyLast(LogSegment last, long before, Sha256 previous, long sealedBytes) throws IOException {
        long size = files.size(last.file());
        SegmentHeader header;
        FrameReader reader;
        long tornBytes = 0;
        try (InputStream in = files.read(last.file(), 0)) {
            header = checkHeader(in, last, before, previous);
            reader = new FrameReader(in, manifest.store(), size, last.firstSequence(), null);
            try {
                readAll(reader);
            } catch (BadFrameException e) {
                tornBytes = judge(last, e, reader.nextSequence());
            }
        }
        long sequence = reader.nextSequence() - 1;
        if (sequence < manifest.synced()) {
            throw truncated(last, reader.offset(), sequence);
        }
        return new Verified(
                manifest,
                header,
                sequence,
                moment(last, reader.last(), sequence),
                sealedBytes,
                reader.offset(),
                tornBytes);
    }

    /** The recorded time of the last commit. If the growing segment has no frames, reads it from the one before. */
    private long moment(LogSegment growing, @Nullable Frame lastFrame, long sequence) {
        if (sequence == 0) {
            return Long.MIN_VALUE;
        }
        if (lastFrame == null) {
            try (LogCursor end = new LogCursor(files, manifest.store(), manifest::segments, sequence, sequence)) {
                return end.next().recordedAt().toEpochMilli();
            }
        }
        try {
            return lastFrame.commit(sequence).recordedAt().toEpochMilli();
        } catch (MalformedException e) {
            throw e.damage(growing.file(), sequence);
        }
    }

    private RecoveredLog growing(Verified verified) throws IOException {
        LogFiles.Appender file = files.reopen(manifest.last().file(), verified.growingBytes());
        try {
            // The commits that were found may never have been synced. From now on, readers rely on them.
            file.sync();
            SegmentFile segment = SegmentFile.reopened(
                    files, manifest.last().file(), file, verified.header(), verified.growingBytes());
            segment.reserveAhead();
            return new RecoveredLog(
                    marked(verified.lastSequence()),
                    segment,
                    verified.lastSequence(),
                    verified.lastMoment(),
                    verified.sealedBytes(),
                    verified.tornBytes());
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Writes the sequence of the last commit into the manifest as its high-water mark. If the device is full, keeps the
     * old manifest: a lower mark does no harm.
     */
    private Manifest marked(long sequence) throws IOException {
        Manifest now = manifest.withSynced(sequence);
        if (now.equals(manifest)) {
            return now;
        }
        try {
            ManifestFile.replace(files, now);
            return now;
        } catch (IOException e) {
            if (files.meaning(e) == ErrorCode.STORAGE_FULL) {
                return manifest;
            }
            throw e;
        }
    }

    /**
     * Returns the number of bytes of a write that was never acknowledged, without the zeros that were reserved. Throws if
     * the bad frame is something else.
     */
    private long judge(LogSegment last, BadFrameException bad, long sequence) throws IOException {
        byte[] rest;
        try (InputStream in = files.read(last.file(), bad.offset())) {
            rest = in.readAllBytes();
        }
        Frame proof = proofOfSync(rest, bad.offset(), sequence);
        if (proof != null) {
            throw damage(
                    last.file(),
                    bad.offset(),
                    bad.getMessage() + "; it had been synced, as commit " + proof.sequence() + " at byte "
                            + proof.offset() + " proves; restore the file, or export what is intact");
        }
        if (sequence <= manifest.synced()) {
            boolean cutOff = bad.cutOff() || SegmentFile.writtenBytes(rest) == 0;
            throw cutOff ? truncated(last, bad.offset(), sequence - 1) : bad.damage(last.file());
        }
        return SegmentFile.writtenBytes(rest);
    }

    private @Nullable Frame proofOfSync(byte[] rest, long offset, long sequence) {
        FrameSearch search = new FrameSearch(rest, offset, manifest.store());
        Frame frame = search.next(offset + 1, sequence);
        while (frame != null && frame.provenSynced() < sequence) {
            frame = search.next(frame.end(), frame.sequence());
        }
        return frame;
    }

    private MemoryException truncated(LogSegment last, long offset, long sequence) {
        return new LogDamagedException(
                ErrorCode.LOG_TRUNCATED,
                last.file(),
                offset,
                "the log ends with commit " + sequence + ", but had been synced up to " + manifest.synced()
                        + "; restore the file, or export what is intact",
                null);
    }

    private static LogDamagedException damage(String file, long offset, String message) {
        return new LogDamagedException(ErrorCode.LOG_DAMAGED, file, offset, message, null);
    }
}
