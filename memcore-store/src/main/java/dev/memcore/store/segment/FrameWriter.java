package dev.memcore.store.segment;

import dev.memcore.store.bytes.ByteWriter;
import dev.memcore.store.bytes.MalformedException;
import dev.memcore.store.bytes.StoreId;
import dev.memcore.store.frame.Frame;
import dev.memcore.store.frame.FrameFormat;
import java.io.IOException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes the frames of a copied segment. Each frame keeps its lag, because what the lag proves about earlier commits
 * stays true.
 */
public final class FrameWriter {
    private final SegmentFile out;
    private final StoreId store;
    private final ByteWriter header = new ByteWriter(FrameFormat.HEADER_BYTES);
    /** The current run, which is not written yet. */
    private @Nullable Frame run;

    public FrameWriter(SegmentFile out, StoreId store) {
        this.out = out;
        this.store = store;
    }

    /** Writes a frame unchanged. */
    public void add(Frame frame) throws IOException {
        CRC32C checksum = store.checksum();
        byte[] payload = frame.payload();
        checksum.update(payload);
        header.clear();
        FrameFormat.header(header, payload.length, frame.sequence(), frame.type(), frame.lag(), checksum);
        out.add(header.bytes(), header.length());
        out.add(payload, payload.length);
    }

    /** Writes a frame. Joins consecutive empty frames into one run. */
    public void gather(Frame frame) throws IOException, MalformedException {
        if (frame.isEmpty()) {
            run = run == null ? frame.asRun() : run.with(frame);
        } else {
            endRun();
            add(frame);
        }
    }

    /** Writes the current run, if there is one. */
    public void endRun() throws IOException {
        if (run != null) {
            add(run);
            run = null;
        }
    }
}
