package dev.memcore.store.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.spi.log.Commit;
import dev.memcore.store.Samples;
import dev.memcore.store.SegmentedLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeapCommitsTest {
    @Test
    void commitsOfWhichNothingIsLeftTakeThePlaceOfOne() {
        HeapCommits commits = of(1_000);
        HeapCommits changed = commits.changed(commit -> commit.sequence() == 700 ? commit.operations() : List.of())
                .commits();
        assertEquals(3, changed.held());
        assertEquals(1_000, changed.last());
        assertEquals(1, changed.operations());
        for (int from = 1; from <= 1_001; from++) {
            List<Commit> read = new ArrayList<>();
            changed.cursor(from).forEachRemaining(read::add);
            assertEquals(1_001 - from, read.size());
            for (Commit commit : read) {
                long lastOfRun = commit.sequence() < 700 ? 699 : commit.sequence() == 700 ? 700 : 1_000;
                assertEquals(Samples.NOON.plusMillis(lastOfRun), commit.recordedAt());
                assertEquals(commit, changed.at(commit.sequence()));
                assertEquals(commit.sequence() == 700, !commit.operations().isEmpty());
            }
        }
    }

    @Test
    void whatIsAppendedMeanwhileFollows() {
        HeapCommits before = of(10);
        HeapCommits later = before;
        for (Commit commit : Samples.expected(11, 50)) {
            later = later.with(commit);
        }
        HeapCommits changed = before.changed(commit -> List.of()).commits().followedBy(later);
        assertEquals(41, changed.held());
        assertEquals(10, before.last());
        List<Commit> read = new ArrayList<>();
        changed.cursor(11).forEachRemaining(read::add);
        assertEquals(Samples.expected(11, 50), read);
    }

    @Test
    void aLogThatForgetsHoldsWhatItKeepsHoweverLongItRuns(@TempDir Path directory) throws IOException {
        try (HeapLog log = new HeapLog(new Random(1))) {
            for (int round = 1; round <= 200; round++) {
                Samples.append(log, 5 * round - 4, 5 * round);
                long last = log.lastSequence();
                log.rewrite(commit -> commit.sequence() > last - 10 ? commit.operations() : List.of());
                assertTrue(log.held() <= 11, "round " + round + ": " + log.held());
            }
            log.backup(directory);
            try (SegmentedLog copy = SegmentedLog.open(directory, Samples.options())) {
                assertEquals(Samples.read(log, 1), Samples.read(copy, 1));
                assertTrue(copy.stats().bytes() < 2_000, () -> copy.stats().toString());
            }
        }
    }

    private static HeapCommits of(int count) {
        HeapCommits commits = HeapCommits.empty();
        for (Commit commit : Samples.expected(1, count)) {
            commits = commits.with(commit);
        }
        return commits;
    }
}
