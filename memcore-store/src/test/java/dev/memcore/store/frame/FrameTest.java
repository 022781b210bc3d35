package dev.memcore.store.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.spi.log.Commit;
import dev.memcore.store.Samples;
import dev.memcore.store.SimulatedFiles;
import dev.memcore.store.bytes.MalformedException;
import dev.memcore.store.bytes.Sha256;
import dev.memcore.store.bytes.StoreId;
import dev.memcore.store.codec.CommitEncoder;
import dev.memcore.store.segment.FrameReader;
import dev.memcore.store.segment.FrameWriter;
import dev.memcore.store.segment.SegmentFile;
import dev.memcore.store.segment.SegmentHeader;
import dev.memcore.store.segment.SegmentScan;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Runs: frames that stand for many commits. */
class FrameTest {
    private static final StoreId STORE = StoreId.draw(new Random(1));
    private static final String FILE = "log/0000000001-1.seg";
    private static final long BILLION = 1_000_000_000;

    @Property
    void aRunIsReadAsItWasWritten(
            @ForAll @LongRange(min = 1) long sequence,
            @ForAll @LongRange(min = 1) long commits,
            @ForAll long recordedAt)
            throws MalformedException {
        Frame written = Frame.run(sequence, 7, commits, recordedAt);
        if (commits > Long.MAX_VALUE - sequence) {
            assertThrows(MalformedException.class, () -> read(sequence, written.payload()));
            return;
        }
        Frame read = read(sequence, written.payload());
        assertEquals(sequence, read.sequence());
        assertEquals(sequence + commits - 1, read.last());
        assertTrue(read.isEmpty());
        assertEquals(new Commit(sequence, Instant.ofEpochMilli(recordedAt), List.of()), read.commit(sequence));
    }

    @Property
    void anyBytesAreARunOrMalformedAndNothingElse(@ForAll byte[] bytes) {
        try {
            assertTrue(read(1, bytes).commits() > 0);
        } catch (MalformedException e) {
            assertTrue(e.getMessage() != null);
        }
    }

    @Test
    void aRunOfNoneOrWithBytesBehindItIsMalformed() {
        assertThrows(MalformedException.class, () -> read(1, new byte[] {0, 0}));
        assertThrows(MalformedException.class, () -> read(1, new byte[] {0, 1, 0}));
        assertThrows(MalformedException.class, () -> read(1, new byte[] {0}));
    }

    @Test
    void whatIsBehindADamagedRunIsFoundHoweverLongItIs() throws IOException {
        SimulatedFiles files = new SimulatedFiles();
        long size = write(files, Frame.run(1, 0, BILLION, 5), turn(BILLION + 1), turn(BILLION + 2));
        List<Long> found = new ArrayList<>();
        List<Long> bad = new ArrayList<>();
        for (int at = SegmentHeader.BYTES; at < SegmentHeader.BYTES + FrameFormat.HEADER_BYTES + 2; at++) {
            files.get(FILE)[at] ^= 1;
            found.clear();
            bad.clear();
            SegmentScan scan = new SegmentScan(files, STORE, FILE, size, 1, null);
            assertEquals(BILLION + 2, scan.visit(BILLION + 2, new Noting(found, bad)));
            files.get(FILE)[at] ^= 1;
            assertEquals(List.of(BILLION + 1, BILLION + 2), found);
            assertEquals(List.of((long) SegmentHeader.BYTES), bad);
        }
    }

    @Test
    void aRunWithARightChecksumAndAWrongNumberIsDamage() throws IOException {
        SimulatedFiles files = new SimulatedFiles();
        long size = write(files, turn(1), Frame.run(2, 0, Long.MAX_VALUE, 5));
        List<Long> found = new ArrayList<>();
        List<Long> bad = new ArrayList<>();
        new SegmentScan(files, STORE, FILE, size, 1, null).visit(9, new Noting(found, bad));
        assertEquals(List.of(1L), found);
        assertEquals(1, bad.size());
    }

    @Test
    void gatheringMakesOneRunOfNeighboursOfWhichNothingIsLeft() throws Exception {
        SimulatedFiles files = new SimulatedFiles();
        try (SegmentFile out = SegmentFile.create(files, FILE, new SegmentHeader(STORE, 1, Sha256.NONE))) {
            FrameWriter writer = new FrameWriter(out, STORE);
            Frame empty = Frame.of(1, 3, CommitEncoder.encode(10, List.of()));
            assertTrue(empty.isEmpty());
            for (Frame frame :
                    List.of(empty, Frame.run(2, 4, BILLION, 20), turn(BILLION + 2), Frame.run(BILLION + 3, 0, 1, 30))) {
                writer.gather(frame);
            }
            writer.endRun();
            out.sync();
        }
        List<String> read = new ArrayList<>();
        try (FrameReader frames =
                new FrameReader(files.read(FILE, SegmentHeader.BYTES), STORE, files.size(FILE), 1, null)) {
            Frame frame = frames.next();
            while (frame != null) {
                Commit last = frame.commit(frame.last());
                read.add(frame.sequence() + " to " + last.sequence() + " lag " + frame.lag() + " at "
                        + last.recordedAt().toEpochMilli() + " " + frame.isEmpty());
                frame = frames.next();
            }
        }
        assertEquals(
                List.of(
                        "1 to 1000000001 lag 3 at 20 true",
                        "1000000002 to 1000000002 lag 0 at 0 false",
                        "1000000003 to 1000000003 lag 0 at 30 true"),
                read);
    }

    private static Frame read(long sequence, byte[] payload) throws MalformedException {
        return Frame.read(0, sequence, FrameFormat.RUN, 7, payload);
    }

    private static Frame turn(long sequence) {
        return Frame.of(sequence, 0, CommitEncoder.encode(0, Samples.turn(sequence)));
    }

    private static long write(SimulatedFiles files, Frame... frames) throws IOException {
        try (SegmentFile out = SegmentFile.create(files, FILE, new SegmentHeader(STORE, 1, Sha256.NONE))) {
            FrameWriter writer = new FrameWriter(out, STORE);
            for (Frame frame : frames) {
                writer.add(frame);
            }
            out.sync();
            return out.length();
        }
    }

    private record Noting(List<Long> found, List<Long> bad) implements SegmentScan.Visitor {
        @Override
        public void intact(Frame frame) {
            assertFalse(found.contains(frame.sequence()));
            found.add(frame.sequence());
        }

        @Override
        public void bad(BadFrameException frame) {
            bad.add(frame.offset());
        }
    }
}
