package dev.memcore.store;

import dev.memcore.spi.Commit;

/** A frame whose checksum is right. */
final class Frame {
    private final long offset;
    private final long sequence;
    private final int lag;
    private final byte[] payload;

    Frame(long offset, long sequence, int lag, byte[] payload) {
        this.offset = offset;
        this.sequence = sequence;
        this.lag = lag;
        this.payload = payload;
    }

    /** Where it begins in its segment. */
    long offset() {
        return offset;
    }

    long end() {
        return offset + FrameFormat.HEADER_BYTES + payload.length;
    }

    long sequence() {
        return sequence;
    }

    int lag() {
        return lag;
    }

    byte[] payload() {
        return payload;
    }

    long provenSynced() {
        return FrameFormat.provenSynced(sequence, lag);
    }

    Commit commit() throws MalformedException {
        return CommitDecoder.decode(sequence, payload);
    }
}
