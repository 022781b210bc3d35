package dev.memcore.component;

import dev.memcore.api.Scope;
import dev.memcore.api.config.Limits;
import dev.memcore.api.config.MaintenanceListener;
import dev.memcore.api.config.Retention;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.TokenCounter;
import dev.memcore.spi.WriteStage;
import dev.memcore.spi.index.MemoryIndex;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.log.MemoryLog;
import dev.memcore.store.UsageTable;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What a manager is made of.
 *
 * @param windowMessages how many messages of a session's recent window are kept in memory
 * @param nonces random bytes for receipts; used under a lock of its own
 * @param policies what maintenance asks, in this order
 * @param rules what is asked when it is due
 * @param listener is told how maintenance goes on
 * @param retention how long the history of a scope is kept
 * @param zone the time zone of a reader's questions that have none of their own
 * @param usage the counts of uses
 * @param owned what the manager closes, in this order: of log and index those that were not passed in by the host
 */
public record StoreComponents(
        MemoryLog log,
        MemoryIndex index,
        WriteStage stage,
        IdSource ids,
        InstantSource clock,
        Limits limits,
        TokenCounter tokens,
        int windowMessages,
        RandomGenerator nonces,
        List<LifecyclePolicy> policies,
        List<TriggeredPolicies> rules,
        MaintenanceListener listener,
        Function<Scope, Retention> retention,
        Function<Scope, ZoneId> zone,
        UsageTable usage,
        List<AutoCloseable> owned) {
    /** The same time zone for every scope. */
    public static Function<Scope, ZoneId> always(ZoneId zone) {
        return scope -> zone;
    }
}
