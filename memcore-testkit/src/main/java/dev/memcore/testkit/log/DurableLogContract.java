package dev.memcore.testkit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.MemoryLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What {@link MemoryLogContract} cannot ask of a log that ends with its object: that commits survive closing. */
public abstract class DurableLogContract extends MemoryLogContract {
    /** The contract's tests, for a log that {@link #create} makes and {@link #reopen} opens again. */
    protected DurableLogContract() {}

    /** Opens the log again that {@link #create} made last, after it has been closed. */
    protected abstract MemoryLog reopen();

    /** Durability: what was acknowledged is there after closing and opening, as often as one likes. */
    @Test
    protected void commitsSurviveClosing() {
        List<Commit> expected;
        try (MemoryLog log = create()) {
            append(log, 10);
            log.append(LogSamples.everyKindOfOperation(), LogSamples.NOON, ignore());
            expected = read(log, 1);
        }
        for (int i = 0; i < 3; i++) {
            try (MemoryLog log = reopen()) {
                assertEquals(11, log.lastSequence());
                assertEquals(expected, read(log, 1));
                assertTrue(log.check().ok());
                assertEquals(0, log.stats().tornBytes());
            }
        }
    }

    /** Rewriting and purging: what was replaced or dropped stays so, and sequences go on behind it. */
    @Test
    protected void rewritingsAndPurgesSurviveClosing() {
        List<Commit> expected;
        try (MemoryLog log = create()) {
            expected = new ArrayList<>(appendErased(log));
            log.purge();
            appendKinds(log);
            log.rewrite(commit -> commit.sequence() <= 4 ? commit.operations() : rewritten(commit));
            expected.addAll(read(log, 5));
        }
        for (int i = 0; i < 3; i++) {
            try (MemoryLog log = reopen()) {
                assertEquals(expected, read(log, 1));
                assertEquals(List.of(), log.check().findings());
                expected.add(log.append(LogSamples.turn(i), LogSamples.NOON, ignore()));
            }
        }
    }

    /** Ordering: sequences go on where they ended. */
    @Test
    protected void sequencesGoOnAfterReopening() {
        try (MemoryLog log = create()) {
            append(log, 3);
        }
        for (int i = 1; i <= 3; i++) {
            try (MemoryLog log = reopen()) {
                append(log, 1);
                assertEquals(3 + i, log.lastSequence());
                assertEquals(3 + i, read(log, 1).size());
            }
        }
    }

    /** Recorded time: it goes on behind the last commit, which somebody may have read before. */
    @Test
    protected void recordedTimeGoesOnAfterReopening() {
        try (MemoryLog log = create()) {
            append(log, 3);
        }
        for (int i = 1; i <= 3; i++) {
            try (MemoryLog log = reopen()) {
                assertEquals(LogSamples.NOON.plusMillis(i - 1), log.lastRecordedAt());
                append(log, 1);
                assertEquals(LogSamples.NOON.plusMillis(i), log.lastRecordedAt());
            }
        }
    }

    /** Closing: of the appends that meet a close, exactly those are in the log that returned. */
    @Test
    protected void exactlyTheAppendsThatReturnedSurviveAClose() throws Exception {
        int returned = appendWhileClosing(create(), new AtomicInteger());
        try (MemoryLog log = reopen()) {
            assertEquals(returned, log.lastSequence());
            assertEquals(returned, read(log, 1).size());
        }
    }
}
