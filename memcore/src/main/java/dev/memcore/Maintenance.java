package dev.memcore;

import dev.memcore.api.Budget;
import dev.memcore.api.MaintenanceListener;
import dev.memcore.api.MaintenanceReport;
import dev.memcore.api.Scope;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what is due, then the policies of every run over all scopes, one after another. One run at a time. */
final class Maintenance {
    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);

    private final Parts parts;
    private final Committer committer;
    private final UsageBook usage;
    private final Triggers triggers;
    private final Compaction compaction;
    private final Runnable first;
    private final ReentrantLock running = new ReentrantLock();

    /** Where the next run goes on, because the last one was out of budget: places among the scopes and the policies. */
    private int nextScope;

    private int nextPolicy;

    /** How many scopes were done with since a run was finished. */
    private int passed;

    /**
     * The maintenance of a store.
     *
     * @param first what each run does first
     */
    Maintenance(
            Parts parts,
            Committer committer,
            UsageBook usage,
            Triggers triggers,
            Horizons horizons,
            Runnable first) {
        this.first = first;
        this.parts = parts;
        this.committer = committer;
        this.usage = usage;
        this.triggers = triggers;
        this.compaction = new Compaction(parts, horizons);
    }

    /** How much of the work a run is to do. */
    enum Extent {
        /** What is due. */
        DUE,
        /** What is due, and all else. */
        ALL
    }

    /** What a run would do. */
    MaintenanceReport dryRun(Budget budget) {
        running.lock();
        try {
            MaintenanceRun run =
                    new MaintenanceRun(parts, committer, usage, triggers, budget, true, (scope, done) -> {});
            boolean finished = due(run) && rest(run);
            return run.report(finished);
        } finally {
            running.unlock();
        }
    }

    /** Carries out a run, and tells the listener of it. */
    MaintenanceReport run(Budget budget, Extent extent) {
        running.lock();
        try {
            tell(listener -> listener.started(budget));
            first.run();
            usage.flush(committer);
            MaintenanceRun run = new MaintenanceRun(
                    parts,
                    committer,
                    usage,
                    triggers,
                    budget,
                    false,
                    (scope, done) -> tell(
                            listener -> listener.committed(scope, done.policy(), done.operations(), done.commit())));
            boolean finished = due(run) && (extent == Extent.DUE || rest(run));
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
        } catch (RuntimeException e) {
            LOG.warn("A listener to maintenance failed", e);
        }
    }

    /** Serves what is due as the run begins; what becomes due meanwhile is left to the next one. */
    private boolean due(MaintenanceRun run) {
        for (Due due : triggers.all()) {
            if (!(run.isDry() ? run.serve(due) : serveNext(run))) {
                return false;
            }
        }
        return true;
    }

    private boolean serveNext(MaintenanceRun run) {
        if (!run.mayBegin()) {
            return false;
        }
        Due next = triggers.take();
        return next == null || run.serve(next);
    }

    /**
     * Asks the policies of every run about all scopes, beginning where the last run had to stop.
     *
     * @return whether all were asked, by this run, or by it and those before that had no time for more
     */
    private boolean rest(MaintenanceRun run) {
        List<Scope> scopes = parts.index().scopes();
        int first = scopes.isEmpty() ? 0 : Math.floorMod(nextScope, scopes.size());
        int policy = nextPolicy;
        int done = 0;
        boolean within = false;
        while (done < scopes.size() && !within && run.mayBegin()) {
            Scope scope = scopes.get((first + done) % scopes.size());
            int next = run.maintain(scope, policy);
            within = next != MaintenanceRun.DONE;
            policy = within ? next : 0;
            if (!within) {
                done++;
                run.compacted(run.isDry() ? 0 : compaction.run(scope, committer.now()));
            }
        }
        boolean finished = done == scopes.size() || (!within && passed + done >= scopes.size());
        if (!run.isDry()) {
            nextScope = finished ? 0 : first + done;
            nextPolicy = finished ? 0 : policy;
            passed = finished ? 0 : passed + done;
        }
        return finished;
    }
}
