package dev.memcore.store;

import dev.memcore.api.MemoryOp;
import dev.memcore.spi.Commit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes those segments anew in which commits change: first finds them, then copies each into a file of the next generation.
 * Nobody sees the copies until the manifest lists them. One use, by one thread.
 */
final class LogRewrite {
    private final LogFiles files;
    private final Intake intake;
    private final long last;
    private final Function<Commit, List<MemoryOp>> change;
    private final List<Segment> written = new ArrayList<>();
    private long commits;
    private long dropped;

    /**
     * A rewriting.
     *
     * @param intake breaks this off when it is closing
     * @param last the last commit that may change
     */
    LogRewrite(LogFiles files, Intake intake, long last, Function<Commit, List<MemoryOp>> change) {
        this.files = files;
        this.intake = intake;
        this.last = last;
        this.change = change;
    }

    /** How many commits were replaced. */
    long commits() {
        return commits;
    }

    /** How many operations fewer there are. */
    long dropped() {
        return dropped;
    }

    /** The segments that were written. */
    List<Segment> written() {
        return written;
    }

    /** The numbers of the segments in which something changes. */
    Set<Integer> touched(LogCursor all, List<Segment> segments) {
        Set<Integer> touched = new TreeSet<>();
        int at = 0;
        while (all.hasNext()) {
            Commit commit = all.next();
            while (at + 1 < segments.size() && segments.get(at + 1).firstSequence() <= commit.sequence()) {
                at++;
            }
            if (!changed(commit).equals(commit.operations())) {
                touched.add(segments.get(at).number());
            }
        }
        return touched;
    }

    /** Copies a sealed segment, with its changes. */
    void write(Segment segment) throws IOException {
        Segment next = segment.withGeneration(segment.generation() + 1);
        written.add(next);
        SegmentCopy.Written copy =
                new SegmentCopy(files, files).changed(segment, next.file(), frame -> payload(frame, segment));
        LogRecovery.checkEnd(segment, copy.lastSequence());
        written.set(written.size() - 1, next.sealed(segment.sealed().replaced(copy.bytes(), copy.digest())));
    }

    private @Nullable ByteWriter payload(Frame frame, Segment segment) {
        if (frame.sequence() > last) {
            return null;
        }
        Commit commit = decode(frame, segment);
        List<MemoryOp> operations = changed(commit);
        if (operations.equals(commit.operations())) {
            return null;
        }
        commits++;
        dropped += commit.operations().size() - operations.size();
        return CommitEncoder.encode(commit.recordedAt().toEpochMilli(), operations);
    }

    private static Commit decode(Frame frame, Segment segment) {
        try {
            return frame.commit();
        } catch (MalformedException e) {
            throw e.damage(segment.file(), frame.sequence());
        }
    }

    private List<MemoryOp> changed(Commit commit) {
        if (intake.closing()) {
            throw LogFailure.closed();
        }
        return CommitDraft.changed(commit, change);
    }

    /** Deletes what was written, as far as that works: the rest is left over, until the log is opened or rewritten. */
    void discard(Throwable because) {
        for (Segment segment : written) {
            try {
                files.delete(segment.file());
            } catch (IOException e) {
                because.addSuppressed(e);
            }
        }
    }
}
