package dev.memcore.store;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.LogDamagedException;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.Finding;
import dev.memcore.store.bytes.MalformedException;
import dev.memcore.store.bytes.Sha256;
import dev.memcore.store.bytes.StoreId;
import dev.memcore.store.file.LogFiles;
import dev.memcore.store.frame.BadFrameException;
import dev.memcore.store.frame.Frame;
import dev.memcore.store.segment.LogSegment;
import dev.memcore.store.segment.Manifest;
import dev.memcore.store.segment.ManifestFile;
import dev.memcore.store.segment.SegmentHeader;
import dev.memcore.store.segment.SegmentScan;
import dev.memcore.store.tail.ReadableLog;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads and verifies a log up to its last commit. Collects findings instead of stopping at the first one. For one use.
 */
final class LogCheck implements SegmentScan.Visitor {
    private final LogFiles files;
    private final StoreId store;
    private final List<LogSegment> segments;
    private final long last;
    private final List<Finding> findings = new ArrayList<>();
    private long commits;
    private long operations;
    private long bytes;
    private String file = "";

    /**
     * Creates a check.
     *
     * @param log the state to check; since then the log may have grown and sealed segments, but must not have been
     *     rewritten
     */
    LogCheck(LogFiles files, StoreId store, ReadableLog.State log) {
        this.files = files;
        this.store = store;
        this.segments = log.segments();
        this.last = log.lastSequence();
    }

    CheckReport report() {
        file = Manifest.FILE;
        noting(this::checkManifest);
        Sha256 previous = Sha256.NONE;
        for (LogSegment segment : segments) {
            file = segment.file();
            Sha256 before = previous;
            noting(() -> checkSegment(segment, before));
            previous = segment.seal() == null ? previous : segment.seal().known();
        }
        return new CheckReport(commits, operations, bytes, findings);
    }

    /** A part of the check. Its first finding may end it. */
    @FunctionalInterface
    private interface Part {
        void check() throws IOException;
    }

    private void noting(Part part) {
        try {
            part.check();
        } catch (LogDamagedException e) {
            add(e.code(), e.offset(), String.valueOf(e.getMessage()));
        } catch (MemoryException e) {
            add(e.code(), -1, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            add(ErrorCode.IO_FAILED, -1, "it cannot be read: " + e);
        }
    }

    private void checkManifest() throws IOException {
        bytes += files.size(file);
        Manifest manifest = ManifestFile.read(files);
        if (!manifest.store().equals(store)) {
            add(ErrorCode.FOREIGN_FILE, 0, "it belongs to another store, " + manifest.store());
        }
    }

    private void checkSegment(LogSegment segment, Sha256 previous) throws IOException {
        int before = findings.size();
        LogSegment.Seal seal = segment.seal();
        long size = files.size(file);
        if (seal != null && size != seal.bytes()) {
            add(ErrorCode.LOG_DAMAGED, Math.min(size, seal.bytes()), "it has " + size + " bytes, not " + seal.bytes());
        }
        MessageDigest digest = Sha256.start();
        noting(() -> checkHeader(segment, previous, digest));
        long end = seal == null ? last : seal.lastSequence();
        SegmentScan scan = new SegmentScan(files, store, file, size, segment.firstSequence(), digest);
        long reached = scan.visit(end, this);
        bytes += scan.bytes();
        if (reached != end) {
            add(ErrorCode.LOG_DAMAGED, size, "it ends with commit " + reached + ", not " + end);
        }
        if (seal != null && findings.size() == before) {
            segment.checkSeal(reached, new Sha256(digest.digest()));
        }
    }

    private void checkHeader(LogSegment segment, Sha256 previous, MessageDigest digest) throws IOException {
        try (InputStream in = files.read(file, 0)) {
            SegmentHeader header = SegmentHeader.read(in, file);
            LogRecovery.checkHeader(header, store, segment, segment.firstSequence() - 1, previous);
            digest.update(header.encode());
        }
    }

    @Override
    public void intact(Frame frame) {
        try {
            operations += frame.commit(frame.last()).operations().size();
            commits += frame.commits();
        } catch (MalformedException e) {
            add(ErrorCode.LOG_DAMAGED, frame.offset(), "commit " + frame.sequence() + ": " + e.getMessage());
        }
    }

    @Override
    public void bad(BadFrameException frame) {
        add(ErrorCode.LOG_DAMAGED, frame.offset(), String.valueOf(frame.getMessage()));
    }

    private void add(ErrorCode code, long offset, String message) {
        findings.add(new Finding(code, file, offset, message));
    }
}
