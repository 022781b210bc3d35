package dev.memcore.store;

import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.log.Commit;
import dev.memcore.store.append.AppendQueue;
import dev.memcore.store.bytes.MalformedException;
import dev.memcore.store.codec.CommitDraft;
import dev.memcore.store.codec.CommitEncoder;
import dev.memcore.store.file.LogFiles;
import dev.memcore.store.frame.Frame;
import dev.memcore.store.segment.LogSegment;
import dev.memcore.store.segment.SegmentCopy;
import dev.memcore.store.segment.SegmentForecast;
import dev.memcore.store.tail.LogCursor;
import dev.memcore.store.tail.LogFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Rewrites the segments whose commits change. First forecasts the size of each segment after the change. Then copies
 * each changed segment, together with small neighbours, into one file of the next generation. Readers do not see the
 * copies until the manifest lists them. For one use, by one thread.
 */
final class LogRewrite {
    private final LogFiles files;
    private final AppendQueue intake;
    private final long last;
    private final Function<Commit, List<MemoryOp>> change;
    private final List<LogSegment> written = new ArrayList<>();
    private long commits;
    private long dropped;

    /**
     * Creates a rewrite.
     *
     * @param intake the rewrite is aborted when this queue is closing
     * @param last the last commit that may change
     */
    LogRewrite(LogFiles files, AppendQueue intake, long last, Function<Commit, List<MemoryOp>> change) {
        this.files = files;
        this.intake = intake;
        this.last = last;
        this.change = change;
    }

    /** The number of replaced commits. */
    long commits() {
        return commits;
    }

    /** The number of removed operations. */
    long dropped() {
        return dropped;
    }

    /** The segments that were written so far. */
    List<LogSegment> written() {
        return written;
    }

    /** Forecasts what the segments up to the last commit that may change would become. O(log). Changes no file. */
    List<SegmentForecast> forecasts(LogCursor all, List<LogSegment> segments) {
        List<SegmentForecast> forecasts = new ArrayList<>();
        while (all.hasNext()) {
            Frame frame = all.nextFrame();
            while (forecasts.isEmpty() || !forecasts.getLast().segment().covers(frame.sequence())) {
                forecasts.add(new SegmentForecast(segments.get(forecasts.size())));
            }
            SegmentForecast forecast = forecasts.getLast();
            try {
                forecast.add(frame, becomes(frame));
            } catch (MalformedException e) {
                throw e.damage(forecast.segment().file(), frame.sequence());
            }
        }
        return forecasts;
    }

    /** Copies consecutive sealed segments into one file, with their changes. */
    void write(List<LogSegment> segments) throws IOException {
        LogSegment first = segments.getFirst();
        LogSegment next = first.withGeneration(first.generation() + 1);
        written.add(next);
        SegmentCopy.Written copy = new SegmentCopy(files, files).changed(segments, next.file(), this::counted);
        LogSegment.Seal seal = segments.getLast().sealed().replaced(copy.bytes(), copy.digest());
        written.set(written.size() - 1, next.sealed(seal));
    }

    private Frame counted(Frame frame) throws MalformedException {
        Frame now = becomes(frame);
        if (now != frame) {
            commits++;
            dropped += frame.operations() - now.operations();
        }
        return now;
    }

    private Frame becomes(Frame frame) throws MalformedException {
        if (intake.closing()) {
            throw LogFailure.closed();
        }
        if (frame.sequence() > last || frame.isEmpty()) {
            return frame;
        }
        Commit commit = frame.commit(frame.sequence());
        List<MemoryOp> operations = CommitDraft.changed(commit, change);
        if (operations.equals(commit.operations())) {
            return frame;
        }
        long recordedAt = commit.recordedAt().toEpochMilli();
        return operations.isEmpty()
                ? Frame.run(frame.sequence(), frame.lag(), 1, recordedAt)
                : Frame.of(frame.sequence(), frame.lag(), CommitEncoder.encode(recordedAt, operations));
    }

    /** Deletes the written files. A file that cannot be deleted stays until the log is next opened or rewritten. */
    void discard(Throwable because) {
        for (LogSegment segment : written) {
            try {
                files.delete(segment.file());
            } catch (IOException e) {
                because.addSuppressed(e);
            }
        }
    }
}
