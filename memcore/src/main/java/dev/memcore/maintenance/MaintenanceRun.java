package dev.memcore.maintenance;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.MaintenanceReport;
import dev.memcore.commit.Committer;
import dev.memcore.commit.OperationChecks;
import dev.memcore.component.StoreComponents;
import dev.memcore.component.TriggeredPolicies;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.Trigger;
import dev.memcore.trigger.DueWork;
import dev.memcore.trigger.Triggers;
import dev.memcore.write.AtomicOperations;
import dev.memcore.write.DrawnIds;
import dev.memcore.write.PlannedCommit;
import dev.memcore.write.PolicyAttribution;
import dev.memcore.write.PolicyFailure;
import dev.memcore.write.StagedScopeView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

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
     * so a run waits for the index after each commit, and commits a little at once: docs/guide/operations.md has the figures.
     */
    private static final int MOST_PER_PART = 100;

    /**
     * What a policy is asked for at most at once. A policy reads its whole scope each time, so to ask for a little each time would
     * cost time quadratic in what there is to do.
     */
    private static final int MOST_PER_QUESTION = 16_000;

    private final StoreComponents parts;
    private final Committer committer;
    private final UsageCounts usage;
    private final Triggers triggers;
    private final Budget budget;
    private final boolean dry;
    private final RunawayGuard guard;
    private final OperationChecks checks;
    private final RunFailures failures;
    private final BiConsumer<Scope, Done> listener;
    private final long begun = System.nanoTime();

    private final List<MemoryOp> first = new ArrayList<>();
    private final Map<String, Integer> byPolicy = new TreeMap<>();
    private final List<Long> commits = new ArrayList<>();
    private final Map<Scope, StagedScopeView> views = new HashMap<>();
    private boolean begunOne;
    private int proposed;
    private int skipped;
    private long compacted;

    MaintenanceRun(
            StoreComponents parts,
            Committer committer,
            UsageCounts usage,
            Triggers triggers,
            Budget budget,
            boolean dry,
            RunawayGuard guard,
            RunFailures failures,
            BiConsumer<Scope, Done> listener) {
        this.parts = parts;
        this.committer = committer;
        this.usage = usage;
        this.triggers = triggers;
        this.budget = budget;
        this.dry = dry;
        this.guard = guard;
        this.checks = new OperationChecks(parts.limits(), parts.clock());
        this.failures = failures;
        this.listener = listener;
    }

    /** What a commit of the run has done. */
    record Done(String policy, List<MemoryOp> operations, long commit) {}

    boolean isDry() {
        return dry;
    }

    /** Whether another scope may be begun. The first one always may: a run must get somewhere, however short its time. */
    boolean mayBegin() {
        return !begunOne || !isOver();
    }

    /** Takes note that the run has begun to do something. */
    void begin() {
        begunOne = true;
    }

    /** Whether the time is over. */
    boolean isOver() {
        return System.nanoTime() - begun >= budget.time().toNanos();
    }

    void compacted(long versions) {
        compacted += versions;
    }

    MaintenanceReport report(boolean finished) {
        return new MaintenanceReport(
                first, new TreeMap<>(byPolicy), commits, skipped, compacted, finished, failures.first());
    }

    /**
     * Asks the policies that are due in a scope, and those that become due by what they do.
     *
     * @return false: the budget is spent
     */
    boolean serve(DueWork due) {
        Set<TriggeredPolicies> asked = new LinkedHashSet<>(due.begun());
        boolean looked = false;
        boolean done = false;
        try {
            if (mayBegin()) {
                StagedScopeView view = view(due.scope());
                due.fired().stream().filter(rule -> isStillDue(rule, view)).forEach(asked::add);
                looked = true;
                done = settle(view, policies(List.of(), asked), 0) == DONE && settleOverflows(view, List.of(), asked);
            }
        } finally {
            // Whatever comes between, nothing that was due is lost. It goes behind the others, which come to their
            // turn.
            if (!done && !dry) {
                triggers.fired(due.scope(), looked ? List.of() : due.fired());
                triggers.begun(due.scope(), asked);
            }
        }
        if (done) {
            settled(due.scope(), List.of(), asked);
        }
        return done;
    }

    /** Nobody has anything more to say about a scope; what has failed there waits for the next full run. */
    private void settled(Scope scope, List<LifecyclePolicy> first, Set<TriggeredPolicies> asked) {
        guard.settled(scope, policies(first, asked));
        if (!dry) {
            triggers.setAside(
                    scope,
                    asked.stream().filter(rule -> failures.has(scope, rule)).toList());
        }
    }

    /**
     * Asks the policies of every run about a scope.
     *
     * @param from the policy to begin with
     * @return the policy to go on with, because the budget is spent, or {@link #DONE}
     */
    int maintain(Scope scope, int from) {
        StagedScopeView view = view(scope);
        int before = proposed;
        Set<TriggeredPolicies> asked = new LinkedHashSet<>();
        boolean settled = false;
        try {
            int next = settle(view, parts.policies(), from);
            if (next != DONE) {
                return next;
            }
            settled = proposed == before || settleOverflows(view, parts.policies(), asked);
            if (settled) {
                settled(scope, parts.policies(), asked);
            }
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
    private StagedScopeView view(Scope scope) {
        begunOne = true;
        return dry ? views.computeIfAbsent(scope, this::newView) : newView(scope);
    }

    private StagedScopeView newView(Scope scope) {
        return new StagedScopeView(parts.index(), usage::of, scope, committer.now(), parts.limits());
    }

    private static boolean isStillDue(TriggeredPolicies rule, StagedScopeView view) {
        return !(rule.trigger() instanceof Trigger.Overflow) || isStillDue(rule, view.sizes());
    }

    private static boolean isStillDue(TriggeredPolicies rule, Map<Tier, Integer> sizes) {
        return rule.trigger() instanceof Trigger.Overflow(var tier, int capacity)
                && sizes.getOrDefault(tier, 0) > capacity;
    }

    private static List<LifecyclePolicy> policies(List<LifecyclePolicy> first, Iterable<TriggeredPolicies> rules) {
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
    private boolean settleOverflows(StagedScopeView view, List<LifecyclePolicy> first, Set<TriggeredPolicies> asked) {
        List<TriggeredPolicies> rules = triggers.overflows();
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
    private int settle(StagedScopeView view, List<LifecyclePolicy> policies, int from) {
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

    /** Asks a policy until it has nothing more to say, or fails; false: the budget is spent. */
    private boolean exhaust(LifecyclePolicy policy, StagedScopeView view) {
        if (failures.has(view.scope(), policy)) {
            return true;
        }
        try {
            return ask(policy, view);
        } catch (PolicyFailure e) {
            failures.add(view.scope(), policy, e.reason());
            return true;
        }
    }

    private boolean ask(LifecyclePolicy policy, StagedScopeView view) {
        int most = MOST_PER_COMMIT;
        boolean taken = true;
        while (taken) {
            // Not after the question: to throw away an answer that took longer than the time there is would get
            // nowhere.
            if (proposed > 0 && isOver()) {
                return false;
            }
            guard.check(view.scope(), policy);
            long asked = committer.published();
            DrawnIds ids = new DrawnIds(parts.ids());
            List<MemoryOp> answer = propose(policy, view, most, ids);
            if (answer.size() > MOST_PER_COMMIT && !isDivisible(answer)) {
                answer = propose(policy, view, MOST_PER_COMMIT, ids);
            }
            if (answer.isEmpty() ? hasMore(policy, view) : proposed >= budget.operations()) {
                return false;
            }
            most = answer.size() >= most ? Math.min(2 * most, MOST_PER_QUESTION) : most;
            taken = take(answer, asked, policy, view, ids);
        }
        return true;
    }

    /** A policy that has nothing to say within what is left of the budget may have to say more at once. */
    private boolean hasMore(LifecyclePolicy policy, StagedScopeView view) {
        return budget.operations() - proposed < MOST_PER_COMMIT
                && !hosts(() -> policy.propose(view, MOST_PER_COMMIT, parts.ids()))
                        .isEmpty();
    }

    /** Runs what is the policy's. Errors count as well: one that overflows the stack must not end the run for all others. */
    private static <T> T hosts(Supplier<T> call) {
        try {
            return call.get();
        } catch (PolicyFailure e) {
            throw e;
        } catch (RuntimeException | Error e) {
            if (e instanceof MemoryException failure && isOfStore(failure.code())) {
                throw failure;
            }
            throw new PolicyFailure(e);
        }
    }

    /** Whether no other policy, in whatever scope, would fare better. */
    private static boolean isOfStore(ErrorCode code) {
        return code == ErrorCode.CLOSED || code == ErrorCode.INDEX_DAMAGED;
    }

    /** Whether it makes no difference if a crash leaves the first half done: no operation is about what another one makes. */
    private static boolean isDivisible(List<MemoryOp> operations) {
        return operations.stream()
                .allMatch(op ->
                        op instanceof MemoryOp.Move || op instanceof MemoryOp.Forget || op instanceof MemoryOp.Adjust);
    }

    private List<MemoryOp> propose(LifecyclePolicy policy, StagedScopeView view, int most, IdSource ids) {
        int limit = Math.min(most, Math.max(1, budget.operations() - proposed));
        List<MemoryOp> answer = hosts(() -> List.copyOf(policy.propose(view, limit, ids)));
        if (answer.size() > limit) {
            throw broken(policy, "proposed " + answer.size() + " operations, but was asked for at most " + limit);
        }
        return answer;
    }

    /**
     * Folds what was proposed, and carries it out.
     *
     * @param asked the last commit that the policy may have seen when it was asked
     * @param ids what the policy has drawn its ids from
     * @return false: nothing was left of it
     */
    private boolean take(
            List<MemoryOp> answer, long asked, LifecyclePolicy policy, StagedScopeView view, DrawnIds ids) {
        boolean taken = false;
        for (List<AtomicOperations> part : parts(answer)) {
            List<PlannedCommit.Part> planned = fold(part, policy, view, ids);
            if (!planned.isEmpty()) {
                taken = true;
                note(planned, policy, view);
            }
            if (!dry && !planned.isEmpty()) {
                carryOut(planned, asked, policy, view);
            }
        }
        return taken;
    }

    /** What is carried out in one commit each. */
    private static List<List<AtomicOperations>> parts(List<MemoryOp> answer) {
        if (!isDivisible(answer)) {
            return List.of(AtomicOperations.of(answer));
        }
        List<List<AtomicOperations>> parts = new ArrayList<>();
        int size = MOST_PER_PART;
        for (AtomicOperations together : AtomicOperations.of(answer)) {
            if (size >= MOST_PER_PART) {
                parts.add(new ArrayList<>());
                size = 0;
            }
            parts.getLast().add(together);
            size += together.operations().size();
        }
        return parts;
    }

    private List<PlannedCommit.Part> fold(
            List<AtomicOperations> part, LifecyclePolicy policy, StagedScopeView view, DrawnIds ids) {
        List<PlannedCommit.Part> planned = new ArrayList<>();
        for (AtomicOperations unsigned : part) {
            AtomicOperations together = hosts(() -> new AtomicOperations(unsigned.operations().stream()
                    .map(op -> PolicyAttribution.by(policy, op))
                    .toList()));
            Map<MemoryId, Integer> versions = versions(unsigned, policy, view);
            if (isWithinLimits(unsigned, policy, ids) && hosts(() -> view.take(together.operations()))) {
                planned.add(new PlannedCommit.Part(together, versions));
            } else {
                skipped += together.operations().size(); // too large, or changed, or pinned, since the policy looked
            }
        }
        return planned;
    }

    private boolean isWithinLimits(AtomicOperations together, LifecyclePolicy policy, DrawnIds ids) {
        try {
            together.operations().forEach(op -> checks.check(op, ids::has));
            return true;
        } catch (MemoryException e) {
            if (e.code() == ErrorCode.LIMIT_EXCEEDED) {
                return false;
            }
            throw broken(policy, "proposed what is not for policies: " + e.getMessage());
        }
    }

    private Map<MemoryId, Integer> versions(AtomicOperations together, LifecyclePolicy policy, StagedScopeView view) {
        Map<MemoryId, Memory> present = new HashMap<>();
        for (MemoryId id : together.memories()) {
            present.put(id, view.present(id));
        }
        Set<MemoryId> added = new HashSet<>();
        for (MemoryOp op : together.operations()) {
            Memory before = present.get(op.id());
            check(
                    policy,
                    op,
                    view.scope(),
                    added.contains(op.id()) || (before != null && before.scope().equals(view.scope())));
            if (op instanceof MemoryOp.Add) {
                added.add(op.id());
            }
        }
        Map<MemoryId, Integer> versions = new HashMap<>();
        present.forEach((id, memory) -> versions.put(id, memory == null ? 0 : memory.version()));
        return versions;
    }

    private void note(List<PlannedCommit.Part> planned, LifecyclePolicy policy, StagedScopeView view) {
        List<MemoryOp> operations = PlannedCommit.operations(planned);
        guard.proposed(view, policy, operations.size());
        proposed += operations.size();
        byPolicy.merge(policy.name(), operations.size(), Integer::sum);
        operations.stream()
                .limit((long) MaintenanceReport.MOST_OPERATIONS - first.size())
                .forEach(first::add);
    }

    private static void check(LifecyclePolicy policy, MemoryOp op, Scope scope, boolean isThere) {
        if (op instanceof MemoryOp.Add add) {
            if (!add.scope().equals(scope)) {
                throw broken(policy, "proposed a memory for scope " + add.scope() + ", not " + scope);
            }
        } else if (!isThere) {
            throw broken(policy, "proposed to change " + op.id() + ", which is no memory of scope " + scope);
        }
    }

    private void carryOut(List<PlannedCommit.Part> planned, long asked, LifecyclePolicy policy, StagedScopeView view) {
        PlannedCommit plan = new PlannedCommit(planned, asked);
        Committer.Committed committed = committed(plan);
        skipped += PlannedCommit.operations(planned).size() - plan.applied().size();
        if (committed.commit() != null) {
            commits.add(committed.sequence());
            parts.index().awaitIndexed(committed.sequence());
            view.settled(committed.versions());
            listener.accept(view.scope(), new Done(policy.name(), List.copyOf(plan.applied()), committed.sequence()));
        }
    }

    /** Commits; that it cannot be done for what it is, is the policy's failure, and anything else the store's. */
    private Committer.Committed committed(PlannedCommit plan) {
        try {
            return plan.carryOut(committer);
        } catch (MemoryException e) {
            if (e.code() == ErrorCode.LIMIT_EXCEEDED || e.code() == ErrorCode.INVALID_ARGUMENT) {
                throw new PolicyFailure(e);
            }
            throw e;
        }
    }

    private static PolicyFailure broken(LifecyclePolicy policy, String what) {
        return new PolicyFailure(
                MemoryException.of(ErrorCode.COMPONENT_FAILED, "policy " + policy.name() + " " + what));
    }
}
