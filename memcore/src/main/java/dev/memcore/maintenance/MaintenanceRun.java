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
import dev.memcore.write.PlannedCommit;
import dev.memcore.write.PolicyAttribution;
import dev.memcore.write.PolicyFailure;
import dev.memcore.write.StagedScopeView;
import dev.memcore.write.WritePath.DrawnIds;
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

/**
 * One run of maintenance: calls policies, carries out their proposals, and counts them against the budget. For one
 * thread.
 */
final class MaintenanceRun {
    // This class is one file because it keeps one invariant: wherever a run ends, work that was due and is not complete
    // is due again, and the report matches the operations that were proposed.
    //
    // Memory bounds: a run that changes everything must not hold everything. Committed changes are dropped from the
    // staged view and read from the index again. A report holds the first operations and the counts of the rest. A dry
    // run commits nothing, so it holds its changes, up to the operations of its budget.

    /** Nothing is left to do. */
    static final int DONE = -1;

    /**
     * The number of operations that a policy is asked for first, and the maximum of one commit whose operations depend
     * on each other.
     */
    private static final int MOST_PER_COMMIT = 1_000;

    /**
     * The maximum operations of one commit that can be divided. Recall scans versions that wait for indexing one by
     * one. So a run commits little at a time and waits for the index after each commit: docs/guide/operations.md has
     * the figures.
     */
    private static final int MOST_PER_PART = 100;

    /**
     * The maximum number of operations that a policy is asked for at once. A policy reads its whole scope for each
     * request, so small requests would take quadratic time.
     */
    private static final int MAX_PER_PROPOSAL = 16_000;

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

    /** The operations of one commit of the run. */
    record Done(String policy, List<MemoryOp> operations, long commit) {}

    boolean isDry() {
        return dry;
    }

    /** Whether another scope may begin. The first scope always may, so that even a short run makes progress. */
    boolean mayBegin() {
        return !begunOne || !isOver();
    }

    /** Records that the run has begun. */
    void begin() {
        begunOne = true;
    }

    /** Whether the time limit is reached. */
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
     * Applies the policies that are due in a scope, and those that become due by their changes.
     *
     * @return false if the budget is exhausted
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
            // Due work is never lost if a run is interrupted. It is queued behind the other scopes.
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

    /** Records that no policy has more to propose for the scope. Rules that failed there wait for the next full run. */
    private void settled(Scope scope, List<LifecyclePolicy> first, Set<TriggeredPolicies> asked) {
        guard.settled(scope, policies(first, asked));
        if (!dry) {
            triggers.setAside(
                    scope,
                    asked.stream().filter(rule -> failures.has(scope, rule)).toList());
        }
    }

    /**
     * Applies the policies of every run to a scope.
     *
     * @param from the policy to begin with
     * @return the policy to continue with if the budget is exhausted, or {@link #DONE}
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
                triggers.fired(scope, triggers.overflows()); // no overflow rule has checked the moves so far
                triggers.begun(scope, asked);
            }
        }
    }

    /** The changes of a dry run exist only in its views, so the views must be kept. */
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
     * Applies the rules on the size of a tier until no policy has more to propose. They are needed because policies can
     * move more memories into a tier than it should hold. A dry run commits nothing that could make a rule due, so both
     * kinds of run check the view.
     *
     * @param first the policies that were applied already
     * @param asked the rules that were applied already; the method adds to it
     * @return false if the budget is exhausted
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
     * Applies policies to one scope in turn, and repeats this until none proposes anything: the changes of one policy
     * can give another one work.
     *
     * @return the policy to continue with if the budget is exhausted, or {@link #DONE}
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

    /** Applies a policy until it proposes nothing or fails. Returns false if the budget is exhausted. */
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
            // Not checked after the proposal: a run that discards each proposal that took too long would make no
            // progress.
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
            most = answer.size() >= most ? Math.min(2 * most, MAX_PER_PROPOSAL) : most;
            taken = take(answer, asked, policy, view, ids);
        }
        return true;
    }

    /** Whether a policy that proposes nothing within the remaining budget may still need a larger one. */
    private boolean hasMore(LifecyclePolicy policy, StagedScopeView view) {
        return budget.operations() - proposed < MOST_PER_COMMIT
                && !hosts(() -> policy.propose(view, MOST_PER_COMMIT, parts.ids()))
                        .isEmpty();
    }

    /**
     * Runs code of the policy. Errors are handled as well, so that a stack overflow in one policy does not end the run.
     */
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

    /** Whether the failure would affect every other policy in every scope, too. */
    private static boolean isOfStore(ErrorCode code) {
        return code == ErrorCode.CLOSED || code == ErrorCode.INDEX_DAMAGED;
    }

    /** Whether a crash may leave the proposal half done, because no operation refers to what another one makes. */
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
     * Folds the proposed operations and carries them out.
     *
     * @param asked the last commit that the policy may have seen
     * @param ids the source of the policy's ids
     * @return false if no operation remained
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

    /** Divides a proposal into the parts of one commit each. */
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
                skipped += together.operations().size(); // too large, or its memories were changed or pinned meanwhile
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
            throw broken(policy, "proposed an operation that policies may not use: " + e.getMessage());
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

    /** Commits. An invalid proposal is a failure of the policy; every other failure is one of the store. */
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
