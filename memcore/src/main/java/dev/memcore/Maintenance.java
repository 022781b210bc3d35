package dev.memcore;

import dev.memcore.api.Budget;
import dev.memcore.api.ErrorCode;
import dev.memcore.api.MaintenanceReport;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryException;
import dev.memcore.api.MemoryOp;
import dev.memcore.api.Scope;
import dev.memcore.spi.LifecyclePolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Runs the policies over all scopes, one after another, and carries out what they propose. One run at a time. */
final class Maintenance {
    /** What is carried out in one commit, so that writers of the same memories never wait long. */
    private static final int MOST_PER_COMMIT = 1_000;

    private static final int DONE = -1;

    private final Parts parts;
    private final Committer committer;
    private final UsageBook usage;
    private final Compaction compaction;
    private final ReentrantLock running = new ReentrantLock();

    /** Where the next run goes on, because the last one was out of budget: places among the scopes and the policies. */
    private int nextScope;

    private int nextPolicy;

    Maintenance(Parts parts, Committer committer, UsageBook usage, Horizons horizons) {
        this.parts = parts;
        this.committer = committer;
        this.usage = usage;
        this.compaction = new Compaction(parts, horizons);
    }

    /** What a proposal is for: the version of its memory that the policy has seen; 0: the memory is new. */
    private record Proposed(MemoryOp op, int version) {}

    MaintenanceReport run(Budget budget, boolean dry) {
        running.lock();
        try {
            if (!dry) {
                usage.flush(committer);
            }
            return new Run(budget, dry).all();
        } finally {
            running.unlock();
        }
    }

    /** One run, and what it has left. */
    private final class Run {
        private final Budget budget;
        private final boolean dry;
        private final long begun = System.nanoTime();
        private final List<MemoryOp> operations = new ArrayList<>();
        private final List<Long> commits = new ArrayList<>();
        private int skipped;
        private long compacted;

        Run(Budget budget, boolean dry) {
            this.budget = budget;
            this.dry = dry;
        }

        MaintenanceReport all() {
            List<Scope> scopes = parts.index().scopes();
            int done = 0;
            int first = scopes.isEmpty() ? 0 : Math.floorMod(nextScope, scopes.size());
            int policy = nextPolicy;
            boolean stopped = false;
            while (done < scopes.size() && !stopped) {
                int next = isOver() ? policy : maintain(scopes.get((first + done) % scopes.size()), policy);
                stopped = next != DONE;
                policy = stopped ? next : 0;
                done += stopped ? 0 : 1;
            }
            if (!dry) {
                nextScope = done == scopes.size() ? 0 : first + done;
                nextPolicy = done == scopes.size() ? 0 : policy;
            }
            return new MaintenanceReport(operations, commits, skipped, compacted, done == scopes.size());
        }

        private boolean isOver() {
            return System.nanoTime() - begun >= budget.time().toNanos();
        }

        /**
         * Asks all policies about one scope, round after round until none has anything to say: what one policy does may give
         * another one work.
         *
         * @param first the policy to begin with
         * @return the policy to go on with, because the budget is spent, or {@link #DONE}
         */
        private int maintain(Scope scope, int first) {
            Overlay view = new Overlay(parts.index(), usage::of, scope, committer.now());
            List<LifecyclePolicy> policies = parts.policies();
            int at = first;
            int silent = 0;
            while (silent < policies.size()) {
                int before = operations.size();
                if (!exhaust(policies.get(at), view)) {
                    return at;
                }
                silent = operations.size() > before ? 1 : silent + 1;
                at = (at + 1) % policies.size();
            }
            if (!dry) {
                compacted += compaction.run(scope, committer.now());
            }
            return DONE;
        }

        private boolean exhaust(LifecyclePolicy policy, Overlay view) {
            boolean taken = true;
            while (taken) {
                List<MemoryOp> proposed = propose(policy, view);
                if (!proposed.isEmpty() && (operations.size() >= budget.operations() || isOver())) {
                    return false;
                }
                taken = take(proposed, policy, view);
            }
            return true;
        }

        private List<MemoryOp> propose(LifecyclePolicy policy, Overlay view) {
            int left = Math.max(1, budget.operations() - operations.size());
            int limit = Math.min(MOST_PER_COMMIT, left);
            List<MemoryOp> proposed = List.copyOf(policy.propose(view, limit, parts.ids()));
            if (proposed.size() > limit) {
                throw broken(policy, "proposed " + proposed.size() + " operations, but was asked for at most " + limit);
            }
            return proposed;
        }

        /** Folds what was proposed, and carries it out; false: nothing was left of it. */
        private boolean take(List<MemoryOp> proposed, LifecyclePolicy policy, Overlay view) {
            List<Proposed> planned = new ArrayList<>();
            for (MemoryOp op : proposed) {
                MemoryOp signed = Signed.by("policy:" + policy.name(), op);
                check(policy, signed, view);
                int version = view.version(signed.id());
                if (view.take(signed)) {
                    planned.add(new Proposed(signed, version));
                    operations.add(signed);
                } else {
                    skipped++; // changed, or pinned, since the policy looked
                }
            }
            if (!dry && !planned.isEmpty()) {
                carryOut(planned);
            }
            return !planned.isEmpty();
        }

        private void check(LifecyclePolicy policy, MemoryOp op, Overlay view) {
            if (op instanceof MemoryOp.Restore || op instanceof MemoryOp.Erase || op instanceof MemoryOp.Use) {
                throw broken(policy, "proposed " + op.getClass().getSimpleName() + ", which is the manager's");
            }
            if (op instanceof MemoryOp.Add add) {
                if (!add.scope().equals(view.scope())) {
                    throw broken(policy, "proposed a memory for scope " + add.scope() + ", not " + view.scope());
                }
                parts.limits().check(add.observation());
                return;
            }
            if (view.get(op.id()).isEmpty()) {
                throw broken(policy, "proposed to change " + op.id() + ", which is no memory of scope " + view.scope());
            }
        }

        private void carryOut(List<Proposed> planned) {
            Set<Object> keys = new HashSet<>(
                    WritePath.lockKeys(planned.stream().map(Proposed::op).toList()));
            Committer.Committed committed = committer.commit(memory -> true, keys, draft -> {
                for (Proposed proposed : planned) {
                    carryOut(draft, proposed);
                }
                return List.of();
            });
            if (committed.commit() != null) {
                commits.add(committed.sequence());
            }
        }

        private void carryOut(Draft draft, Proposed proposed) {
            Memory present = draft.present(proposed.op().id());
            if ((present == null ? 0 : present.version()) != proposed.version()) {
                skipped++;
                return;
            }
            try {
                draft.apply(proposed.op());
            } catch (MemoryException e) {
                if (e.code() != ErrorCode.CONFLICT && e.code() != ErrorCode.NOT_FOUND) {
                    throw e;
                }
                skipped++; // what it refers to was changed meanwhile
            }
        }
    }

    private static MemoryException broken(LifecyclePolicy policy, String what) {
        return new MemoryException(ErrorCode.COMPONENT_FAILED, "policy " + policy.name() + " " + what);
    }
}
