package dev.memcore.observe;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.health.HealthCause;
import dev.memcore.api.health.HealthProblem;
import dev.memcore.api.health.HealthReport;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.Finding;
import dev.memcore.api.report.MaintenanceReport;
import dev.memcore.api.report.Recovery;
import dev.memcore.api.report.Recovery.IndexState;
import dev.memcore.audit.AuditLog;
import dev.memcore.component.StorageRefusals;
import dev.memcore.component.StoreComponents;
import dev.memcore.io.StorageFailure;
import dev.memcore.spi.index.MemoryIndex;
import dev.memcore.spi.log.MemoryLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects what hinders an open store: outcomes of writes, checks and maintenance runs, the state of the device, and the
 * problems of log and index. Thread-safe. Keeps no texts of memories.
 */
public final class StoreHealth {
    /**
     * How long a rejected write is reported if no later write succeeds. After that time only the state of the device
     * counts. Otherwise a host that sends no writes to a store that is DOWN would never see it recover.
     */
    static final Duration REFUSAL_REPORTED = Duration.ofMinutes(1);

    private final MemoryLog log;
    private final MemoryIndex index;
    private final InstantSource clock;
    private final Supplier<ErrorCode> device;
    private final Supplier<List<HealthProblem>> others;
    private volatile @Nullable Refusal refusal;
    private volatile @Nullable String maintenanceFailure;
    private volatile List<HealthProblem> findings = List.of();
    private volatile @Nullable Rebuilding rebuilding;
    private final AtomicBoolean isRebuilding = new AtomicBoolean();

    /** A rejected write. */
    private record Refusal(ErrorCode code, Instant at) {}

    /** An index that is built from the log up to a commit. */
    private record Rebuilding(IndexState found, long through) {}

    /**
     * @param device returns {@link ErrorCode#STORAGE_FULL}, {@link ErrorCode#STORAGE_READ_ONLY}, or another code if
     *     neither is known
     * @param others returns the problems of other parts
     */
    StoreHealth(
            MemoryLog log,
            MemoryIndex index,
            InstantSource clock,
            Supplier<ErrorCode> device,
            Supplier<List<HealthProblem>> others) {
        this.log = log;
        this.index = index;
        this.clock = clock;
        this.device = device;
        this.others = others;
    }

    public static StoreHealth of(StoreComponents parts) {
        var directory = parts.directory();
        AuditLog audit = parts.audit();
        return new StoreHealth(
                parts.log(),
                parts.index(),
                parts.clock(),
                () -> directory == null ? ErrorCode.IO_FAILED : StorageFailure.code(directory),
                () -> audit == null ? List.of() : audit.problems());
    }

    /** Records that a write succeeded after one that failed. */
    public void written() {
        refusal = null;
    }

    /** Records that a write failed. */
    public void notWritten(MemoryException cause) {
        if (StorageRefusals.isRefusal(cause)) {
            refusal = new Refusal(cause.code(), clock.instant());
        }
    }

    public void opened(Recovery recovery) {
        boolean rebuilt = recovery.indexState() != IndexState.CURRENT
                && recovery.indexState() != IndexState.OTHER_EMBEDDER
                && recovery.replayed() > 0;
        rebuilding = rebuilt ? new Rebuilding(recovery.indexState(), log.lastSequence()) : null;
        isRebuilding.set(rebuilt);
    }

    /** Whether {@link #rebuilding} may return a cause. */
    public AtomicBoolean isRebuilding() {
        return isRebuilding;
    }

    public void maintained(MaintenanceReport report) {
        int failures = report.failures().size();
        maintenanceFailure = failures == 0
                ? null
                : "policies failed in the last run; the first is \""
                        + report.failures().getFirst().policy() + "\"";
    }

    public void notMaintained(RuntimeException cause) {
        maintenanceFailure = "the last run failed with "
                + (cause instanceof MemoryException failure
                        ? failure.code()
                        : cause.getClass().getName());
    }

    public void checked(CheckReport report) {
        findings =
                report.findings().stream().map(StoreHealth::problem).distinct().toList();
    }

    private static HealthProblem problem(Finding finding) {
        HealthCause cause =
                finding.code() == ErrorCode.INDEX_DAMAGED ? HealthCause.INDEX_DAMAGED : HealthCause.LOG_DAMAGED;
        String place = finding.offset() < 0 ? "" : " at byte " + finding.offset();
        return new HealthProblem(cause, "the last check found " + finding.code() + " in " + finding.file() + place);
    }

    /** Returns {@link HealthCause#INDEX_REBUILDING} while the index is built from the log; otherwise an empty set. */
    public Set<HealthCause> rebuilding() {
        Rebuilding known = rebuilding;
        if (known == null) {
            return Set.of();
        }
        if (index.indexedSequence() >= known.through()) {
            rebuilding = null;
            isRebuilding.set(false);
            return Set.of();
        }
        return Set.of(HealthCause.INDEX_REBUILDING);
    }

    /** Returns all problems of a store that is open. */
    public HealthReport report() {
        List<HealthProblem> problems = new ArrayList<>(findings);
        problems.addAll(log.problems());
        problems.addAll(index.problems());
        problems.addAll(others.get());
        if (!log.readOnly()) {
            addStorage(problems);
        }
        Rebuilding known = rebuilding;
        if (known != null && !rebuilding().isEmpty()) {
            problems.add(new HealthProblem(
                    HealthCause.INDEX_REBUILDING,
                    "the index was found " + known.found() + "; " + index.indexedSequence() + " of " + known.through()
                            + " commits are indexed"));
        }
        String failed = maintenanceFailure;
        if (failed != null) {
            problems.add(new HealthProblem(HealthCause.MAINTENANCE_FAILING, failed));
        }
        return new HealthReport(problems);
    }

    private void addStorage(List<HealthProblem> problems) {
        ErrorCode now = device.get();
        Refusal last = refusal;
        boolean refused = last != null && clock.instant().isBefore(last.at().plus(REFUSAL_REPORTED));
        HealthCause cause = cause(now);
        if (cause != null) {
            problems.add(new HealthProblem(cause, "the operating system reports " + now + " for the directory"));
        } else if (refused && last != null) {
            HealthCause rejected = cause(last.code());
            problems.add(new HealthProblem(
                    rejected == null ? HealthCause.WRITES_FAILING : rejected,
                    "the last write was rejected with " + last.code() + " at " + last.at()));
        }
    }

    private static @Nullable HealthCause cause(ErrorCode code) {
        return switch (code) {
            case STORAGE_FULL -> HealthCause.STORAGE_FULL;
            case STORAGE_READ_ONLY -> HealthCause.STORAGE_READ_ONLY;
            default -> null;
        };
    }

    /** Returns the report of a store whose calls fail. */
    public HealthReport unavailable(MemoryException failure) {
        HealthProblem problem = failure.code() == ErrorCode.CLOSED
                ? new HealthProblem(HealthCause.CLOSED, "the manager was closed")
                : new HealthProblem(HealthCause.INDEX_DAMAGED, "calls fail with " + failure.code());
        return new HealthReport(List.of(problem));
    }
}
