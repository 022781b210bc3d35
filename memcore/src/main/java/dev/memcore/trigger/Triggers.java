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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the events that triggers react to, and tracks which rules are due in which scopes. This state is derived and
 * never written. At opening, the rules on memories, tokens, tier sizes and ended sessions are due once in every scope.
 * Without rules the class does nothing. Safe for use by several threads. O(rules) per change, and O(scopes) memory.
 */
public final class Triggers {
    // This class is one file because it keeps one invariant under one lock: a rule that is set aside in a scope is not
    // due there. All methods that count events or queue rules must respect it.

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
            new LinkedHashMap<>(); // guarded by lock; in the order of becoming due; ~i: rule i was begun
    /** Rules whose policies have failed. They are not due before the next full run. Guarded by lock. */
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

    /** The rules with a trigger on the size of a tier. */
    public List<TriggeredPolicies> overflows() {
        return rules.stream()
                .filter(rule -> rule.trigger() instanceof Trigger.Overflow)
                .toList();
    }

    /** Adds scopes whose earlier events are unknown. Rules with a trigger that is due at opening are due there once. */
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

    /** Sets the tier sizes of a scope. */
    public void sized(Scope scope, Map<Tier, Integer> sizes) {
        lock.lock();
        try {
            of(scope).sized(sizes);
        } finally {
            lock.unlock();
        }
    }

    /** Counts the changes of a commit. */
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

    /** A recorded memory, its token count, and the rules whose value function accepts it. */
    private record Recorded(Scope scope, long tokens, List<Integer> valuable) {}

    private Recorded recorded(Memory memory) {
        return new Recorded(memory.scope(), tokensOf(memory), valuable(memory, Usage.NONE));
    }

    private long tokensOf(Memory memory) {
        boolean wanted = rules.stream().anyMatch(rule -> rule.trigger() instanceof Trigger.Tokens);
        try {
            return wanted ? tokens.count(memory.text()) : 0;
        } catch (RuntimeException | Error e) {
            LOG.warn("The token counter failed; triggers do not count this memory", e);
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

    // A failing function of the host must not fail a write that is already in the log.
    private boolean isWorth(Trigger.Value value, Memory memory, Usage used) {
        try {
            return value.function().value(memory, used, clock.instant()) >= value.threshold();
        } catch (RuntimeException | Error e) {
            LOG.warn("The value function of a trigger failed; the trigger does not fire", e);
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

    /** Counts a recall by a reader of this scope. */
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

    /** Counts memories whose use was reported. */
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

    /** Records the end of a session. */
    public void ended(Scope scope) {
        lock.lock();
        try {
            fireAll(scope, trigger -> trigger instanceof Trigger.SessionEnded);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The tokens that a session must hold for every rule on context pressure to fire, or 0 if there is no such rule.
     */
    public long pressureLimit(int asked) {
        double most = 0;
        for (TriggeredPolicies rule : rules) {
            if (rule.trigger() instanceof Trigger.ContextPressure(double share)) {
                most = Math.max(most, Math.max(1, Math.ceil(share * asked)));
            }
        }
        return (long) most;
    }

    /** Records the tokens that a session holds and the number that was asked for. */
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

    /** Queues rules behind those that are already due. */
    public void fired(Scope scope, Collection<TriggeredPolicies> due) {
        lock.lock();
        try {
            due.forEach(rule -> fire(scope, rules.indexOf(rule)));
        } finally {
            lock.unlock();
        }
    }

    /** Queues rules that a run began but did not complete, behind those that are already due. */
    public void begun(Scope scope, Collection<TriggeredPolicies> unfinished) {
        lock.lock();
        try {
            unfinished.forEach(rule -> fire(scope, ~rules.indexOf(rule)));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Suspends rules whose policies failed or did not terminate. They are not due again before {@link #retry}, even if
     * their trigger fires, because they would fail again.
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

    /** Queues the suspended rules again, behind those that are already due. */
    public void retry() {
        lock.lock();
        try {
            due.putAll(withAside());
            aside.clear();
        } finally {
            lock.unlock();
        }
    }

    /** The due rules and the suspended ones. The suspended ones run in any case. */
    private SequencedMap<Scope, SortedSet<Integer>> withAside() {
        SequencedMap<Scope, SortedSet<Integer>> all = new LinkedHashMap<>();
        due.forEach((scope, open) -> all.put(scope, new TreeSet<>(open)));
        aside.forEach((scope, failed) -> failed.forEach(
                i -> all.computeIfAbsent(scope, s -> new TreeSet<>()).add(~i)));
        return all;
    }

    /** Removes and returns the work that has been due longest, or null if nothing is due. */
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

    /** The number of scopes with due rules. */
    public int scopes() {
        lock.lock();
        try {
            return due.size();
        } finally {
            lock.unlock();
        }
    }

    /** All work that a full run would process, in order. O(scopes). */
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

    /** Sets a callback that runs under a lock whenever a rule becomes due. It must return immediately. */
    public void onDue(Runnable signal) {
        lock.lock();
        try {
            this.signal = signal;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Removes the counts and due rules of the covered scopes that have no active memories. Later memories are counted
     * from zero. O(scopes with counts).
     */
    public void emptied(Predicate<Scope> covered) {
        lock.lock();
        try {
            Set<Scope> scopes = new HashSet<>(counts.keySet());
            scopes.addAll(due.keySet());
            scopes.addAll(aside.keySet());
            for (Scope scope : scopes) {
                if (covered.test(scope) && isEmpty.test(scope)) {
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
