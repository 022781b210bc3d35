package dev.memcore.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.CheckReport;
import dev.memcore.store.segment.Manifest;
import dev.memcore.store.segment.ManifestFile;
import dev.memcore.store.tail.ReadableLog;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks of a log that is in use. */
@Timeout(60)
class LogCheckTest {
    private static final int COMMITS = 150;

    /** Segments of {@link Simulation} hold two or three commits, so that a segment is sealed during most checks. */
    @RepeatedTest(5)
    void segmentsThatAreSealedDuringACheckAreNoDamage() throws Exception {
        SimulatedFiles files = new SimulatedFiles();
        AtomicBoolean done = new AtomicBoolean();
        try (SegmentedLog log = Simulation.open(files, Simulation.BUFFERED);
                ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Future<Integer> checking = executor.submit(() -> {
                int checks = 0;
                boolean last;
                do {
                    last = done.get();
                    long before = log.lastSequence();
                    CheckReport report = log.check();
                    assertEquals(List.of(), report.findings());
                    assertTrue(report.commits() >= before, report::toString);
                    assertEquals(report.commits(), report.operations());
                    checks++;
                } while (!last);
                return checks;
            });
            try {
                Samples.append(log, 1, COMMITS);
            } finally {
                done.set(true);
            }
            assertTrue(checking.get() > 0);
            assertEquals(COMMITS, log.check().commits());
        }
    }

    @Test
    void aCheckOfAnEarlierMomentGoesOnWhenTheLogHasGrown() throws IOException {
        SimulatedFiles files = new SimulatedFiles();
        try (SegmentedLog log = Simulation.open(files)) {
            for (int last = 0; last < 10; last++) {
                Manifest then = ManifestFile.read(files);
                Samples.append(log, last + 1, last + 10);
                ReadableLog.State state = new ReadableLog.State(last, 0, then.segments(), 0);
                CheckReport report = new LogCheck(files, then.store(), state).report();
                assertEquals(List.of(), report.findings());
                assertEquals(last, report.commits());
                last += 9;
            }
        }
    }

    @Test
    void aLogThatTakesNoMoreCommitsCanBeChecked() throws IOException {
        SimulatedFiles files = new SimulatedFiles();
        try (SegmentedLog log = Simulation.open(files)) {
            Samples.append(log, 1, 5);
            assertThrows(
                    MemoryException.class,
                    () -> log.append(Samples.turn(6), Samples.NOON, commit -> {
                        throw new IllegalStateException("a broken callback");
                    }));
            CheckReport report = log.check();
            assertEquals(List.of(), report.findings());
            assertEquals(6, report.commits());
        }
    }
}
