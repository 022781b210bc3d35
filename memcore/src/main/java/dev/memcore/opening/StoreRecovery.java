package dev.memcore.opening;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.Finding;
import dev.memcore.spi.log.MemoryLog;
import dev.memcore.store.SegmentedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Creates stores from backups and from damaged stores. */
public final class StoreRecovery {
    private static final int MOST_FINDINGS = 1_000;

    private StoreRecovery() {}

    /** See {@link dev.memcore.Memcore#restore}. */
    public static CheckReport restore(@Nullable Path backup, @Nullable Path target, RandomGenerator random) {
        Path from = existing(backup, "backup");
        Path to = empty(target, "target");
        CheckReport report;
        try (MemoryLog log = SegmentedLog.openReadOnly(from)) {
            report = log.check();
            if (report.ok()) {
                log.backup(to);
            }
        }
        if (!report.ok()) {
            return report;
        }
        try (SegmentedLog copy = open(to, random)) {
            return copy.check();
        }
    }

    private static SegmentedLog open(Path directory, RandomGenerator random) {
        return SegmentedLog.open(directory, SegmentedLog.Options.of(random));
    }

    /**
     * See {@link dev.memcore.Memcore#salvage}.
     *
     * @param open opens the new store
     */
    public static CheckReport salvage(
            @Nullable Path damaged, @Nullable Path target, Function<Path, MemoryManager> open) {
        Path from = existing(damaged, "damaged");
        Path to = empty(target, "target");
        List<Finding> lost = new ArrayList<>();
        try (LogBackedMemoryManager manager = (LogBackedMemoryManager) open.apply(to)) {
            CheckReport read = SegmentedLog.salvage(
                    from,
                    commit -> manager.engine().committer().salvage(commit, op -> note(lost, commit.sequence(), op)));
            manager.engine().parts().log().purge();
            manager.engine().parts().index().expunge();
            return read.and(new CheckReport(0, 0, 0, lost));
        }
    }

    private static void note(List<Finding> lost, long sequence, MemoryOp op) {
        if (lost.size() < MOST_FINDINGS) {
            lost.add(new Finding(
                    ErrorCode.LOG_DAMAGED,
                    "log",
                    -1,
                    op.getClass().getSimpleName() + " of commit " + sequence + " on memory " + op.id()
                            + " depends on what was lost"));
        }
    }

    private static Path existing(@Nullable Path directory, String what) {
        Path given = Arguments.present(directory, what);
        if (!Files.isDirectory(given)) {
            throw Arguments.invalid(what + " " + given + " is not a directory");
        }
        return given;
    }

    private static Path empty(@Nullable Path directory, String what) {
        Path given = Arguments.present(directory, what);
        if (!Files.exists(given)) {
            return given;
        }
        try (Stream<Path> files = Files.list(given)) {
            if (files.findAny().isPresent()) {
                throw Arguments.invalid(what + " " + given + " is not empty");
            }
            return given;
        } catch (IOException e) {
            throw MemoryException.of(ErrorCode.IO_FAILED, what + " " + given + " cannot be read: " + e, e);
        }
    }
}
