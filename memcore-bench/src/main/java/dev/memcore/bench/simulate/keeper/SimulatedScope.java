package dev.memcore.bench.simulate.keeper;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.operation.Outcome;
import dev.memcore.api.report.Usage;
import dev.memcore.bench.simulate.trace.Trace;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One tier of one scope in memory, for policies that run far more often than in a store. Memories that leave the tier
 * are deleted, as if the archive had no room. For one thread.
 */
public final class SimulatedScope implements ScopeView, IdSource {
    private static final Scope SCOPE = Scope.of("simulation");
    private static final Cause CAUSE = Cause.of("remember");
    private static final int MOST_AT_ONCE = 1_000;

    private final Tier tier;
    private final TreeMap<MemoryId, Memory> memories = new TreeMap<>();
    private final Map<MemoryId, Usage> usages = new HashMap<>();
    private Instant now = Trace.BEGIN;
    private long last;

    public SimulatedScope(Tier tier) {
        this.tier = tier;
    }

    /** Sets the clock. */
    public void at(Instant moment) {
        now = moment;
    }

    /** Remembers something new of the tier. */
    public MemoryId remember(Observation observation) {
        MemoryId id = next(now);
        memories.put(
                id,
                Memory.builder(id, SCOPE, observation)
                        .sequence(last)
                        .recordedAt(now)
                        .cause(CAUSE)
                        .build());
        return id;
    }

    public void use(MemoryId id) {
        report(id, Usage.NONE.plus(Outcome.CITED, now));
    }

    public void report(MemoryId id, Usage usage) {
        usages.merge(id, usage, Usage::plus);
    }

    public int size() {
        return memories.size();
    }

    /** Runs a policy until it proposes nothing more. */
    public void maintain(LifecyclePolicy policy) {
        List<MemoryOp> proposed = policy.propose(this, MOST_AT_ONCE, this);
        while (!proposed.isEmpty()) {
            proposed.forEach(this::carryOut);
            proposed = policy.propose(this, MOST_AT_ONCE, this);
        }
    }

    @Override
    public MemoryId next(Instant moment) {
        return new MemoryId(moment.toEpochMilli(), ++last);
    }

    @Override
    public void startAfter(MemoryId greatest) {
        last = Math.max(last, greatest.leastSignificant());
    }

    private void carryOut(MemoryOp operation) {
        boolean leaves = operation instanceof MemoryOp.Forget
                || operation instanceof MemoryOp.Supersede
                || (operation instanceof MemoryOp.Move move && move.tier() != tier);
        if (!leaves) {
            throw new IllegalStateException("a policy proposed what is not simulated: " + operation);
        }
        if (memories.remove(operation.id()) == null) {
            throw new IllegalStateException("a policy proposed to remove what is not there: " + operation);
        }
        usages.remove(operation.id());
    }

    @Override
    public Scope scope() {
        return SCOPE;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Stream<Memory> memories() {
        return memories.values().stream();
    }

    @Override
    public Optional<Memory> get(MemoryId id) {
        return Optional.ofNullable(memories.get(id));
    }

    @Override
    public Usage usage(MemoryId id) {
        return usages.getOrDefault(id, Usage.NONE);
    }
}
