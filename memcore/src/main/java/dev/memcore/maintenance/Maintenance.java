package dev.memcore.maintenance;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Scope;
import dev.memcore.api.config.MaintenanceListener;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.report.MaintenanceReport;
import dev.memcore.commit.Committer;
import dev.memcore.component.StoreComponents;
import dev.memcore.history.HistoryCompaction;
import dev.memcore.history.RetentionWatermarks;
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

/** Runs what is due, then the policies of every run over all scopes, one after another. One run at a time. */
public final class Maintenance {
    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);

    private final StoreComponents parts;
    private final Committer committer;
    private final UsageCounts usage;
    private final Triggers triggers;
    private final HistoryCompaction compaction;
    private final RunawayGuard guard = new RunawayGuard();
    private final Runnable first;
    private final ReentrantLock running = new ReentrantLock();

    /** Where the next run goes on, because the last one was out of budget: which scope, and where in it. */
    private int nextScope;

    private Place nextPlace = Place.START;

    /** How many scopes were done with since a run was finished. */
    private int passed;

    /**
     * Where a run stands in a scope.
     *
     * @param policy the policy of every run to begin with; {@link #ALL_ASKED}: all were asked, and retention goes on
     * @param memory the last memory that retention has looked at, or null: it looks at them from the first one on
     */
    private record Place(int policy, @Nullable MemoryId memory) {
        static final int ALL_ASKED = Integer.MAX_VALUE;
        static final Place START = new Place(0, null);

        static Place of(@Nullable Place place) {
            return place == null ? START : place;
        }
    }

    /**
     * The maintenance of a store.
     *
     * @param dropping is held while retention drops something from log and index
     * @param first what each run does first
     */
    public Maintenance(
            StoreComponents parts,
            Committer committer,
            UsageCounts usage,
            Triggers triggers,
            RetentionWatermarks horizons,
            Lock dropping,
            Runnable first) {
        this.first = first;
        this.parts = parts;
        this.committer = committer;
        this.usage = usage;
        this.triggers = triggers;
        this.compaction = new HistoryCompaction(parts, horizons, dropping);
    }

    /** How much of the work a run is to do. */
    public enum Extent {
        /** What is due. */
        DUE,
        /** What is due, and all else. */
        ALL
    }

    /** What a run would do. */
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

    /** Carries out a run, and tells the listener of it. */
    public MaintenanceReport run(Budget budget, Extent extent) {
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
            tell(listener -> listener.finished(report));
            return report;
        } catch (RuntimeException e) {
            tell(listener -> listener.failed(e));
            throw e;
        } finally {
            running.unlock();
        }
    }

    // The listener is the host's: what it throws must not end a run halfway.
    private void tell(Consumer<MaintenanceListener> what) {
        try {
            what.accept(parts.listener());
        } catch (RuntimeException | Error e) {
            LOG.warn("A listener to maintenance failed", e);
        }
    }

    /** Serves what is due as the run begins; what becomes due meanwhile is left to the next one. */
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
     * Asks the policies of every run about all scopes, and looks for what their retention does not want, beginning where the
     * last run had to stop. What is found is dropped at the end, for all scopes at once: this takes a pass over the log.
     *
     * @return whether all were asked, by this run, or by it and those before that had no time for more
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

    /** Where to go on in a scope after a part of its work; null: it is done with. */
    private @Nullable Place maintained(
            Scope scope, Place from, MaintenanceRun run, HistoryCompaction.Sweep sweep, RunFailures failures) {
        if (from.policy() != Place.ALL_ASKED) {
            int next = run.maintain(scope, from.policy());
            if (next != MaintenanceRun.DONE) {
                return new Place(next, null);
            }
        }
        if (run.isDry()) {
            return null;
        }
        if (!run.mayBegin()) {
            return new Place(Place.ALL_ASKED, from.memory());
        }
        run.begin();
        try {
            MemoryId stopped = sweep.collect(scope, from.memory(), run::isOver);
            return stopped == null ? null : new Place(Place.ALL_ASKED, stopped);
        } catch (PolicyFailure e) {
            failures.addRetention(scope, e.reason());
            return null;
        }
    }
}
