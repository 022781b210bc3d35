package dev.memcore.space;

import dev.memcore.api.report.CacheStats;
import dev.memcore.commit.AsyncCalls;
import dev.memcore.commit.CallGate;
import dev.memcore.commit.Committer;
import dev.memcore.commit.Observers;
import dev.memcore.component.StoreComponents;
import dev.memcore.context.ContextCache;
import dev.memcore.context.ContextParts;
import dev.memcore.erasure.Eraser;
import dev.memcore.history.RetentionWatermarks;
import dev.memcore.history.Undo;
import dev.memcore.maintenance.Maintenance;
import dev.memcore.maintenance.UsageCounts;
import dev.memcore.observe.Operations;
import dev.memcore.observe.StoreHealth;
import dev.memcore.retrieval.conversation.ConversationForms;
import dev.memcore.trigger.Triggers;
import dev.memcore.write.WritePath;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The services of one open store. Created once and shared by the manager and all handles.
 *
 * @param dropping the write lock is held while log and index disagree because retention has dropped history from only
 *     one of them; code that compares them holds the read lock
 * @param askedLater the active standing queries
 * @param observers what accompanies the calls
 * @param contexts what assembles contexts
 * @param contextCache the contexts that were assembled last
 */
public record StoreServices(
        StoreComponents parts,
        CallGate gate,
        Committer committer,
        WritePath writes,
        Sessions sessions,
        StandingQueries standing,
        Collection<?> askedLater,
        UsageCounts usage,
        Triggers triggers,
        Undo undo,
        Eraser eraser,
        RetentionWatermarks horizons,
        Maintenance maintenance,
        ReadWriteLock dropping,
        Observers observers,
        ContextParts contexts,
        ContextCache contextCache) {
    /** How the caches on the heap are used, by name. */
    public Map<String, CacheStats> caches() {
        Map<String, CacheStats> caches = new HashMap<>(parts.index().caches());
        caches.put("contexts", contextCache.stats());
        caches.put("windows", sessions.cache());
        return caches;
    }

    public static StoreServices over(StoreComponents parts) {
        CallGate gate = new CallGate(parts.log().readOnly());
        StoreHealth health = StoreHealth.of(parts);
        Operations operations = new Operations(parts.operations());
        Sessions sessions = new Sessions(parts);
        UsageCounts usage = new UsageCounts(parts);
        Triggers triggers = new Triggers(parts, usage::of);
        List<AskedLater> askedLater = new CopyOnWriteArrayList<>();
        Committer committer = new Committer(
                parts,
                sessions::published,
                usage::logged,
                parts.rules().isEmpty() ? changes -> {} : triggers::committed,
                gate,
                health);
        RetentionWatermarks horizons = new RetentionWatermarks(parts, committer);
        ReadWriteLock dropping = new ReentrantReadWriteLock(true);
        Eraser eraser = new Eraser(parts, committer, triggers);
        return new StoreServices(
                parts,
                gate,
                committer,
                new WritePath(parts, committer),
                sessions,
                new StandingQueries(askedLater),
                askedLater,
                usage,
                triggers,
                new Undo(parts, committer, horizons),
                eraser,
                horizons,
                new Maintenance(
                        parts,
                        committer,
                        usage,
                        triggers,
                        horizons,
                        dropping.writeLock(),
                        eraser::finish,
                        health,
                        operations),
                dropping,
                new Observers(
                        health,
                        health.isRebuilding(),
                        operations,
                        new AsyncCalls(parts.async().executor(), parts.async().limit())),
                new ContextParts(parts.tokens(), parts.gate(), parts.rewriter(), ConversationForms::orderOf),
                new ContextCache(parts.clock(), sessions::writes));
    }
}
