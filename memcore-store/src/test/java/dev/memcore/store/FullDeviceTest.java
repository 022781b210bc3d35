package dev.memcore.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.log.Commit;
import dev.memcore.store.SimulatedFiles.Device;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A device that is full or read-only for a while: counts the operations of a workload, then runs it again with some of them
 * refused, from each in turn.
 */
class FullDeviceTest {
    private static final int COMMITS = 12;

    @ParameterizedTest
    @CsvSource({
        "FULL, 1, SYNCED", "FULL, 20, SYNCED", "FULL, 1, BUFFERED", "FULL, 20, BUFFERED",
        "READ_ONLY, 1, SYNCED", "READ_ONLY, 20, SYNCED", "READ_ONLY, 1, BUFFERED", "READ_ONLY, 20, BUFFERED"
    })
    void whateverIsRefusedIsNotThereLaterAndAllElseIs(Device device, int count, String durability) throws IOException {
        SegmentedLog.Options options = durability.equals("SYNCED") ? Simulation.SYNCED : Simulation.BUFFERED;
        Workload whole = new Workload(new SimulatedFiles(), options);
        whole.run();
        int operations = whole.files.operations();
        assertTrue(operations > 60, "operations: " + operations);
        assertEquals(0, whole.refused);
        for (int from = whole.opened; from < operations; from++) {
            SimulatedFiles files = new SimulatedFiles();
            Workload workload = new Workload(files, options);
            files.refuse(device, from, count);
            workload.run();
            files.refuse(device, Integer.MAX_VALUE - count, count);
            workload.assertHolds(files.afterCrash(), device + " from operation " + from);
        }
    }

    /** Appends, erases, rewrites and purges, each until it succeeds; looks at the log whenever something is refused. */
    private static final class Workload {
        private final SimulatedFiles files;
        private final SegmentedLog.Options options;
        private final List<Commit> acknowledged = new ArrayList<>();
        private final Random random = new Random(7);
        private int opened;
        private int refused;
        private int next = 1;

        Workload(SimulatedFiles files, SegmentedLog.Options options) {
            this.files = files;
            this.options = options;
        }

        void run() throws IOException {
            try (SegmentedLog log = Simulation.open(files, options)) {
                opened = files.operations();
                for (int i = 0; i < COMMITS; i++) {
                    untilAccepted(log, this::appendTurn);
                }
                Commit erased = acknowledged.get(3);
                untilAccepted(log, taken -> append(taken, List.of(erase(erased))));
                untilAccepted(log, SegmentedLog::purge);
                empty(erased);
                Commit rewritten = acknowledged.get(7);
                untilAccepted(
                        log,
                        taken -> taken.rewrite(
                                commit -> commit.sequence() == rewritten.sequence() ? List.of() : commit.operations()));
                empty(rewritten);
                untilAccepted(log, this::appendTurn);
                assertReads(log);
            } catch (MemoryException e) {
                // Only commits that were acknowledged before they were synced are worth a failure of close.
                assertEquals(Simulation.BUFFERED, options, e::toString);
                assertTrue(e.toString().contains("is closed"), e::toString);
            }
        }

        private interface Change {
            long make(SegmentedLog log);
        }

        private void untilAccepted(SegmentedLog log, Change change) throws IOException {
            for (int attempt = 0; attempt < 100; attempt++) {
                try {
                    assertTrue(change.make(log) >= 0);
                    return;
                } catch (MemoryException e) {
                    refused++;
                    assertTrue(
                            e.code() == ErrorCode.STORAGE_FULL || e.code() == ErrorCode.STORAGE_READ_ONLY, e::toString);
                    assertReads(log);
                    if (refused == 1) {
                        assertHoldsAfterLoss();
                    }
                }
            }
            throw new AssertionError("refused a hundred times");
        }

        /** Every attempt appends something else, so that what was refused can be told from what was not. */
        private long appendTurn(SegmentedLog log) {
            return append(log, Samples.turn(next++));
        }

        private long append(SegmentedLog log, List<MemoryOp> operations) {
            Commit commit = log.append(operations, Samples.NOON, appended -> {});
            acknowledged.add(commit);
            return commit.sequence();
        }

        private static MemoryOp erase(Commit commit) {
            return new MemoryOp.Erase(
                    commit.operations().getFirst().id(), Samples.SCOPE, 1, "0".repeat(64), Cause.HOST);
        }

        private void empty(Commit commit) {
            acknowledged.set((int) commit.sequence() - 1, new Commit(commit.sequence(), Samples.NOON, List.of()));
        }

        private void assertReads(SegmentedLog log) {
            assertEquals(acknowledged.size(), log.lastSequence());
            assertAcknowledged(Samples.read(log, 1), "in the open log");
            assertEquals(List.of(), log.check().findings());
        }

        /** If the process dies now, or the power goes. */
        private void assertHoldsAfterLoss() throws IOException {
            if (files.device() == Device.FULL) {
                assertHolds(files.afterCrash(), "after a crash");
            }
            if (options.equals(Simulation.SYNCED)) {
                List<Commit> left = Simulation.readAll(files.afterPowerLoss(random));
                assertTrue(left.size() >= acknowledged.size(), "after a loss of power");
            }
        }

        void assertHolds(SimulatedFiles left, String what) throws IOException {
            assertAcknowledged(Simulation.readAll(left), what);
        }

        private void assertAcknowledged(List<Commit> there, String what) {
            assertEquals(acknowledged.size(), there.size(), what);
            for (int i = 0; i < there.size(); i++) {
                // What is to be erased or rewritten may be there or not.
                if (i != 3 && i != 7) {
                    assertEquals(acknowledged.get(i), there.get(i), what);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLogOnAFullOrReadOnlyDeviceIsClosedWithoutAnError(Device device) throws IOException {
        SimulatedFiles files = new SimulatedFiles();
        SegmentedLog log = Simulation.open(files);
        Samples.append(log, 1, 2);
        files.refuse(device, files.operations(), 1_000);
        assertThrows(MemoryException.class, () -> Samples.append(log, 3, 3));
        log.close();
    }

    @Test
    void aLogIsOpenedOnAFullDeviceWhateverWasLeftThere() throws IOException {
        SimulatedFiles marked = Simulation.closed(COMMITS);
        try (SegmentedLog log = Simulation.open(marked)) {
            log.append(List.of(Workload.erase(Samples.expected(4, 4).getFirst())), Samples.NOON, commit -> {});
        }
        Supplier<SimulatedFiles> left = marked::afterCrash;
        SimulatedFiles counted = left.get();
        Simulation.open(counted).close();
        for (int from = 0; from < counted.operations(); from++) {
            SimulatedFiles files = left.get();
            files.refuse(Device.FULL, from, 1_000);
            try (SegmentedLog log = Simulation.open(files)) {
                assertEquals(COMMITS + 1, log.lastSequence());
                assertEquals(Samples.expected(1, 3), Samples.read(log, 1).subList(0, 3));
                assertThrows(MemoryException.class, () -> Samples.append(log, 14, 14));
                files.refuse(Device.FULL, 0, 0);
                log.append(Samples.turn(14), Samples.NOON, commit -> {});
                log.purge();
            }
            List<Commit> there = Simulation.readAll(files);
            assertEquals(COMMITS + 2, there.size());
            assertEquals(List.of(), there.get(3).operations(), "what was to be erased is gone");
        }
    }

    @Test
    void aFailedSyncWhoseBytesCannotBeReadBackClosesTheLogToWriting() throws IOException {
        SimulatedFiles files = new SimulatedFiles();
        SegmentedLog log = Simulation.open(files, Simulation.BUFFERED);
        Samples.append(log, 1, 4);
        String segment = "log/0000000001.seg";
        files.refuse(Device.FULL, files.operations(), 1_000);
        // The fifth does not fit: the segment is synced to be sealed, and that is refused.
        assertThrows(MemoryException.class, () -> Samples.append(log, 5, 5));
        files.refuse(Device.FULL, 0, 0);
        files.get(segment)[files.get(segment).length - 1] ^= 1;
        MemoryException fatal = assertThrows(MemoryException.class, () -> Samples.append(log, 5, 5));
        assertEquals(ErrorCode.IO_FAILED, fatal.code());
        assertFalse(fatal.toString().contains("tried again"), fatal::toString);
        log.close();
    }
}
