package dev.memcore.component;

import dev.memcore.api.Scope;
import dev.memcore.api.config.Limits;
import dev.memcore.api.config.MaintenanceListener;
import dev.memcore.api.config.OperationListener;
import dev.memcore.api.config.Retention;
import dev.memcore.audit.AuditLog;
import dev.memcore.consolidation.echo.ShownTexts;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.QueryRewriter;
import dev.memcore.spi.RecallGate;
import dev.memcore.spi.TokenCounter;
import dev.memcore.spi.WriteStage;
import dev.memcore.spi.index.MemoryIndex;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.log.MemoryLog;
import dev.memcore.store.UsageTable;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The configured components of a store.
 *
 * @param shown what models were shown, which the write stage reads
 * @param windowMessages the number of a session's latest messages that are cached in memory
 * @param nonces random bytes for receipts; used under a lock of its own
 * @param policies the policies of every maintenance run, in this order
 * @param rules the policies that run after a trigger has fired
 * @param listener receives the progress of maintenance
 * @param retention how long the history of a scope is kept
 * @param zone the time zone of questions that have no zone of their own
 * @param usage the usage counts
 * @param gate decides whether a message needs memory
 * @param rewriter makes the queries for a message
 * @param directory the directory of the log that the manager opened, or null if there is none
 * @param operations receives the operations of the store
 * @param async how asynchronous calls run
 * @param audit records recalls and uses, or null
 * @param owned what the manager closes, in this order: the log and the index unless the host passed them in
 */
public record StoreComponents(
        MemoryLog log,
        MemoryIndex index,
        WriteStage stage,
        ShownTexts shown,
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
        RecallGate gate,
        QueryRewriter rewriter,
        @Nullable Path directory,
        OperationListener operations,
        AsyncSettings async,
        @Nullable AuditLog audit,
        List<AutoCloseable> owned) {
    /**
     * How asynchronous calls run.
     *
     * @param executor runs them; null for one virtual thread for each call
     * @param limit the maximum number of calls in flight
     */
    public record AsyncSettings(@Nullable Executor executor, int limit) {}

    /** The same time zone for every scope. */
    public static Function<Scope, ZoneId> always(ZoneId zone) {
        return scope -> zone;
    }
}
