package dev.memcore.maintenance;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Scope;
import dev.memcore.api.config.MaintenanceListener;
import dev.memcore.api.config.OperationKind;
import dev.memcore.api.config.OperationSummary;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.report.MaintenanceReport;
import dev.memcore.commit.Committer;
import dev.memcore.component.StoreComponents;
import dev.memcore.history.HistoryCompaction;
import dev.memcore.history.RetentionWatermarks;
import dev.memcore.observe.Operations;
import dev.memcore.observe.StoreHealth;
import dev.memcore.trigger.DueWork;
import dev.memcore.trigger.Triggers;
import dev.memcore.write.PolicyFailure;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs maintenance. First it applies the policies that are due. Then it applies the policies of every run to all
 * scopes, one after another. Only one run is active at a time.
 */
public final class Maintenance {
    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);

    private final StoreComponents parts;
    private final Committer committer;
    private final UsageCounts usage;
    private final Triggers triggers;
    private final HistoryCompaction compaction;
    private final RunawayGuard guard = new RunawayGuard();
    private final Runnable first;
    private final StoreHealth health;
    private final Operations operations;
    private final ReentrantLock running = new ReentrantLock();

    /** The scope, and the place in it, where the next run continues because the last one exhausted its budget. */
    private int nextScope;

    private Place nextPlace = Place.START;

    /** The number of scopes completed since the last complete run. */
    private int passed;

    /**
     * The position of a run within a scope.
     *
     * @param policy the policy of every run to begin with, or {@link #ALL_APPLIED} if only retention remains
     * @param memory the last memory that retention has checked, or null to start with the first
     */
    private record Place(int policy, @Nullable MemoryId memory) {
        static final int ALL_APPLIED = Integer.MAX_VALUE;
        static final Place START = new Place(0, null);

        static Place of(@Nullable Place place) {
            return place == null ? START : place;
        }
    }

    /**
     * @param dropping held while retention drops history from log and index
     * @param first the action with which each run starts
     * @param health receives the outcome of each run
     * @param operations reports each run
     */
    public Maintenance(
            StoreComponents parts,
            Committer committer,
            UsageCounts usage,
            Triggers triggers,
            RetentionWatermarks horizons,
            Lock dropping,
            Runnable first,
            StoreHealth health,
            Operations operations) {
        this.first = first;
        this.health = health;
        this.operations = operations;
        this.parts = parts;
        this.committer = committer;
        this.usage = usage;
        this.triggers = triggers;
        this.compaction = new HistoryCompaction(parts, horizons, dropping);
    }

    /** The part of the work that a run covers. */
    public enum Extent {
        /** Only the due policies. */
        DUE,
        /** The due policies, and then all scopes. */
        ALL
    }

    /** Reports what a run would do. */
    public MaintenanceReport dryRun(Budget budget) {
        running.lock();
        try {
            RunFailures failures = new RunFailures((scope, policy, cause) -> {});
            MaintenanceRun run = new MaintenanceRun(
                    parts, committer, usage, triggers, budget, true, new RunawayGuard(), failures, (scope, done) -> {});
            boolean finished = due(run) && rest(run, failures);
            return run.report(finished);
        } finally {
            running.unlock();
        }
    }

    /** Carries out a run and reports it to the listener. */
    public MaintenanceReport run(Budget budget, Extent extent) {
        return operations.run(
                OperationKind.MAINTAIN,
                () -> carriedOut(budget, extent),
                report -> OperationSummary.of(report.total()));
    }

    private MaintenanceReport carriedOut(Budget budget, Extent extent) {
        running.lock();
        try {
            tell(listener -> listener.started(budget));
            first.run();
            usage.flush(committer);
            RunFailures failures =
                    new RunFailures((scope, policy, cause) -> tell(listener -> listener.failed(scope, policy, cause)));
            MaintenanceRun run = new MaintenanceRun(
                    parts,
                    committer,
                    usage,
                    triggers,
                    budget,
                    false,
                    guard,
                    failures,
                    (scope, done) -> tell(
                            listener -> listener.committed(scope, done.policy(), done.operations(), done.commit())));
            if (extent == Extent.ALL) {
                triggers.retry();
            }
            boolean finished = due(run) && (extent == Extent.DUE || rest(run, failures));
            MaintenanceReport report = run.report(finished);
            health.maintained(report);
            tell(listener -> listener.finished(report));
            return report;
        } catch (RuntimeException e) {
            health.notMaintained(e);
            tell(listener -> listener.failed(e));
            throw e;
        } finally {
            running.unlock();
        }
    }

    // An exception of the host's listener must not abort a run.
    private void tell(Consumer<MaintenanceListener> what) {
        try {
            what.accept(parts.listener());
        } catch (RuntimeException | Error e) {
            LOG.warn("The maintenance listener failed; maintenance continues", e);
        }
    }

    /**
     * Processes the policies that are due at the start of the run. Those that become due later are left to the next
     * run.
     */
    private boolean due(MaintenanceRun run) {
        if (run.isDry()) {
            return triggers.all().stream().allMatch(run::serve);
        }
        boolean served = true;
        for (int left = triggers.scopes(); served && left > 0; left--) {
            served = serveNext(run);
        }
        return served;
    }

    private boolean serveNext(MaintenanceRun run) {
        if (!run.mayBegin()) {
            return false;
        }
        DueWork next = triggers.take();
        return next == null || run.serve(next);
    }

    /**
     * Applies the policies of every run to all scopes and collects droppable history, from the position where the last
     * run stopped. The history is dropped at the end for all scopes together, because that takes a pass over the log.
     *
     * @return whether all scopes are complete, by this run or by it and the stopped runs before
     */
    private boolean rest(MaintenanceRun run, RunFailures failures) {
        List<Scope> scopes = parts.index().scopes();
        HistoryCompaction.Sweep sweep = compaction.new Sweep(committer.now());
        int first = scopes.isEmpty() ? 0 : Math.floorMod(nextScope, scopes.size());
        Place at = nextPlace;
        int done = 0;
        boolean within = false;
        while (done < scopes.size() && !within && run.mayBegin()) {
            Place left = maintained(scopes.get((first + done) % scopes.size()), at, run, sweep, failures);
            within = left != null;
            at = Place.of(left);
            done += within ? 0 : 1;
        }
        boolean finished = done == scopes.size() || (!within && passed + done >= scopes.size());
        if (!run.isDry()) {
            nextScope = finished ? 0 : first + done;
            nextPlace = finished ? Place.START : at;
            passed = finished ? 0 : passed + done;
            run.compacted(sweep.carryOut());
        }
        return finished;
    }

    /** The position in a scope after a part of its work, or null if the scope is complete. */
    private @Nullable Place maintained(
            Scope scope, Place from, MaintenanceRun run, HistoryCompaction.Sweep sweep, RunFailures failures) {
        if (from.policy() != Place.ALL_APPLIED) {
            int next = run.maintain(scope, from.policy());
            if (next != MaintenanceRun.DONE) {
                return new Place(next, null);
            }
        }
        if (run.isDry()) {
            return null;
        }
        if (!run.mayBegin()) {
            return new Place(Place.ALL_APPLIED, from.memory());
        }
        run.begin();
        try {
            MemoryId stopped = sweep.collect(scope, from.memory(), run::isOver);
            return stopped == null ? null : new Place(Place.ALL_APPLIED, stopped);
        } catch (PolicyFailure e) {
            failures.addRetention(scope, e.reason());
            return null;
        }
    }
}
