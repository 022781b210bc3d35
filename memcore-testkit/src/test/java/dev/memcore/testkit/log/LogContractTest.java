package dev.memcore.testkit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.BackupReport;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.LogStats;
import dev.memcore.spi.log.MemoryLog;
import dev.memcore.testkit.KitRun;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The kit lets a right log pass, and fails a wrong one for what is wrong with it. */
class LogContractTest {
    @Test
    void aRightLogPasses() {
        assertEquals(Set.of(), failedOf(Right.class));
    }

    @Test
    void aLogThatLosesItsLastCommitOnReopeningFails() {
        assertEquals(
                Set.of(
                        "commitsSurviveClosing",
                        "exactlyTheAppendsThatReturnedSurviveAClose",
                        "recordedTimeGoesOnAfterReopening",
                        "rewritingsAndPurgesSurviveClosing",
                        "sequencesGoOnAfterReopening"),
                failedOf(Forgetful.class));
    }

    @Test
    void aLogThatRunsCallbacksOneCommitLateFails() {
        assertEquals(
                Set.of(
                        "aCommitIsReadableFromItsCallbackOnAndNotEarlier",
                        "anAppendThatMeetsACloseSucceedsOrNeverRunsItsCallback",
                        "callbacksRunOneAtATimeInOrder",
                        "momentsAreInTheOrderOfTheSequences",
                        "theCallbackRunsOnceBeforeAppendReturns",
                        "whatWasRecordedByASettledMomentIsFinal"),
                failedOf(Late.class));
    }

    @Test
    void aLogThatShowsHalvesOfABatchFails() {
        assertEquals(Set.of("readersSeeWholeBatches"), failedOf(Halving.class));
    }

    @Test
    void aLogThatAcknowledgesBeforeItStoresFails() {
        assertEquals(Set.of("aCommitIsReadableFromItsCallbackOnAndNotEarlier"), failedOf(Hasty.class));
    }

    @Test
    void aLogThatSwallowsInterruptsFails() {
        assertEquals(
                Set.of(
                        "anInterruptedAppenderGetsItsResultAndKeepsItsInterrupt",
                        "interruptsHarmNoOtherAppenderOrReader"),
                failedOf(Swallowing.class));
    }

    @Test
    void aLogThatKeepsWhatWasErasedFails() {
        assertEquals(
                Set.of(
                        "anErasureReachesABackup",
                        "purgingDropsAllOperationsOnWhatWasErasedButTheMark",
                        "rewritingsAndPurgesSurviveClosing"),
                failedOf(Hoarding.class));
    }

    @Test
    void aLogThatRewritesByHalvesFails() {
        assertEquals(Set.of("rewritingSeesEveryCommitAndIsAllOrNothing"), failedOf(Piecemeal.class));
    }

    @Test
    void aLogThatGrowsWithEveryCommitFails() {
        assertEquals(
                Set.of(
                        "aLogThatForgetsAsMuchAsItTakesInDoesNotGrow",
                        "whatARewritingEmptiesTakesNoRoomHoweverMuchItWas"),
                failedOf(Growing.class));
    }

    @Test
    void aLogThatForgetsMomentsFails() {
        assertEquals(Set.of("momentsStayInOrderWhereNothingIsLeft"), failedOf(Timeless.class));
    }

    @Test
    void aLogThatRecordsAtAnyMomentFails() {
        assertEquals(
                Set.of(
                        "commitsComeAfterWhatWasSettled",
                        "momentsAreInTheOrderOfTheSequences",
                        "recordedTimeNeverGoesBack",
                        "whatWasRecordedByASettledMomentIsFinal"),
                failedOf(Backdating.class));
    }

    @Test
    void aLogThatForgetsWhatWasSettledFails() {
        assertEquals(
                Set.of("commitsComeAfterWhatWasSettled", "whatWasRecordedByASettledMomentIsFinal"),
                failedOf(Unsettled.class));
    }

    @Test
    void aLogThatNeverRenewsABackupFails() {
        assertEquals(
                Set.of(
                        "aBackupIsConsistentWhileAppendsGoOn",
                        "aBackupOpensAsALogAndCanBeBroughtUpToDate",
                        "anErasureReachesABackup"),
                failedOf(OnceOnly.class));
    }

    static final class Right extends DurableLogContract {
        private List<Commit> disk = List.of();

        @Override
        protected MemoryLog create() {
            ListLog log = new ListLog();
            disk = log.disk;
            return log;
        }

        @Override
        protected MemoryLog reopen() {
            return new ListLog(disk);
        }

        @Override
        protected MemoryLog openBackup(Path directory) {
            return ListLog.of(directory);
        }
    }

    static final class Forgetful extends DurableLogContract {
        private List<Commit> disk = List.of();

        @Override
        protected MemoryLog create() {
            ListLog log = new ListLog();
            disk = log.disk;
            return log;
        }

        @Override
        protected MemoryLog reopen() {
            disk = new CopyOnWriteArrayList<>(disk.subList(0, disk.size() - 1));
            return new ListLog(disk);
        }

        @Override
        protected MemoryLog openBackup(Path directory) {
            return ListLog.of(directory);
        }
    }

    static final class Late extends MemoryLogContract {
        @Override
        protected MemoryLog create() {
            return new ListLog() {
                private Runnable late = () -> {};

                @Override
                Commit store(List<MemoryOp> operations, Instant recordedAt, Consumer<Commit> durable) {
                    synchronized (disk) {
                        Commit commit = super.store(operations, recordedAt, ignored -> {});
                        late.run();
                        late = () -> durable.accept(commit);
                        return commit;
                    }
                }
            };
        }

        @Override
        protected MemoryLog openBackup(Path directory) {
            return ListLog.of(directory);
        }
    }

    static final class Halving extends MemoryLogContract {
        @Override
        protected MemoryLog create() {
            return new ListLog() {
                @Override
                Commit store(List<MemoryOp> operations, Instant recordedAt, Consumer<Commit> durable) {
                    if (operations.size() != 20) {
                        return super.store(operations, recordedAt, durable);
                    }
                    // Not even transient: the second half never comes.
                    return super.store(operations.subList(0, 10), recordedAt, durable);
                }
            };
        }

        @Override
        protected MemoryLog openBackup(Path directory) {
            return ListLog.of(directory);
        }
    }

    static final class Hasty extends MemoryLogContract {
        @Override
        protected MemoryLog create() {
            return new ListLog() {
                @Override
                Commit store(List<MemoryOp> operations, Instant recordedAt, Consumer<Commit> durable) {
                    synchronized (disk) {
                        checkOpen();
                        durable.accept(new Commit(disk.size() + 1, recordedAt, operations));
                        return super.store(operations, recordedAt, ignored -> {});
                    }
                }
            };
        }

        @Override
        protected MemoryLog openBackup(Path directory) {
            return ListLog.of(directory);
        }
    }

    static final class Swallowing extends MemoryLogContract {
        @Override
        protected MemoryLog create() {
            return new ListLog() {
                @Override
                Commit store(List<MemoryOp> operations, Instant recordedAt, Consumer<Commit> durable) {
                    boolean ignored = Thread.interrupted();
                    return super.store(operations, recordedAt, durable);
                }
            };
        }

        @Override
        protected MemoryLog openBackup(Path directory) {
            return ListLog.of(directory);
        }
    }

    static final class Hoarding extends DurableLogContract {
        private List<Commit> disk = List.of();

        @Override
        protected MemoryLog create() {
            ListLog log = new ListLog() {
                @Override
                public long purge() {
                    checkOpen();
                    return 0;
                }
            };
            disk = log.disk;
            return log;
        }

        @Override
        protected MemoryLog reopen() {
            return new ListLog(disk);
        }

        @Override
        protected MemoryLog openBackup(Path directory) {
            return ListLog.of(directory);
        }
    }

    static final class Piecemeal extends MemoryLogContract {
        @Override
        protected MemoryLog create() {
            return new ListLog() {
                @Override
                public long rewrite(Function<Commit, List<MemoryOp>> change) {
                    if (change == null) {
                        return super.rewrite(change);
                    }
                    checkOpen();
                    long replaced = 0;
                    for (int i = 0; i < disk.size(); i++) {
                        long sequence = 1L + i;
                        replaced += super.rewrite(
                                commit -> commit.sequence() == sequence ? change.apply(commit) : commit.operations());
                    }
                    return replaced;
                }
            };
        }

        @Override
        protected MemoryLog openBackup(Path directory) {
            return ListLog.of(directory);
        }
    }

    static final class Growing extends MemoryLogContract {
        @Override
        protected MemoryLog create() {
            return new ListLog() {
                @Override
                public LogStats stats() {
                    checkOpen();
                    return new LogStats(25L * disk.size(), 1, 0);
                }
            };
        }

        @Override
        protected MemoryLog openBackup(Path directory) {
            return ListLog.of(directory);
        }
    }

    static final class Timeless extends MemoryLogContract {
        @Override
        protected MemoryLog create() {
            return new ListLog() {
                @Override
                public long rewrite(Function<Commit, List<MemoryOp>> change) {
                    long replaced = super.rewrite(change);
                    disk.replaceAll(commit -> commit.operations().isEmpty()
                            ? new Commit(commit.sequence(), LogSamples.NOON, List.of())
                            : commit);
                    return replaced;
                }
            };
        }

        @Override
        protected MemoryLog openBackup(Path directory) {
            return ListLog.of(directory);
        }
    }

    static final class Backdating extends MemoryLogContract {
        @Override
        protected MemoryLog create() {
            return new ListLog() {
                @Override
                Instant moment(Instant asked) {
                    return asked;
                }
            };
        }

        @Override
        protected MemoryLog openBackup(Path directory) {
            return ListLog.of(directory);
        }
    }

    static final class Unsettled extends MemoryLogContract {
        @Override
        protected MemoryLog create() {
            return new ListLog() {
                @Override
                void settled(Instant moment) {}
            };
        }

        @Override
        protected MemoryLog openBackup(Path directory) {
            return ListLog.of(directory);
        }
    }

    static final class OnceOnly extends MemoryLogContract {
        @Override
        protected MemoryLog create() {
            return new ListLog() {
                @Override
                public BackupReport backup(Path directory) {
                    return directory != null && BACKUPS.containsKey(directory)
                            ? new BackupReport(lastSequence(), 0, 0, 0)
                            : super.backup(directory);
                }
            };
        }

        @Override
        protected MemoryLog openBackup(Path directory) {
            return ListLog.of(directory);
        }
    }

    private static Set<String> failedOf(Class<?> contract) {
        return KitRun.failedTests(contract, 15);
    }
}
