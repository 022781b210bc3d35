package dev.memcore.trigger;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.Usage;
import dev.memcore.commit.CommitBuilder;
import dev.memcore.component.StoreComponents;
import dev.memcore.component.TriggeredPolicies;
import dev.memcore.spi.TokenCounter;
import dev.memcore.spi.lifecycle.Trigger;
import dev.memcore.write.StagedScopeView;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what triggers look at, and knows which rules are due in which scopes. All of it is derived: nothing is written, and at
 * opening every scope is due once. Without rules it does nothing. Safe for any number of threads; O(rules) for each change, and
 * O(scopes) memory.
 */
public final class Triggers {
    private static final Logger LOG = LoggerFactory.getLogger(Triggers.class);
    private static final SortedSet<Integer> NONE = Collections.emptySortedSet();

    private final List<TriggeredPolicies> rules;
    private final TokenCounter tokens;
    private final InstantSource clock;
    private final Function<MemoryId, Usage> usage;
    private final Predicate<Scope> isEmpty;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Scope, ScopeCounts> counts = new HashMap<>(); // guarded by lock
    private final SequencedMap<Scope, SortedSet<Integer>> due =
            new LinkedHashMap<>(); // guarded by lock; first due, first run; ~i: begun
    /** Rules whose policies have failed: not due before the next full run. Guarded by lock. */
    private final SequencedMap<Scope, SortedSet<Integer>> aside = new LinkedHashMap<>();

    private Runnable signal = () -> {}; // guarded by lock

    public Triggers(StoreComponents parts, Function<MemoryId, Usage> usage) {
        this.rules = parts.rules();
        this.tokens = parts.tokens();
        this.clock = parts.clock();
        this.usage = usage;
        this.isEmpty = scope -> parts.index()
                        .countInForce(
                                scope, EnumSet.allOf(Tier.class), parts.clock().instant())
                == 0;
    }

    /** The rules that are about the size of a tier. */
    public List<TriggeredPolicies> overflows() {
        return rules.stream()
                .filter(rule -> rule.trigger() instanceof Trigger.Overflow)
                .toList();
    }

    /** Takes note of scopes of whose past nothing is known: they are due once. */
    public void found(Collection<Scope> scopes) {
        if (rules.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            for (Scope scope : scopes) {
                counts.put(scope, new ScopeCounts(rules.size(), true));
                fireAll(scope, Triggers::isDueAtOpening);
            }
        } finally {
            lock.unlock();
        }
    }

    private static boolean isDueAtOpening(Trigger trigger) {
        return trigger instanceof Trigger.Added
                || trigger instanceof Trigger.Overflow
                || trigger instanceof Trigger.SessionEnded
                || trigger instanceof Trigger.Memories
                || trigger instanceof Trigger.Tokens;
    }

    /** Takes note of the size of a scope's tiers. */
    public void sized(Scope scope, Map<Tier, Integer> sizes) {
        lock.lock();
        try {
            of(scope).sized(sizes);
        } finally {
            lock.unlock();
        }
    }

    /** Takes note of a commit's changes. */
    public void committed(List<CommitBuilder.Change> changes) {
        if (rules.isEmpty() || changes.isEmpty()) {
            return;
        }
        List<Recorded> recorded = changes.stream()
                .filter(change -> change.op() instanceof MemoryOp.Add)
                .map(CommitBuilder.Change::after)
                .filter(memory -> StagedScopeView.POLICIES_SEE.accepts(memory)
                        && !memory.cause().isPolicy())
                .map(this::recorded)
                .toList();
        lock.lock();
        try {
            changes.forEach(this::resize);
            recorded.forEach(this::count);
        } finally {
            lock.unlock();
        }
    }

    /** A memory that was recorded, what it counts, and which rules find it valuable. */
    private record Recorded(Scope scope, long tokens, List<Integer> valuable) {}

    private Recorded recorded(Memory memory) {
        return new Recorded(memory.scope(), tokensOf(memory), valuable(memory, Usage.NONE));
    }

    private long tokensOf(Memory memory) {
        boolean wanted = rules.stream().anyMatch(rule -> rule.trigger() instanceof Trigger.Tokens);
        try {
            return wanted ? tokens.count(memory.text()) : 0;
        } catch (RuntimeException | Error e) {
            LOG.warn("The token counter failed; a memory is not counted by triggers", e);
            return 0;
        }
    }

    private List<Integer> valuable(Memory memory, Usage used) {
        List<Integer> valuable = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).trigger() instanceof Trigger.Value value && isWorth(value, memory, used)) {
                valuable.add(i);
            }
        }
        return valuable;
    }

    // A host's function that fails must not fail a write that is in the log already.
    private boolean isWorth(Trigger.Value value, Memory memory, Usage used) {
        try {
            return value.function().value(memory, used, clock.instant()) >= value.threshold();
        } catch (RuntimeException | Error e) {
            LOG.warn("The value function of a trigger failed; it does not fire", e);
            return false;
        }
    }

    private void resize(CommitBuilder.Change change) {
        ScopeCounts of = of(change.after().scope());
        of.changed(change);
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).trigger() instanceof Trigger.Overflow(var tier, int capacity)
                    && of.overflows(change, tier, capacity)) {
                fire(change.after().scope(), i);
            }
        }
    }

    private void count(Recorded recorded) {
        Scope scope = recorded.scope();
        ScopeCounts of = of(scope);
        for (int i = 0; i < rules.size(); i++) {
            Trigger trigger = rules.get(i).trigger();
            if (trigger instanceof Trigger.Added
                    || (trigger instanceof Trigger.Memories(int limit) && of.reaches(i, 1, limit))
                    || (trigger instanceof Trigger.Tokens(long limit) && of.reaches(i, recorded.tokens(), limit))) {
                fire(scope, i);
            }
        }
        recorded.valuable().forEach(rule -> fire(scope, rule));
    }

    /** Takes note of a recall of a reader of this scope. */
    public void recalled(Scope scope) {
        if (rules.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            for (int i = 0; i < rules.size(); i++) {
                if (rules.get(i).trigger() instanceof Trigger.Recalls(int limit)
                        && of(scope).reaches(i, 1, limit)) {
                    fire(scope, i);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes note of memories of which it was reported how they served. */
    public void used(List<Memory> memories) {
        if (rules.isEmpty()) {
            return;
        }
        for (Memory memory : memories) {
            List<Integer> valuable = valuable(memory, usage.apply(memory.id()));
            lock.lock();
            try {
                fireAll(memory.scope(), trigger -> trigger instanceof Trigger.Feedback);
                valuable.forEach(rule -> fire(memory.scope(), rule));
            } finally {
                lock.unlock();
            }
        }
    }

    /** Takes note of the end of a session. */
    public void ended(Scope scope) {
        lock.lock();
        try {
            fireAll(scope, trigger -> trigger instanceof Trigger.SessionEnded);
        } finally {
            lock.unlock();
        }
    }

    /** How many tokens a session must hold for every rule about pressure to fire; 0 if there is no such rule. */
    public long pressureLimit(int asked) {
        double most = 0;
        for (TriggeredPolicies rule : rules) {
            if (rule.trigger() instanceof Trigger.ContextPressure(double share)) {
                most = Math.max(most, Math.max(1, Math.ceil(share * asked)));
            }
        }
        return (long) most;
    }

    /** Takes note of how many tokens a session holds, of how many were asked for. */
    public void pressed(Scope scope, long held, int asked) {
        lock.lock();
        try {
            fireAll(
                    scope,
                    trigger -> trigger instanceof Trigger.ContextPressure(double share)
                            && held > 0
                            && held >= share * asked);
        } finally {
            lock.unlock();
        }
    }

    /** Makes rules due, behind what is due already. */
    public void fired(Scope scope, Collection<TriggeredPolicies> due) {
        lock.lock();
        try {
            due.forEach(rule -> fire(scope, rules.indexOf(rule)));
        } finally {
            lock.unlock();
        }
    }

    /** Makes rules due that were begun and not finished, behind what is due already. */
    public void begun(Scope scope, Collection<TriggeredPolicies> unfinished) {
        lock.lock();
        try {
            unfinished.forEach(rule -> fire(scope, ~rules.indexOf(rule)));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sets rules aside whose policies have failed, or did not come to an end: whatever fires, they are not due again before
     * {@link #retry}, since it would be for nothing.
     */
    public void setAside(Scope scope, Collection<TriggeredPolicies> failed) {
        lock.lock();
        try {
            for (TriggeredPolicies rule : failed) {
                int i = rules.indexOf(rule);
                aside.computeIfAbsent(scope, s -> new TreeSet<>()).add(i);
                SortedSet<Integer> open = due.getOrDefault(scope, new TreeSet<>());
                open.remove(i);
                open.remove(~i);
                if (open.isEmpty()) {
                    due.remove(scope);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Makes what was set aside due again, behind what is due already. */
    public void retry() {
        lock.lock();
        try {
            due.putAll(withAside());
            aside.clear();
        } finally {
            lock.unlock();
        }
    }

    /** What is due, and what was set aside: that is asked whatever holds now. */
    private SequencedMap<Scope, SortedSet<Integer>> withAside() {
        SequencedMap<Scope, SortedSet<Integer>> all = new LinkedHashMap<>();
        due.forEach((scope, open) -> all.put(scope, new TreeSet<>(open)));
        aside.forEach((scope, failed) -> failed.forEach(
                i -> all.computeIfAbsent(scope, s -> new TreeSet<>()).add(~i)));
        return all;
    }

    /** What has been due longest, which then is no longer; null: nothing is due. */
    @Nullable
    public DueWork take() {
        lock.lock();
        try {
            Map.Entry<Scope, SortedSet<Integer>> first = due.pollFirstEntry();
            return first == null ? null : due(first.getKey(), first.getValue());
        } finally {
            lock.unlock();
        }
    }

    /** How many scopes something is due in. */
    public int scopes() {
        lock.lock();
        try {
            return due.size();
        } finally {
            lock.unlock();
        }
    }

    /** All that a full run would see to, in order. O(scopes). */
    public List<DueWork> all() {
        lock.lock();
        try {
            List<DueWork> all = new ArrayList<>();
            withAside().forEach((scope, fired) -> all.add(due(scope, fired)));
            return all;
        } finally {
            lock.unlock();
        }
    }

    private DueWork due(Scope scope, Collection<Integer> fired) {
        return new DueWork(
                scope,
                fired.stream().filter(i -> i >= 0).map(rules::get).toList(),
                fired.stream().filter(i -> i < 0).map(i -> rules.get(~i)).toList());
    }

    /** Whether nothing is due. */
    public boolean isEmpty() {
        lock.lock();
        try {
            return due.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Is called, under a lock, whenever something becomes due; must return at once. */
    public void onDue(Runnable signal) {
        lock.lock();
        try {
            this.signal = signal;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what was counted and is due in scopes that have nothing in force any more. What comes in later counts anew. */
    public void emptied(Collection<Scope> scopes) {
        lock.lock();
        try {
            for (Scope scope : scopes) {
                if (isEmpty.test(scope)) {
                    counts.remove(scope);
                    due.remove(scope);
                    aside.remove(scope);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void fireAll(Scope scope, Predicate<Trigger> which) {
        for (int i = 0; i < rules.size(); i++) {
            if (which.test(rules.get(i).trigger())) {
                fire(scope, i);
            }
        }
    }

    private void fire(Scope scope, int rule) {
        if (aside.getOrDefault(scope, NONE).contains(Math.max(rule, ~rule))) {
            return;
        }
        due.computeIfAbsent(scope, s -> new TreeSet<>()).add(rule);
        signal.run();
    }

    private ScopeCounts of(Scope scope) {
        return counts.computeIfAbsent(scope, s -> new ScopeCounts(rules.size(), false));
    }
}
