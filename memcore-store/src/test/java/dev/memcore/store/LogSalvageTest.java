package dev.memcore.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.report.CheckReport;
import dev.memcore.spi.log.Commit;
import dev.memcore.store.segment.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSalvageTest {
    private final List<Commit> found = new ArrayList<>();

    @Test
    void aWholeStoreIsReadWholly(@TempDir Path directory) {
        try (SegmentedLog log = SegmentedLog.open(directory, Samples.options().withSegmentBytes(400))) {
            Samples.append(log, 1, 10);
        }
        CheckReport report = SegmentedLog.salvage(directory, found::add);
        assertTrue(report.ok(), () -> report.findings().toString());
        assertEquals(10, report.commits());
        assertEquals(Samples.expected(1, 10), found);
        SegmentedLog.open(directory, Samples.options()).close();
    }

    @Test
    void whateverByteIsFlippedAllOtherCommitsAreFound() throws IOException {
        SimulatedFiles files = Simulation.closed(10);
        for (String name : files.all()) {
            for (int at = 0; at < files.get(name).length; at++) {
                found.clear();
                files.get(name)[at] ^= 0x10;
                CheckReport report = new LogSalvage(files, found::add).salvage();
                files.get(name)[at] ^= 0x10;
                assertFalse(report.ok());
                assertTrue(found.size() >= 9, name + " at " + at);
                assertTrue(Samples.expected(1, 10).containsAll(found));
            }
        }
    }

    @Test
    void aMissingSegmentAndAMissingManifestAreNoted() throws IOException {
        SimulatedFiles files = Simulation.closed(10);
        files.remove("log/0000000002.seg");
        files.remove(Manifest.FILE);
        CheckReport report = new LogSalvage(files, found::add).salvage();
        assertEquals(2, report.findings().size());
        assertTrue(found.containsAll(Samples.expected(1, 3)), () -> found.toString());
        assertTrue(found.containsAll(Samples.expected(10, 10)), () -> found.toString());
    }
}
