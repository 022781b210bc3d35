package dev.memcore.testkit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.MemoryLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * The contract of a log that outlives its object, as tests. In addition to the tests of {@link MemoryLogContract}, it
 * tests that commits survive closing.
 */
public abstract class DurableLogContract extends MemoryLogContract {
    /** The contract's tests, for a log that {@link #create} makes and {@link #reopen} opens again. */
    protected DurableLogContract() {}

    /** Opens the log that {@link #create} created last. Called after that log was closed. */
    protected abstract MemoryLog reopen();

    /** Durability: acknowledged commits are in the log after any number of times that it was closed and opened. */
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

    /**
     * Rewriting and purging: replaced and dropped operations stay replaced and dropped, and the sequence numbers
     * continue.
     */
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

    /** Ordering: the sequence numbers continue after the last commit. */
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

    /**
     * Recorded time: the next commit is later than the last commit before closing, because a reader may have read that
     * one.
     */
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

    /** Closing: of the appends that run during a close, the log contains exactly those that returned. */
    @Test
    protected void exactlyTheAppendsThatReturnedSurviveAClose() throws Exception {
        int returned = appendWhileClosing(create(), new AtomicInteger());
        try (MemoryLog log = reopen()) {
            assertEquals(returned, log.lastSequence());
            assertEquals(returned, read(log, 1).size());
        }
    }
}
