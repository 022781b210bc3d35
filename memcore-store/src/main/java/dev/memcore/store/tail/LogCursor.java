package dev.memcore.store.tail;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.LogDamagedException;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.CommitCursor;
import dev.memcore.store.bytes.MalformedException;
import dev.memcore.store.bytes.StoreId;
import dev.memcore.store.file.LogFiles;
import dev.memcore.store.frame.BadFrameException;
import dev.memcore.store.frame.Frame;
import dev.memcore.store.segment.FrameReader;
import dev.memcore.store.segment.LogSegment;
import dev.memcore.store.segment.SegmentHeader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads commits from the files of the segments, one after another.
 *
 * <p>The files are not memory-mapped. A mapped file cannot be closed at a known time, and its errors kill the process
 * or appear as {@code InternalError}. A mapping would not help either: the log is only read in order, and random access
 * uses the index.
 */
public final class LogCursor implements CommitCursor {
    private final LogFiles files;
    private final StoreId store;
    /** The current segments. Their files may be replaced while this cursor reads. */
    private final Supplier<List<LogSegment>> segments;

    private final long last;
    private long next;
    private @Nullable FrameReader reader;
    /** The last frame that was read. It may also hold the next commit. */
    private @Nullable Frame frame;

    private String file = "";

    public LogCursor(LogFiles files, StoreId store, Supplier<List<LogSegment>> segments, long from, long last) {
        this.files = files;
        this.store = store;
        this.segments = segments;
        this.next = from;
        this.last = last;
    }

    @Override
    public boolean hasNext() {
        return next <= last;
    }

    @Override
    public Commit next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return read(() -> {
            Commit commit = find().commit(next);
            next++;
            return commit;
        });
    }

    /** Returns the frame that holds the next commit, and moves on to the commit after that frame. */
    public Frame nextFrame() {
        return read(() -> {
            Frame found = find();
            next = found.last() + 1;
            return found;
        });
    }

    /** A read that can fail. */
    @FunctionalInterface
    private interface Step<T> {
        T read() throws IOException, BadFrameException, MalformedException;
    }

    private <T> T read(Step<T> step) {
        boolean read = false;
        try {
            T result = step.read();
            read = true;
            return result;
        } catch (MalformedException e) {
            throw e.damage(file, next);
        } catch (BadFrameException e) {
            throw e.damage(file);
        } catch (IOException e) {
            throw LogFailure.reading(e);
        } finally {
            if (!read || !hasNext()) {
                close();
            }
        }
    }

    /**
     * Returns the frame that holds the next commit: the last frame that was read, or one that follows it. In the first
     * segment, skips the frames before that commit.
     */
    private Frame find() throws IOException, BadFrameException {
        Frame found = frame;
        while (found == null || found.last() < next) {
            FrameReader frames = reader == null ? open() : reader;
            found = frames.next();
            if (found == null) {
                if (file.equals(segment().file())) {
                    throw new BadFrameException(frames.offset(), true, "the segment ends before commit " + next);
                }
                frames.close();
                reader = null;
            }
        }
        frame = found;
        return found;
    }

    /** Opens the file that holds the next commit. If that file was replaced meanwhile, opens the replacement. */
    private FrameReader open() throws IOException {
        while (true) {
            LogSegment segment = segment();
            try {
                return open(segment);
            } catch (IOException e) {
                if (segment().equals(segment)) {
                    throw e;
                }
            }
        }
    }

    private FrameReader open(LogSegment segment) throws IOException {
        file = segment.file();
        InputStream in = files.read(file, 0);
        try {
            SegmentHeader header = SegmentHeader.read(in, file);
            if (!header.store().equals(store) || header.firstSequence() != segment.firstSequence()) {
                throw new LogDamagedException(
                        ErrorCode.LOG_DAMAGED, file, 0, "it is not the segment that was there before", null);
            }
            FrameReader opened = new FrameReader(in, store, files.size(file), segment.firstSequence(), null);
            reader = opened;
            return opened;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** The segment that holds the next commit. */
    private LogSegment segment() {
        List<LogSegment> all = segments.get();
        int low = 0;
        int high = all.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (all.get(middle).firstSequence() <= next) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return all.get(low);
    }

    @Override
    public void close() {
        frame = null;
        if (reader != null) {
            try {
                reader.close();
            } catch (IOException e) {
                throw LogFailure.reading(e);
            } finally {
                reader = null;
            }
        }
    }
}
