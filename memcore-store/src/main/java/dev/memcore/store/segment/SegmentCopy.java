package dev.memcore.store.segment;

import dev.memcore.store.bytes.MalformedException;
import dev.memcore.store.bytes.Sha256;
import dev.memcore.store.bytes.StoreId;
import dev.memcore.store.file.LogFiles;
import dev.memcore.store.frame.BadFrameException;
import dev.memcore.store.frame.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Writes segments anew, frame by frame, each of which it checks: one as it was, or one or several with changes. */
public final class SegmentCopy {
    private final LogFiles from;
    private final LogFiles to;

    /** What becomes of a frame. */
    @FunctionalInterface
    public interface Change {
        /** The frame with the same commits that takes its place; the same one: it stays as it was. */
        Frame of(Frame frame) throws MalformedException;
    }

    /**
     * What was written.
     *
     * @param lastSequence the last commit of it
     * @param bytes how many bytes
     * @param digest their SHA-256
     */
    public record Written(long lastSequence, long bytes, Sha256 digest) {}

    /** What is done with the frames of a segment. */
    @FunctionalInterface
    private interface Sink {
        void take(Frame frame) throws IOException, MalformedException;
    }

    public SegmentCopy(LogFiles from, LogFiles to) {
        this.from = from;
        this.to = to;
    }

    /** Copies the first bytes of a segment; the copy is durable, but for the manifest. */
    public Written exact(LogSegment source, long bytes, String target) throws IOException {
        SegmentHeader header = header(source);
        try (SegmentFile out = SegmentFile.create(to, target, header)) {
            long last = read(source, bytes, new FrameWriter(out, header.store())::add);
            return written(out, last);
        }
    }

    /**
     * Writes segments that follow one another into one, in the newest format: with changes, and with runs of commits of which
     * nothing is left. The header is that of the first.
     */
    public Written changed(List<LogSegment> sources, String target, Change change) throws IOException {
        SegmentHeader header = header(sources.getFirst());
        try (SegmentFile out = SegmentFile.create(to, target, header.rewritten())) {
            FrameWriter frames = new FrameWriter(out, header.store());
            long last = 0;
            for (LogSegment source : sources) {
                last = read(source, source.sealed().bytes(), frame -> frames.gather(change.of(frame)));
                source.checkEnd(last);
            }
            frames.endRun();
            return written(out, last);
        }
    }

    private static Written written(SegmentFile out, long last) throws IOException {
        out.sync();
        return new Written(last, out.length(), out.digest());
    }

    private SegmentHeader header(LogSegment source) throws IOException {
        try (InputStream in = from.read(source.file(), 0)) {
            return SegmentHeader.read(in, source.file());
        }
    }

    /** Reads a segment; its last commit. */
    private long read(LogSegment source, long end, Sink sink) throws IOException {
        try (InputStream in = from.read(source.file(), 0)) {
            StoreId store = SegmentHeader.read(in, source.file()).store();
            FrameReader frames = new FrameReader(in, store, end, source.firstSequence(), null);
            Frame frame = frames.next();
            while (frame != null) {
                take(frame, source, sink);
                frame = frames.next();
            }
            return frames.nextSequence() - 1;
        } catch (BadFrameException e) {
            throw e.damage(source.file());
        }
    }

    private static void take(Frame frame, LogSegment source, Sink sink) throws IOException {
        try {
            sink.take(frame);
        } catch (MalformedException e) {
            throw e.damage(source.file(), frame.sequence());
        }
    }
}
