package dev.memcore.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.log.Commit;
import dev.memcore.store.SimulatedFiles.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts the operations of a workload, then runs it again with each of them failing in turn. */
class WriteFaultTest {
    @ParameterizedTest
    @EnumSource
    void whateverOperationFailsNothingAcknowledgedIsLost(Fault fault) throws IOException {
        for (SegmentedLog.Options options : List.of(Simulation.SYNCED, Simulation.BUFFERED)) {
            int operations = operations(options);
            for (int failAt = 0; failAt < operations; failAt++) {
                SimulatedFiles files = new SimulatedFiles();
                files.failAt(failAt, fault);
                int acknowledged = Simulation.acknowledgedBeforeFailure(files, options);
                assertTrue(files.failed(), "operation " + failAt + " did not happen");
                assertRecovers(files.afterCrash(), acknowledged, "operation " + failAt + " of " + operations);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void wheneverThePowerGoesNothingSyncedIsLost(long seed) throws IOException {
        Random random = new Random(seed);
        int operations = operations(Simulation.SYNCED);
        for (int failAt = 0; failAt < operations; failAt++) {
            SimulatedFiles files = new SimulatedFiles();
            files.failAt(failAt, Fault.TORN);
            int acknowledged = Simulation.acknowledgedBeforeFailure(files, Simulation.SYNCED);
            for (int i = 0; i < 5; i++) {
                String what = "seed " + seed + ", operation " + failAt + ", loss " + i;
                assertRecovers(files.afterPowerLoss(random), acknowledged, what);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void wheneverThePowerGoesABufferedLogOpensWithWhatWasSynced(long seed) throws IOException {
        Random random = new Random(seed);
        int operations = operations(Simulation.BUFFERED);
        for (int failAt = 0; failAt < operations; failAt++) {
            SimulatedFiles files = new SimulatedFiles();
            files.failAt(failAt, Fault.TORN);
            int acknowledged = Simulation.acknowledgedBeforeFailure(files, Simulation.BUFFERED);
            // A roll syncs: with four commits to a segment, no more than five may be lost.
            int synced = Math.max(0, acknowledged - 5);
            for (int i = 0; i < 5; i++) {
                String what = "seed " + seed + ", operation " + failAt + ", loss " + i;
                assertRecovers(files.afterPowerLoss(random), synced, what);
            }
        }
    }

    @Test
    void afterAFailedWriteTheLogIsAsBeforeAndTheNextWriteIsTriedAgain() throws IOException {
        SimulatedFiles files = new SimulatedFiles();
        try (SegmentedLog log = Simulation.open(files)) {
            Samples.append(log, 1, 2);
            files.failAt(files.operations(), Fault.ONCE);
            MemoryException rejected = assertThrows(MemoryException.class, () -> Samples.append(log, 9, 9));
            assertEquals(ErrorCode.IO_FAILED, rejected.code());
            Samples.append(log, 3, 7);
            assertEquals(Samples.expected(1, 7), Samples.read(log, 1));
            assertTrue(log.check().ok());
        }
        assertEquals(Samples.expected(1, 7), Simulation.readAll(files));
    }

    @Test
    void afterAFailedSyncTheLogIsClosedToWritingAndStillRead() throws IOException {
        SimulatedFiles files = new SimulatedFiles();
        try (SegmentedLog log = Simulation.open(files)) {
            Samples.append(log, 1, 7);
            files.failAt(files.operations() + 1, Fault.ONCE);
            MemoryException first = assertThrows(MemoryException.class, () -> Samples.append(log, 8, 8));
            MemoryException second = assertThrows(MemoryException.class, () -> Samples.append(log, 8, 8));
            assertEquals(ErrorCode.IO_FAILED, first.code());
            assertEquals(ErrorCode.IO_FAILED, second.code());
            assertSame(first.getCause(), second.getCause());
            assertEquals(Samples.expected(1, 7), Samples.read(log, 1));
            assertTrue(log.check().ok());
        }
        assertEquals(Samples.expected(1, 7), Simulation.readAll(files));
    }

    @Test
    void aFailedSyncLeavesNothingOfTheAppendThatFailed() throws IOException {
        SimulatedFiles files = new SimulatedFiles();
        try (SegmentedLog log = Simulation.open(files)) {
            Samples.append(log, 1, 2);
            files.failAt(files.operations() + 1, Fault.ONCE);
            assertThrows(MemoryException.class, () -> Samples.append(log, 3, 3));
        }
        assertEquals(Samples.expected(1, 2), Simulation.readAll(files.afterCrash()));
    }

    private static int operations(SegmentedLog.Options options) {
        SimulatedFiles files = new SimulatedFiles();
        assertEquals(18, Simulation.acknowledgedBeforeFailure(files, options));
        assertTrue(files.operations() > 60, "operations: " + files.operations());
        return files.operations();
    }

    /** That the log opens with all that must be there, in order, unchanged; and can go on. */
    private static void assertRecovers(SimulatedFiles files, int atLeast, String what) throws IOException {
        int present;
        try (SegmentedLog log = Simulation.open(files)) {
            List<Commit> commits = Samples.read(log, 1);
            present = commits.size();
            assertTrue(present >= atLeast, () -> what + ": " + commits.size() + " of " + atLeast);
            assertEquals(Samples.expected(1, present), commits, what);
            Samples.append(log, present + 1, present + 3);
            assertEquals(List.of(), log.check().findings(), what);
        } catch (MemoryException e) {
            throw new AssertionError(what, e);
        }
        assertEquals(Samples.expected(1, present + 3), Simulation.readAll(files), what);
    }
}
