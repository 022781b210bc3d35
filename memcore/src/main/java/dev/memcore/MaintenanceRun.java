package dev.memcore;

import dev.memcore.api.Budget;
import dev.memcore.api.ErrorCode;
import dev.memcore.api.MaintenanceReport;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryException;
import dev.memcore.api.MemoryOp;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.spi.LifecyclePolicy;
import dev.memcore.spi.Trigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One run of maintenance: asks policies, carries out what they propose, and counts it against its budget. For one thread. */
final class MaintenanceRun {
    // Bounds. A run that changes everything must not hold everything: what was committed is dropped from the overlay
    // and read from
    // the index again; a report has the first operations, and counts of the rest. A dry run commits nothing, so it
    // keeps its changes,
    // up to the operations of its budget.

    /** There is no more to do. */
    static final int DONE = -1;

    /** What a policy is asked for first, and what is carried out in one commit where it belongs together. */
    private static final int MOST_PER_COMMIT = 1_000;

    /**
     * What is carried out in one commit where it can be divided. Whatever waits to be indexed is searched by every recall, one by one,
     * so a run waits for the index after each commit, and commits a little at once: docs/operations.md has the figures.
     */
    private static final int MOST_PER_PART = 100;

    /**
     * What a policy is asked for at most at once. A policy reads its whole scope each time, so to ask for a little each time would
     * cost time quadratic in what there is to do.
     */
    private static final int MOST_PER_QUESTION = 16_000;

    private final Parts parts;
    private final Committer committer;
    private final UsageBook usage;
    private final Triggers triggers;
    private final Budget budget;
    private final boolean dry;
    private final BiConsumer<Scope, Done> listener;
    private final long begun = System.nanoTime();

    private final List<MemoryOp> first = new ArrayList<>();
    private final Map<String, Integer> byPolicy = new TreeMap<>();
    private final List<Long> commits = new ArrayList<>();
    private final Map<Scope, Overlay> views = new HashMap<>();
    private boolean begunOne;
    private int proposed;
    private int skipped;
    private long compacted;

    MaintenanceRun(
            Parts parts,
            Committer committer,
            UsageBook usage,
            Triggers triggers,
            Budget budget,
            boolean dry,
            BiConsumer<Scope, Done> listener) {
        this.parts = parts;
        this.committer = committer;
        this.usage = usage;
        this.triggers = triggers;
        this.budget = budget;
        this.dry = dry;
        this.listener = listener;
    }

    /** What a commit of the run has done. */
    record Done(String policy, List<MemoryOp> operations, long commit) {}

    /** What a proposal is for: the version of its memory that the policy has seen; 0: the memory is new. */
    private record Proposed(MemoryOp op, int version) {}

    boolean isDry() {
        return dry;
    }

    /** Whether another scope may be begun. The first one always may: a run must get somewhere, however short its time. */
    boolean mayBegin() {
        return !begunOne || !isOver();
    }

    private boolean isOver() {
        return System.nanoTime() - begun >= budget.time().toNanos();
    }

    void compacted(long versions) {
        compacted += versions;
    }

    MaintenanceReport report(boolean finished) {
        return new MaintenanceReport(first, new TreeMap<>(byPolicy), commits, skipped, compacted, finished);
    }

    /**
     * Asks the policies that are due in a scope, and those that become due by what they do.
     *
     * @return false: the budget is spent
     */
    boolean serve(Due due) {
        if (!mayBegin()) {
            return false;
        }
        Overlay view = view(due.scope());
        Set<Rule> asked = new LinkedHashSet<>(due.begun());
        due.fired().stream().filter(rule -> isStillDue(rule, view)).forEach(asked::add);
        boolean done = false;
        try {
            done = settle(view, policies(List.of(), asked), 0) == DONE && settleOverflows(view, List.of(), asked);
        } finally {
            if (!done && !dry) {
                // Behind the others: a policy that always fails must not keep them from their turn.
                triggers.begun(due.scope(), asked);
            }
        }
        return done;
    }

    /**
     * Asks the policies of every run about a scope.
     *
     * @param from the policy to begin with
     * @return the policy to go on with, because the budget is spent, or {@link #DONE}
     */
    int maintain(Scope scope, int from) {
        Overlay view = view(scope);
        int before = proposed;
        Set<Rule> asked = new LinkedHashSet<>();
        boolean settled = false;
        try {
            int next = settle(view, parts.policies(), from);
            if (next != DONE) {
                return next;
            }
            settled = proposed == before || settleOverflows(view, parts.policies(), asked);
            return settled ? DONE : 0;
        } finally {
            if (!settled && !dry && proposed > before) {
                triggers.fired(
                        scope, triggers.overflows()); // nobody has looked yet what the moves so far have made too large
                triggers.begun(scope, asked);
            }
        }
    }

    /** A dry run's changes are nowhere else, so its views must be kept. */
    private Overlay view(Scope scope) {
        begunOne = true;
        return dry ? views.computeIfAbsent(scope, this::newView) : newView(scope);
    }

    private Overlay newView(Scope scope) {
        return new Overlay(parts.index(), usage::of, scope, committer.now());
    }

    private static boolean isStillDue(Rule rule, Overlay view) {
        return !(rule.trigger() instanceof Trigger.Overflow) || isStillDue(rule, view.sizes());
    }

    private static boolean isStillDue(Rule rule, Map<Tier, Integer> sizes) {
        return rule.trigger() instanceof Trigger.Overflow(var tier, int capacity)
                && sizes.getOrDefault(tier, 0) > capacity;
    }

    private static List<LifecyclePolicy> policies(List<LifecyclePolicy> first, Iterable<Rule> rules) {
        List<LifecyclePolicy> policies = new ArrayList<>(first);
        rules.forEach(rule -> policies.addAll(rule.policies()));
        return policies;
    }

    /**
     * What policies move into a tier may be too much for it: asks the rules about that, too, until no other has anything to say. A
     * dry run commits nothing that could make a rule due, so both kinds of run look at the view.
     *
     * @param first the policies that were asked anyway
     * @param asked the rules that were asked; takes in those that are
     * @return false: the budget is spent
     */
    private boolean settleOverflows(Overlay view, List<LifecyclePolicy> first, Set<Rule> asked) {
        List<Rule> rules = triggers.overflows();
        boolean more = !rules.isEmpty();
        while (more) {
            Map<Tier, Integer> sizes = view.sizes();
            if (!dry) {
                triggers.sized(view.scope(), sizes);
            }
            more = asked.addAll(
                    rules.stream().filter(rule -> isStillDue(rule, sizes)).toList());
            if (more && settle(view, policies(first, asked), 0) != DONE) {
                return false;
            }
        }
        return true;
    }

    /**
     * Asks policies about one scope, round after round until none has anything to say: what one policy does may give another one
     * work.
     */
    private int settle(Overlay view, List<LifecyclePolicy> policies, int from) {
        int at = from;
        int silent = 0;
        while (silent < policies.size()) {
            int before = proposed;
            if (!exhaust(policies.get(at), view)) {
                return at;
            }
            silent = proposed > before ? 1 : silent + 1;
            at = (at + 1) % policies.size();
        }
        return DONE;
    }

    private boolean exhaust(LifecyclePolicy policy, Overlay view) {
        int most = MOST_PER_COMMIT;
        boolean taken = true;
        while (taken) {
            // Not after the question: to throw away an answer that took longer than the time there is would get
            // nowhere.
            if (proposed > 0 && isOver()) {
                return false;
            }
            List<MemoryOp> answer = propose(policy, view, most);
            if (answer.size() > MOST_PER_COMMIT && !isDivisible(answer)) {
                answer = propose(policy, view, MOST_PER_COMMIT);
            }
            if (answer.isEmpty() ? hasMore(policy, view) : proposed >= budget.operations()) {
                return false;
            }
            most = answer.size() >= most ? Math.min(2 * most, MOST_PER_QUESTION) : most;
            taken = take(answer, policy, view);
        }
        return true;
    }

    /** A policy that has nothing to say within what is left of the budget may have to say more at once. */
    private boolean hasMore(LifecyclePolicy policy, Overlay view) {
        return budget.operations() - proposed < MOST_PER_COMMIT
                && !policy.propose(view, MOST_PER_COMMIT, parts.ids()).isEmpty();
    }

    /** Whether it makes no difference if a crash leaves the first half done: no operation is about what another one makes. */
    private static boolean isDivisible(List<MemoryOp> operations) {
        return operations.stream()
                .allMatch(op ->
                        op instanceof MemoryOp.Move || op instanceof MemoryOp.Forget || op instanceof MemoryOp.Adjust);
    }

    private List<MemoryOp> propose(LifecyclePolicy policy, Overlay view, int most) {
        int limit = Math.min(most, Math.max(1, budget.operations() - proposed));
        List<MemoryOp> answer = List.copyOf(policy.propose(view, limit, parts.ids()));
        if (answer.size() > limit) {
            throw broken(policy, "proposed " + answer.size() + " operations, but was asked for at most " + limit);
        }
        return answer;
    }

    /** Folds what was proposed, and carries it out; false: nothing was left of it. */
    private boolean take(List<MemoryOp> answer, LifecyclePolicy policy, Overlay view) {
        boolean taken = false;
        int step = isDivisible(answer) ? MOST_PER_PART : MOST_PER_COMMIT;
        for (int from = 0; from < answer.size(); from += step) {
            List<MemoryOp> part = answer.subList(from, Math.min(answer.size(), from + step));
            List<Proposed> planned = fold(part, policy, view);
            if (!planned.isEmpty()) {
                taken = true;
                note(planned, policy);
            }
            if (!dry && !planned.isEmpty()) {
                carryOut(planned, policy, view);
            }
        }
        return taken;
    }

    private List<Proposed> fold(List<MemoryOp> answer, LifecyclePolicy policy, Overlay view) {
        List<Proposed> planned = new ArrayList<>();
        for (MemoryOp op : answer) {
            MemoryOp signed = Signed.by(policy, op);
            Memory before = view.present(signed.id());
            check(policy, signed, before, view.scope());
            if (view.take(signed, before)) {
                planned.add(new Proposed(signed, before == null ? 0 : before.version()));
            } else {
                skipped++; // changed, or pinned, since the policy looked
            }
        }
        return planned;
    }

    private void note(List<Proposed> planned, LifecyclePolicy policy) {
        proposed += planned.size();
        byPolicy.merge(policy.name(), planned.size(), Integer::sum);
        planned.stream()
                .limit((long) MaintenanceReport.MOST_OPERATIONS - first.size())
                .map(Proposed::op)
                .forEach(first::add);
    }

    private void check(LifecyclePolicy policy, MemoryOp op, @Nullable Memory before, Scope scope) {
        if (op instanceof MemoryOp.Restore || op instanceof MemoryOp.Erase || op instanceof MemoryOp.Use) {
            throw broken(policy, "proposed " + op.getClass().getSimpleName() + ", which is the manager's");
        }
        if (op instanceof MemoryOp.Add add) {
            if (!add.scope().equals(scope)) {
                throw broken(policy, "proposed a memory for scope " + add.scope() + ", not " + scope);
            }
            parts.limits().check(add.observation());
            return;
        }
        if (before == null || !before.scope().equals(scope)) {
            throw broken(policy, "proposed to change " + op.id() + ", which is no memory of scope " + scope);
        }
    }

    private void carryOut(List<Proposed> planned, LifecyclePolicy policy, Overlay view) {
        Set<Object> keys = new HashSet<>(
                WritePath.lockKeys(planned.stream().map(Proposed::op).toList()));
        List<MemoryOp> applied = new ArrayList<>();
        Committer.Committed committed = committer.commit(memory -> true, keys, draft -> {
            List<Memory> versions = new ArrayList<>();
            for (Proposed next : planned) {
                carryOut(draft, next, applied, versions);
            }
            return versions;
        });
        if (committed.commit() != null) {
            commits.add(committed.sequence());
            parts.index().awaitIndexed(committed.sequence());
            view.settled(committed.versions());
            listener.accept(view.scope(), new Done(policy.name(), List.copyOf(applied), committed.sequence()));
        }
    }

    private void carryOut(Draft draft, Proposed next, List<MemoryOp> applied, List<Memory> versions) {
        Memory present = draft.present(next.op().id());
        if ((present == null ? 0 : present.version()) != next.version()) {
            skipped++;
            return;
        }
        try {
            versions.add(draft.apply(next.op()));
            applied.add(next.op());
        } catch (MemoryException e) {
            if (e.code() != ErrorCode.CONFLICT && e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
            skipped++; // what it refers to was changed meanwhile
        }
    }

    private static MemoryException broken(LifecyclePolicy policy, String what) {
        return new MemoryException(ErrorCode.COMPONENT_FAILED, "policy " + policy.name() + " " + what);
    }
}
