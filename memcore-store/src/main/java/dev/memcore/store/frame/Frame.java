package dev.memcore.store.frame;

import dev.memcore.spi.log.Commit;
import dev.memcore.store.bytes.ByteReader;
import dev.memcore.store.bytes.ByteWriter;
import dev.memcore.store.bytes.MalformedException;
import dev.memcore.store.codec.CommitDecoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A frame with a valid checksum. It holds one commit, or a run of consecutive empty commits. A run stores the number of
 * its commits and the recorded time of the last one. All of its commits are read with that time.
 */
public final class Frame {
    private final long offset;
    private final long sequence;
    private final int type;
    private final int lag;
    private final byte[] payload;
    private final long commits;

    private Frame(long offset, long sequence, int type, int lag, byte[] payload, long commits) {
        this.offset = offset;
        this.sequence = sequence;
        this.type = type;
        this.lag = lag;
        this.payload = payload;
        this.commits = commits;
    }

    /** Creates a frame from the parts that were read. Decodes the payload of a run, but not that of a commit. */
    public static Frame read(long offset, long sequence, int type, int lag, byte[] payload) throws MalformedException {
        if (type == FrameFormat.COMMIT) {
            return new Frame(offset, sequence, type, lag, payload, 1);
        }
        Start start = Start.of(payload);
        if (start.count < 1 || start.count > Long.MAX_VALUE - sequence || start.rest != 0) {
            throw new MalformedException("a run of " + Long.toUnsignedString(start.count) + " commits and " + start.rest
                    + " bytes behind them");
        }
        return new Frame(offset, sequence, type, lag, payload, start.count);
    }

    /** Creates the frame of one commit, for writing. */
    public static Frame of(long sequence, int lag, ByteWriter payload) {
        return new Frame(0, sequence, FrameFormat.COMMIT, lag, bytes(payload), 1);
    }

    /** Creates the frame of a run of empty commits, for writing. */
    public static Frame run(long sequence, int lag, long commits, long recordedAt) {
        ByteWriter payload = new ByteWriter(FrameFormat.MAX_RUN_PAYLOAD);
        payload.zigzag(recordedAt);
        payload.varint(commits);
        return new Frame(0, sequence, FrameFormat.RUN, lag, bytes(payload), commits);
    }

    private static byte[] bytes(ByteWriter payload) {
        return Arrays.copyOf(payload.bytes(), payload.length());
    }

    /**
     * The values with which the payloads of all types begin.
     *
     * @param recordedAt the recorded time of the commit, or of the last commit of a run, in milliseconds
     * @param count the number of operations of a commit, or the number of commits of a run
     * @param rest the number of bytes that follow
     */
    private record Start(long recordedAt, long count, int rest) {
        static Start of(byte[] payload) throws MalformedException {
            ByteReader in = new ByteReader(payload, 0, payload.length);
            return new Start(in.zigzag(), in.varint(), in.remaining());
        }
    }

    /** The offset of the frame in its segment. */
    public long offset() {
        return offset;
    }

    public long end() {
        return offset + FrameFormat.HEADER_BYTES + payload.length;
    }

    /** The sequence of its first commit. */
    public long sequence() {
        return sequence;
    }

    /** The sequence of its last commit. */
    public long last() {
        return sequence + commits - 1;
    }

    /** The number of its commits. */
    public long commits() {
        return commits;
    }

    public int type() {
        return type;
    }

    public int lag() {
        return lag;
    }

    public byte[] payload() {
        return payload;
    }

    public long provenSynced() {
        return FrameFormat.provenSynced(sequence, lag);
    }

    /** The number of its operations; 0 for a run. */
    public long operations() throws MalformedException {
        return type == FrameFormat.RUN ? 0 : Start.of(payload).count;
    }

    /** Whether it has no operations: a run, or a commit without operations. */
    public boolean isEmpty() throws MalformedException {
        return operations() == 0;
    }

    /** Joins this empty frame and the empty frame after it into one run. */
    public Frame with(Frame next) throws MalformedException {
        return run(sequence, lag, commits + next.commits, Start.of(next.payload).recordedAt);
    }

    /** Returns this empty frame as a run. */
    public Frame asRun() throws MalformedException {
        return type == FrameFormat.RUN ? this : run(sequence, lag, 1, Start.of(payload).recordedAt);
    }

    /** Decodes one of its commits, by its sequence. */
    public Commit commit(long which) throws MalformedException {
        return type == FrameFormat.RUN
                ? new Commit(which, Instant.ofEpochMilli(Start.of(payload).recordedAt), List.of())
                : CommitDecoder.decode(which, payload);
    }
}
