package dev.memcore.opening;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.config.OperationKind;
import dev.memcore.api.config.OperationSummary;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.health.HealthReport;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.report.BackupReport;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.MaintenanceReport;
import dev.memcore.api.report.Recovery;
import dev.memcore.api.report.StoreStats;
import dev.memcore.audit.AuditLog;
import dev.memcore.component.StorageRefusals;
import dev.memcore.component.StoreComponents;
import dev.memcore.maintenance.Maintenance;
import dev.memcore.maintenance.MaintenanceThread;
import dev.memcore.space.ScopedSpace;
import dev.memcore.space.StoreServices;
import dev.memcore.spi.index.MemoryIndex;
import dev.memcore.spi.log.CommitCursor;
import dev.memcore.spi.log.LogStats;
import dev.memcore.spi.log.MemoryLog;
import dev.memcore.store.json.JsonLines;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** A manager that writes to a log and reads from an index that is derived from the log. */
public final class LogBackedMemoryManager implements MemoryManager {
    private static final Comparator<Scope> IN_ORDER = Comparator.comparing(
                    Scope::user, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
            .thenComparing(Scope::agent, Comparator.nullsFirst(Comparator.<String>naturalOrder()));

    private final StoreServices engine;
    private final Recovery recovery;
    private final @Nullable MaintenanceThread maintaining;

    private LogBackedMemoryManager(StoreServices engine, Recovery recovery, @Nullable MaintenanceThread maintaining) {
        this.engine = engine;
        this.recovery = recovery;
        this.maintaining = maintaining;
    }

    /**
     * Brings the index up to date with the log and opens the manager for calls. Closes nothing if that fails.
     *
     * @param maintainEvery the interval of background maintenance, or null for none
     */
    public static LogBackedMemoryManager open(StoreComponents parts, @Nullable Duration maintainEvery) {
        Recovery recovery = new IndexCatchUp(parts.log(), parts.index()).run(parts.ids());
        AuditLog audit = parts.audit();
        if (audit != null) {
            audit.recover(id -> parts.index()
                    .get(id)
                    .map(memory -> memory.status() == Status.ERASED)
                    .orElse(true));
        }
        StoreServices engine = StoreServices.over(parts);
        engine.observers().health().opened(recovery);
        engine.usage().catchUp();
        engine.triggers().found(parts.index().scopes());
        MaintenanceThread maintaining = maintainEvery == null
                ? null
                : new MaintenanceThread(engine.gate(), engine.maintenance(), engine.triggers(), maintainEvery);
        if (maintaining != null) {
            maintaining.start();
        }
        return new LogBackedMemoryManager(engine, recovery, maintaining);
    }

    /** The services behind this manager. */
    public StoreServices engine() {
        return engine;
    }

    @Override
    public MemorySpace space(Principal reader) {
        Principal given = Arguments.present(reader, "reader");
        return engine.gate().call(() -> new ScopedSpace(given, engine));
    }

    @Override
    public List<String> tenants() {
        return engine.gate()
                .call(() -> index().scopes().stream()
                        .map(Scope::tenant)
                        .distinct()
                        .sorted()
                        .toList());
    }

    @Override
    public List<Scope> scopes(String tenant) {
        String wanted = Arguments.present(tenant, "tenant");
        return engine.gate()
                .call(() -> index().scopes().stream()
                        .filter(scope -> scope.tenant().equals(wanted))
                        .sorted(IN_ORDER)
                        .toList());
    }

    @Override
    public void awaitIndexed() {
        engine.gate().call(() -> {
            index().awaitIndexed(engine.committer().published());
            return true;
        });
    }

    @Override
    public void awaitEmbedded() {
        awaitIndexed();
        index().awaitEmbedded(); // not inside the gate: close() would wait for an embedder that fails
    }

    @Override
    public StoreStats stats() {
        return engine.gate().call(() -> {
            LogStats size = log().stats();
            long indexed = index().indexedSequence(); // read before the log's sequence, so that it is never greater
            return new StoreStats(
                    index().size(),
                    log().lastSequence(),
                    indexed,
                    size.bytes(),
                    size.segments(),
                    index().bytes(),
                    recovery,
                    index().embedding(),
                    engine.caches());
        });
    }

    @Override
    public HealthReport health() {
        try {
            return engine.gate().call(engine.observers().health()::report);
        } catch (MemoryException e) {
            return engine.observers().health().unavailable(e);
        }
    }

    @Override
    public CheckReport check() {
        return engine.gate().call(() -> {
            CheckReport parts = log().check().and(index().check());
            CheckReport all = parts.and(agreement());
            engine.observers().health().checked(all);
            return all;
        });
    }

    private CheckReport agreement() {
        Lock together = engine.dropping().readLock();
        together.lock();
        try {
            return new IndexConsistencyCheck(log(), index(), engine.horizons())
                    .check(engine.committer().published());
        } finally {
            together.unlock();
        }
    }

    @Override
    public MaintenanceReport maintain(Budget budget) {
        return engine.gate().change(() -> {
            MaintenanceReport report =
                    engine.maintenance().run(Arguments.present(budget, "budget"), Maintenance.Extent.ALL);
            engine.usage().save();
            return report;
        });
    }

    @Override
    public MaintenanceReport dryRun(Budget budget) {
        return engine.gate().call(() -> engine.maintenance().dryRun(Arguments.present(budget, "budget")));
    }

    @Override
    public List<Memory> undo(Collection<Long> commits) {
        return engine.observers()
                .operations()
                .run(
                        OperationKind.UPDATE,
                        () -> engine.gate()
                                .change(() ->
                                        engine.undo().undo(memory -> true, Arguments.present(commits, "commits"))),
                        changed -> OperationSummary.of(changed.size()));
    }

    @Override
    public BackupReport backup(Path directory) {
        return engine.gate().call(() -> {
            Path given = Arguments.present(directory, "directory");
            StorageRefusals.tolerate("Feedback", () -> engine.usage().flush(engine.committer()));
            return log().backup(given);
        });
    }

    @Override
    public long exportTo(OutputStream out) {
        return engine.gate().call(() -> {
            OutputStream given = Arguments.present(out, "out");
            StorageRefusals.tolerate("Feedback", () -> engine.usage().flush(engine.committer()));
            try (CommitCursor commits = log().read(1)) {
                return JsonLines.write(commits, given);
            }
        });
    }

    @Override
    public long importFrom(InputStream in) {
        return engine.gate().change(() -> {
            InputStream given = Arguments.present(in, "in");
            try {
                return JsonLines.read(given, engine.committer()::replay);
            } finally {
                settleImport();
            }
        });
    }

    /** Runs after a partial import, too: memories that the import erased must not stay in the files. */
    private void settleImport() {
        if (!engine.gate().failed()) {
            log().purge();
            index().expunge();
            engine.triggers().found(index().scopes());
        }
    }

    @Override
    public void close() {
        engine.gate().requireOutside();
        if (maintaining != null) {
            maintaining.close(); // before the gate closes: it would wait for a run that waits for the gate
        }
        try {
            engine.gate().close(() -> {
                List<AutoCloseable> all = new ArrayList<>();
                all.add(this::keepUsage);
                all.addAll(engine.parts().owned());
                closeAll(all);
            });
        } finally {
            engine.observers().async().close();
        }
    }

    private void keepUsage() {
        if (!engine.gate().failed()) {
            StorageRefusals.tolerate("The last feedback", () -> engine.usage().flush(engine.committer()));
            engine.usage().save();
        }
    }

    private MemoryLog log() {
        return engine.parts().log();
    }

    private MemoryIndex index() {
        return engine.parts().index();
    }

    /** Closes all parts, even if some fail. Throws the first failure, with the others as suppressed exceptions. */
    public static void closeAll(Iterable<? extends AutoCloseable> parts) {
        MemoryException failure = null;
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                MemoryException failed = e instanceof MemoryException m
                        ? m
                        : MemoryException.of(ErrorCode.COMPONENT_FAILED, "closing failed: " + e, e);
                if (failure == null) {
                    failure = failed;
                } else {
                    failure.addSuppressed(failed);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
