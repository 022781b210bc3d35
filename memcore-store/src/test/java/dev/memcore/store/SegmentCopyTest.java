package dev.memcore.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.MemoryException;
import dev.memcore.store.segment.LogSegment;
import dev.memcore.store.segment.ManifestFile;
import dev.memcore.store.segment.SegmentCopy;
import dev.memcore.store.segment.SegmentHeader;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever fails, no file stays open. */
final class SegmentCopyTest {
    private static final int COMMITS = 14;

    @Test
    void aDamagedHeaderLeavesNoStreamOpen() throws IOException {
        SimulatedFiles files = Simulation.closed(COMMITS);
        List<LogSegment> segments = ManifestFile.read(files).segments();
        assertTrue(segments.size() > 2, segments::toString);
        files.get(segments.get(1).file())[5] ^= 1;
        SegmentCopy copy = new SegmentCopy(files, files);
        List<LogSegment> two = segments.subList(0, 2);
        assertThrows(MemoryException.class, () -> copy.changed(two, "log/0000000099.seg", frame -> frame));
        assertEquals(0, files.openStreams());
    }

    @Test
    void aDamagedFrameLeavesNoStreamOpen() throws IOException {
        SimulatedFiles files = Simulation.closed(COMMITS);
        LogSegment first = ManifestFile.read(files).segments().getFirst();
        files.get(first.file())[SegmentHeader.BYTES + 3] ^= 1;
        SegmentCopy copy = new SegmentCopy(files, files);
        long bytes = first.sealed().bytes();
        assertThrows(MemoryException.class, () -> copy.exact(first, bytes, "log/0000000099.seg"));
        assertEquals(0, files.openStreams());
    }

    @Test
    void aLogThatIsUsedAndClosedLeavesNoStreamOpen() throws IOException {
        SimulatedFiles files = Simulation.closed(COMMITS);
        SimulatedFiles backup = new SimulatedFiles();
        try (SegmentedLog log = Simulation.open(files)) {
            Samples.read(log, 1);
            log.check();
            log.rewrite(commit -> commit.sequence() % 3 == 0 ? List.of() : commit.operations());
            log.backup(backup);
        }
        assertEquals(0, files.openStreams());
        assertEquals(0, backup.openStreams());
    }
}
