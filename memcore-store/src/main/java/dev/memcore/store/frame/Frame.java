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
 * A frame whose checksum is right: a commit, or a run of commits one after another of which nothing is left. A run keeps
 * how many there are, and the moment of the last, which all of them are read with.
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

    /** A frame as it was read; a commit's payload is not looked into, a run's is. */
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

    /** A frame that is to be written, of a commit. */
    public static Frame of(long sequence, int lag, ByteWriter payload) {
        return new Frame(0, sequence, FrameFormat.COMMIT, lag, bytes(payload), 1);
    }

    /** A frame that is to be written, of commits of which nothing is left. */
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
     * How the payloads of all types begin.
     *
     * @param recordedAt the moment of the commit, or of the run's last, in milliseconds
     * @param count how many operations the commit has, or commits the run
     * @param rest how many bytes follow
     */
    private record Start(long recordedAt, long count, int rest) {
        static Start of(byte[] payload) throws MalformedException {
            ByteReader in = new ByteReader(payload, 0, payload.length);
            return new Start(in.zigzag(), in.varint(), in.remaining());
        }
    }

    /** Where it begins in its segment. */
    public long offset() {
        return offset;
    }

    public long end() {
        return offset + FrameFormat.HEADER_BYTES + payload.length;
    }

    /** Its first commit. */
    public long sequence() {
        return sequence;
    }

    /** Its last commit. */
    public long last() {
        return sequence + commits - 1;
    }

    /** How many commits it stands for. */
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

    /** How many operations it holds. */
    public long operations() throws MalformedException {
        return type == FrameFormat.RUN ? 0 : Start.of(payload).count;
    }

    /** Whether nothing is left of what it holds: a run, or a commit without operations. */
    public boolean isEmpty() throws MalformedException {
        return operations() == 0;
    }

    /** A frame of which nothing is left, and the one behind it, as one run. */
    public Frame with(Frame next) throws MalformedException {
        return run(sequence, lag, commits + next.commits, Start.of(next.payload).recordedAt);
    }

    /** A frame of which nothing is left, as a run. */
    public Frame asRun() throws MalformedException {
        return type == FrameFormat.RUN ? this : run(sequence, lag, 1, Start.of(payload).recordedAt);
    }

    /** One of its commits. */
    public Commit commit(long which) throws MalformedException {
        return type == FrameFormat.RUN
                ? new Commit(which, Instant.ofEpochMilli(Start.of(payload).recordedAt), List.of())
                : CommitDecoder.decode(which, payload);
    }
}
