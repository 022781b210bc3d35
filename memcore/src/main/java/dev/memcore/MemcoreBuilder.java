package dev.memcore;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.config.AuditSettings;
import dev.memcore.api.config.Durability;
import dev.memcore.api.config.Limits;
import dev.memcore.api.config.MaintenanceListener;
import dev.memcore.api.config.OperationListener;
import dev.memcore.api.config.Retention;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.audit.AuditLog;
import dev.memcore.component.StoreComponents;
import dev.memcore.component.StoreComponents.AsyncSettings;
import dev.memcore.component.TimeSortedIds;
import dev.memcore.component.TriggeredPolicies;
import dev.memcore.consolidation.KeepVerbatim;
import dev.memcore.consolidation.echo.EchoGuard;
import dev.memcore.consolidation.echo.ShownTexts;
import dev.memcore.opening.LogBackedMemoryManager;
import dev.memcore.retrieval.IndexConfig;
import dev.memcore.retrieval.LuceneMemoryIndex;
import dev.memcore.retrieval.conversation.ConversationForms;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.retrieval.rerank.Reranking;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.QueryRewriter;
import dev.memcore.spi.RecallGate;
import dev.memcore.spi.Reranker;
import dev.memcore.spi.TokenCounter;
import dev.memcore.spi.ViewBuilder;
import dev.memcore.spi.WriteStage;
import dev.memcore.spi.index.MemoryIndex;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.Preset;
import dev.memcore.spi.lifecycle.Trigger;
import dev.memcore.spi.log.MemoryLog;
import dev.memcore.store.SegmentedLog;
import dev.memcore.store.UsageTable;
import dev.memcore.store.heap.HeapLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Configures and opens a store. The defaults:
 *
 * <ul>
 * <li>The store is in memory. With a {@link #directory} it is on disk, and a write returns once it is {@linkplain
 * Durability#SYNCED synced}.
 * <li>Recall searches by words and by the vectors of the bundled static embedder.
 * <li>Observations are stored verbatim. Answers that repeat what a model was shown are not recalled.
 * <li>Inputs are limited by {@link Limits#ofDefaults()}.
 * <li>Clock and time zone are those of the system.
 * <li>Ids have the layout of version 7 UUIDs.
 * <li>{@link TokenCounter#approximate()} counts the tokens of windows.
 * <li>No lifecycle policy runs, and no history is dropped.
 * </ul>
 *
 * <p>{@link #build()} validates the configuration and reports all faults together. A builder can be reused; each call
 * of {@code build} opens another store. A builder is not safe for use by several threads.
 */
public final class MemcoreBuilder {
    // This class is one file because it keeps one invariant: `build` validates all settings together, and reports every
    // fault and every setting that would have no effect beside another one.

    /** The number of a session's latest messages that are cached in memory if {@link #windowMessages} is not set. */
    public static final int DEFAULT_WINDOW_MESSAGES = 400;

    /** The number of asynchronous calls in flight if {@link #maxAsyncCalls} is not set. */
    public static final int DEFAULT_ASYNC_CALLS = 256;

    private static final int MAX_ASYNC_CALLS = 100_000;
    private static final int MAX_WINDOW_MESSAGES = 100_000;
    private static final int MAX_TAIL_CAPACITY = 1_000_000;
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(365);
    private static final String INDEX = "index";
    private static final String USAGE = "usage";
    private static final String SEEDED = "L64X128MixRandom";

    private final Map<String, String> faults = new TreeMap<>();
    private @Nullable Path directory;
    private boolean readOnly;
    private @Nullable Durability durability;
    private @Nullable Embedder embedder;
    private @Nullable Embedder previousEmbedder;
    private boolean withoutEmbedder;
    private @Nullable Integer hnswThreshold;
    private @Nullable Integer rounds;
    private @Nullable ViewBuilder viewBuilder;
    private @Nullable Fuser fuser;
    private @Nullable Reranker reranker;
    private int rerankDepth = Reranking.DEFAULT_DEPTH;
    private WriteStage writeStage = new KeepVerbatim();
    private boolean echoGuard = true;
    private InstantSource clock = InstantSource.system();
    private @Nullable RandomGenerator random;
    private @Nullable IdSource idSource;
    private TokenCounter tokenCounter = TokenCounter.approximate();
    private RecallGate recallGate = ConversationForms.smallTalkGate();
    private QueryRewriter queryRewriter = ConversationForms.followUpQueries();
    private Limits limits = Limits.ofDefaults();
    private int windowMessages = DEFAULT_WINDOW_MESSAGES;
    private @Nullable Integer tailCapacity;
    private List<LifecyclePolicy> policies = List.of();
    private final List<TriggeredPolicies> rules = new ArrayList<>();
    private MaintenanceListener listener = MaintenanceListener.NONE;
    private OperationListener operationListener = OperationListener.NONE;
    private @Nullable Executor asyncExecutor;
    private @Nullable AuditSettings audit;
    private int asyncCalls = DEFAULT_ASYNC_CALLS;
    private @Nullable Duration maintainEvery;
    private Function<Scope, Retention> retention = scope -> Retention.FOREVER;
    private @Nullable Function<Scope, ZoneId> zone;
    private @Nullable MemoryLog log;
    private @Nullable MemoryIndex index;

    MemcoreBuilder() {}

    /**
     * Keeps the store in this directory, which is created if it does not exist. Only one manager at a time can open it
     * for writing.
     */
    public MemcoreBuilder directory(Path directory) {
        this.directory = given("directory", directory);
        return this;
    }

    /**
     * Opens the store of the {@link #directory} for reading only. The store must exist. Nothing is written to the
     * directory, not even a lock file, so read-only media and full devices work.
     *
     * <p>Recall, lists, windows, history, checks, exports and backups work. Writes and maintenance fail with {@link
     * dev.memcore.api.error.ErrorCode#READ_ONLY}. Commits that the index does not hold yet are indexed on the heap, up
     * to a quarter of the heap. Any number of read-only managers can open the same store, as long as no manager has it
     * open for writing.
     */
    public MemcoreBuilder readOnly() {
        this.readOnly = true;
        return this;
    }

    /** Sets when a write is acknowledged. Ignored for in-memory stores. */
    public MemcoreBuilder durability(Durability durability) {
        this.durability = given("durability", durability);
        return this;
    }

    /**
     * Sets the embedder that replaces the bundled one. If the index was built with another embedder, it is re-embedded
     * in the background. Until that is complete, recall searches by words, and also by the vectors of the {@link
     * #previousEmbedder} if it is set.
     */
    public MemcoreBuilder embedder(Embedder embedder) {
        this.embedder = given("embedder", embedder);
        return this;
    }

    /**
     * Sets the embedder whose vectors recall uses until all memories are re-embedded with the new {@link #embedder}.
     * During that time new memories are embedded by both. The setting can stay configured: it has no effect on an index
     * that was not built with this embedder, or whose re-embedding is complete.
     */
    public MemcoreBuilder previousEmbedder(Embedder previousEmbedder) {
        this.previousEmbedder = given("previousEmbedder", previousEmbedder);
        return this;
    }

    /**
     * Finds nearest neighbours with an HNSW graph instead of an exact scan for readers that see at least this many
     * memories. If not set, every search scans. With a graph, indexing takes several times as long and twice the space;
     * docs/design/decisions.md has measurements. If the setting changes for an existing store, its index documents are
     * rewritten in the background without re-embedding.
     *
     * @param memories the threshold, 1 or more
     */
    public MemcoreBuilder hnswThreshold(int memories) {
        this.hnswThreshold = memories;
        return this;
    }

    /**
     * Sets the maximum number of search rounds of a recall, 1 to {@value IndexConfig#MOST_ROUNDS}. By default 1. Each
     * further round starts from the best results of the rounds before. This helps for questions whose answer needs
     * three or more memories; docs/design/decisions.md lists gains and costs.
     */
    public MemcoreBuilder maxRetrievalRounds(int most) {
        this.rounds = most;
        return this;
    }

    /** Disables vector search: recall searches by words only. */
    public MemcoreBuilder withoutEmbedder() {
        this.withoutEmbedder = true;
        return this;
    }

    /**
     * Sets the builder of the texts under which memories are searched. An index that was built with another view
     * builder is rebuilt at opening.
     */
    public MemcoreBuilder viewBuilder(ViewBuilder viewBuilder) {
        this.viewBuilder = given("viewBuilder", viewBuilder);
        return this;
    }

    /** Sets how the rankings of several signals are combined into one. */
    public MemcoreBuilder fuser(Fuser fuser) {
        this.fuser = given("fuser", fuser);
        return this;
    }

    /**
     * Sets a reranker for the best {@value Reranking#DEFAULT_DEPTH} results of each recall. By default nothing is
     * reranked.
     */
    public MemcoreBuilder reranker(Reranker reranker) {
        return reranker(reranker, Reranking.DEFAULT_DEPTH);
    }

    /**
     * Sets a reranker and the number of best results that it reorders.
     *
     * @param depth the number of results, 1 to 1,000
     */
    public MemcoreBuilder reranker(Reranker reranker, int depth) {
        this.reranker = given("reranker", reranker);
        this.rerankDepth = depth;
        return this;
    }

    /** Sets the stage that turns an observation into operations. By default {@link KeepVerbatim}. */
    public MemcoreBuilder writeStage(WriteStage writeStage) {
        this.writeStage = given("writeStage", writeStage, this.writeStage);
        return this;
    }

    /**
     * Stores answers of models as evidence even if they only repeat what the model was shown from memory. By default an
     * {@link EchoGuard} in front of the write stage marks such messages as {@linkplain
     * dev.memcore.api.Observation#ECHO echoes}, which recall does not find.
     */
    public MemcoreBuilder withoutEchoGuard() {
        this.echoGuard = false;
        return this;
    }

    /** Sets the clock for recorded times, expiry and ids. By default the system's clock. */
    public MemcoreBuilder clock(InstantSource clock) {
        this.clock = given("clock", clock, this.clock);
        return this;
    }

    /**
     * Sets the random generator of ids. It also seeds the salts of digests and receipts. By default both use the
     * system's entropy. The generator is used by one thread at a time.
     */
    public MemcoreBuilder random(RandomGenerator random) {
        this.random = given("random", random);
        return this;
    }

    /** Sets the generator of memory ids. */
    public MemcoreBuilder idSource(IdSource idSource) {
        this.idSource = given("idSource", idSource);
        return this;
    }

    /** Sets the counter for the tokens of a window's messages. */
    public MemcoreBuilder tokenCounter(TokenCounter tokenCounter) {
        this.tokenCounter = given("tokenCounter", tokenCounter, this.tokenCounter);
        return this;
    }

    /**
     * Sets what decides whether a message needs memory, before {@link MemorySpace#context} searches the store. By default,
     * a {@linkplain ConversationForms#smallTalkGate() gate for small talk}. {@link RecallGate#always()} searches for every message.
     */
    public MemcoreBuilder recallGate(RecallGate recallGate) {
        this.recallGate = given("recallGate", recallGate, this.recallGate);
        return this;
    }

    /**
     * Sets what makes the queries for a message from the conversation, for {@link MemorySpace#context}. By default, {@link ConversationForms#followUpQueries()}. {@link QueryRewriter#none()} searches for the message alone.
     */
    public MemcoreBuilder queryRewriter(QueryRewriter queryRewriter) {
        this.queryRewriter = given("queryRewriter", queryRewriter, this.queryRewriter);
        return this;
    }

    /** Sets the largest inputs that are accepted. */
    public MemcoreBuilder limits(Limits limits) {
        this.limits = given("limits", limits, this.limits);
        return this;
    }

    /**
     * Sets how many of a session's latest messages are cached in memory, 1 to 100,000. By default {@value
     * #DEFAULT_WINDOW_MESSAGES}. A window with room for more messages reads the rest from the index, so this setting
     * does not limit a window.
     */
    public MemcoreBuilder windowMessages(int windowMessages) {
        this.windowMessages = windowMessages;
        return this;
    }

    /**
     * Sets how many versions can wait for indexing before writers block, 1 to 1,000,000. By default {@value
     * IndexConfig#DEFAULT_CAPACITY}. From half of it on, each write is delayed by up to 51 ms. Recall finds versions that
     * wait, too.
     */
    public MemcoreBuilder tailCapacity(int tailCapacity) {
        this.tailCapacity = tailCapacity;
        return this;
    }

    /**
     * Sets the policies that every {@link MemoryManager#maintain} run applies, in this order. By default there are
     * none, so only explicit calls move, merge or forget memories. {@code dev.memcore.consolidation} provides policies.
     */
    public MemcoreBuilder policies(List<LifecyclePolicy> policies) {
        List<LifecyclePolicy> checked = given("policies", policies, this.policies);
        boolean whole = checked.stream().allMatch(Objects::nonNull);
        this.policies = List.copyOf(whole ? checked : given("an element of policies", null, this.policies));
        return this;
    }

    /**
     * Sets the policies and the fuser of a preset, with its default capacity. Replaces the policies of {@link
     * #policies} and the fuser that were set before. The artifact {@code memcore-papers} provides presets of published
     * systems.
     */
    public MemcoreBuilder preset(Preset preset) {
        Preset checked = given("preset", preset);
        return checked == null ? this : preset(checked, checked.defaultCapacity());
    }

    /**
     * Sets the policies and the fuser of a preset, with the given capacity. The policies of a preset compare texts with
     * the bundled {@link StaticEmbedder}, even if another {@link #embedder} is set.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the capacity is not positive
     */
    public MemcoreBuilder preset(Preset preset, int capacity) {
        Preset checked = given("preset", preset);
        if (checked == null) {
            return this;
        }
        fuser = checked.fuser().orElse(null);
        faults.remove("fuser");
        return policies(checked.policies(capacity, StaticEmbedder.load()));
    }

    /**
     * Applies policies to a scope after a trigger has fired there. A fired trigger queues its policies for the next
     * {@link MemoryManager#maintain} run, or for the thread of {@link #maintainEvery}. The policies of {@link
     * Trigger.Maintenance} run in every complete maintenance run, after those of {@link #policies}. Can be called
     * repeatedly; rules apply in the order of the calls.
     */
    public MemcoreBuilder on(Trigger trigger, LifecyclePolicy... policies) {
        return on(trigger, policies == null ? List.of() : Arrays.asList(policies));
    }

    /**
     * Applies policies to a scope after a trigger has fired there, as {@link #on(Trigger, LifecyclePolicy...)} does.
     */
    public MemcoreBuilder on(Trigger trigger, List<LifecyclePolicy> policies) {
        boolean whole = trigger != null
                && policies != null
                && !policies.isEmpty()
                && policies.stream().allMatch(Objects::nonNull);
        if (whole) {
            rules.add(new TriggeredPolicies(trigger, List.copyOf(policies)));
        } else {
            faults.put("on", "on(...) needs a trigger and at least one policy, and none may be null");
        }
        return this;
    }

    /**
     * Runs maintenance on a background thread named {@code memcore-maintain}. Queued policies run soon after their
     * trigger fires; a complete run starts at each interval, 10 ms to 365 days. The work is split into small parts, and
     * readers and writers continue meanwhile. A failure is logged, reported to the listener, and retried after the
     * interval. By default there is no such thread.
     */
    public MemcoreBuilder maintainEvery(Duration interval) {
        this.maintainEvery = given("maintainEvery", interval);
        return this;
    }

    /** Sets the listener for the progress of maintenance. */
    public MemcoreBuilder maintenanceListener(MaintenanceListener listener) {
        this.listener = given("maintenanceListener", listener, this.listener);
        return this;
    }

    /** Sets the listener that receives the start and the end of every operation, for metrics and traces. */
    public MemcoreBuilder operationListener(OperationListener listener) {
        this.operationListener = given("operationListener", listener, this.operationListener);
        return this;
    }

    /**
     * Writes an audit log: a line of JSON for each recall and context, with the query and the ids of the memories that
     * were returned, and for each feedback, with the ids that were used. By default there is none.
     *
     * <p>Each user has files of its own. An erasure of a user, a scope or a tenant deletes their files. An erasure of
     * memories removes all lines of the tenant that name one of them. A call waits until its line is written. If that
     * fails, the call succeeds and {@link MemoryManager#health()} has {@link
     * dev.memcore.api.health.HealthCause#AUDIT_FAILING}. Backups and exports do not contain the audit log.
     */
    public MemcoreBuilder auditLog(AuditSettings settings) {
        this.audit = given("auditLog", settings);
        return this;
    }

    /**
     * Sets the executor of asynchronous calls. The host ends it after the manager. It must run every task that it
     * accepts. By default, each call runs on a virtual thread of its own.
     */
    public MemcoreBuilder asyncExecutor(Executor executor) {
        this.asyncExecutor = given("asyncExecutor", executor);
        return this;
    }

    /**
     * Sets the maximum number of asynchronous calls in flight, 1 to 100,000. By default {@value #DEFAULT_ASYNC_CALLS}.
     * The stage of a further call fails with {@link ErrorCode#BUSY}.
     */
    public MemcoreBuilder maxAsyncCalls(int most) {
        this.asyncCalls = most;
        return this;
    }

    /** Sets how long the history of every scope is kept. By default it is kept forever. */
    public MemcoreBuilder retention(Retention retention) {
        Retention checked = given("retention", retention);
        return checked == null ? this : retention(scope -> checked);
    }

    /**
     * Sets how long the history of each scope is kept. Maintenance drops older history.
     *
     * @param retention a pure function of the scope
     */
    public MemcoreBuilder retention(Function<Scope, Retention> retention) {
        this.retention = given("retention", retention, this.retention);
        return this;
    }

    /**
     * Sets the time zone of questions that {@linkplain dev.memcore.api.MemoryQuery#withZone have no zone of their own}.
     * It determines where days such as "yesterday" or "on 14 March" begin and end. By default the system's zone at the
     * time of {@link #build()}. Stored data do not depend on it.
     */
    public MemcoreBuilder zone(ZoneId zone) {
        ZoneId checked = given("zone", zone);
        this.zone = checked == null ? null : StoreComponents.always(checked);
        return this;
    }

    /**
     * Sets the time zone of questions by the scope of their reader.
     *
     * @param zone a pure function of the scope, which never returns null
     */
    public MemcoreBuilder zone(Function<Scope, ZoneId> zone) {
        this.zone = given("zone", zone);
        return this;
    }

    /** Sets a log to write to. The host opens and closes it. */
    public MemcoreBuilder log(MemoryLog log) {
        this.log = given("log", log);
        return this;
    }

    /** Sets an index to read from. The host opens it, and closes it after the manager. */
    public MemcoreBuilder index(MemoryIndex index) {
        this.index = given("index", index);
        return this;
    }

    /**
     * Opens the store and recovers it after a crash. The returned manager is ready for calls. Closing the manager
     * closes everything that this method opened. If this method fails, it also closes everything that it opened.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} with all faults of the configuration; otherwise the
     *     codes that {@link Memcore#open} lists
     */
    public MemoryManager build() {
        requireNoFaults();
        Deque<AutoCloseable> opened = new ArrayDeque<>(); // last opened, first closed
        // Reads the files of the index while the log is opened.
        try (LuceneMemoryIndex.Opening opening =
                LuceneMemoryIndex.beginOpening(indexDirectory(), readOnly, embedder == null && !withoutEmbedder)) {
            RandomGenerator usedRandom = random != null ? random : seeded();
            MemoryLog usedLog = log != null ? log : opened(openLog(secrets(usedRandom)), opened);
            MemoryIndex usedIndex = index != null ? index : opened(openIndex(opening), opened);
            ShownTexts shown = new ShownTexts();
            StoreComponents parts = new StoreComponents(
                    usedLog,
                    usedIndex,
                    echoGuard ? new EchoGuard(writeStage, shown, limits) : writeStage,
                    shown,
                    idSource != null ? idSource : new TimeSortedIds(usedRandom),
                    clock,
                    limits,
                    tokenCounter,
                    windowMessages,
                    secrets(usedRandom),
                    everyRun(),
                    triggered(),
                    listener,
                    retention,
                    usedZone(),
                    openUsage(),
                    recallGate,
                    queryRewriter,
                    log == null ? directory : null,
                    operationListener,
                    new AsyncSettings(asyncExecutor, asyncCalls),
                    audit == null ? null : opened(new AuditLog(audit, clock), opened),
                    List.copyOf(opened));
            return LogBackedMemoryManager.open(parts, maintainEvery);
        } catch (RuntimeException | Error e) {
            closeAfter(e, opened);
            throw e;
        }
    }

    private Function<Scope, ZoneId> usedZone() {
        if (zone != null) {
            return zone;
        }
        return StoreComponents.always(ZoneId.systemDefault());
    }

    private List<LifecyclePolicy> everyRun() {
        List<LifecyclePolicy> all = new ArrayList<>(policies);
        rules.stream()
                .filter(rule -> rule.trigger() instanceof Trigger.Maintenance)
                .forEach(rule -> all.addAll(rule.policies()));
        return List.copyOf(all);
    }

    private List<TriggeredPolicies> triggered() {
        return rules.stream()
                .filter(rule -> !(rule.trigger() instanceof Trigger.Maintenance))
                .toList();
    }

    private UsageTable openUsage() {
        if (directory == null || log != null) {
            return UsageTable.open(null);
        }
        Path file = directory.resolve(USAGE);
        return readOnly ? UsageTable.openReadOnly(file) : UsageTable.open(file);
    }

    private MemoryLog openLog(RandomGenerator secrets) {
        if (directory == null) {
            return new HeapLog(secrets);
        }
        if (readOnly) {
            return SegmentedLog.openReadOnly(directory);
        }
        SegmentedLog.Options options = SegmentedLog.Options.of(secrets);
        return SegmentedLog.open(directory, durability == null ? options : options.withDurability(durability));
    }

    /** The directory of the index that the manager opens, or null if there is none. */
    private @Nullable Path indexDirectory() {
        return directory == null || index != null ? null : directory.resolve(INDEX);
    }

    private MemoryIndex openIndex(LuceneMemoryIndex.Opening opening) {
        return opening.open(new IndexConfig(
                indexDirectory(),
                usedEmbedder(),
                viewBuilder != null ? viewBuilder : new ContextViews(),
                fuser != null ? fuser : MinMaxWeightedSum.ofDefaults(),
                tailCapacity != null ? tailCapacity : IndexConfig.DEFAULT_CAPACITY,
                reranker != null ? new Reranking(reranker, rerankDepth) : null,
                previousEmbedder,
                hnswThreshold != null ? hnswThreshold : IndexConfig.NO_GRAPH,
                rounds != null ? rounds : 1,
                readOnly));
    }

    private @Nullable Embedder usedEmbedder() {
        if (withoutEmbedder) {
            return null;
        }
        return embedder != null ? embedder : StaticEmbedder.load();
    }

    /**
     * Returns a generator for values that must be unpredictable: the salts of digests of erased texts. Log, receipts
     * and ids use different threads, so each gets its own generator.
     */
    private RandomGenerator secrets(RandomGenerator seed) {
        return random == null
                ? new SecureRandom()
                : RandomGeneratorFactory.of(SEEDED).create(seed.nextLong());
    }

    /** Returns a generator that is seeded from the system's entropy. */
    static RandomGenerator seeded() {
        return RandomGeneratorFactory.of(SEEDED).create(new SecureRandom().nextLong());
    }

    private static <T extends AutoCloseable> T opened(T part, Deque<AutoCloseable> opened) {
        opened.push(part);
        return part;
    }

    private static void closeAfter(Throwable failure, Collection<AutoCloseable> opened) {
        try {
            LogBackedMemoryManager.closeAll(opened);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void requireNoFaults() {
        List<String> found = new ArrayList<>(faults.values());
        if (windowMessages < 1 || windowMessages > MAX_WINDOW_MESSAGES) {
            found.add("windowMessages must lie in [1, " + MAX_WINDOW_MESSAGES + "], but is " + windowMessages);
        }
        if (asyncCalls < 1 || asyncCalls > MAX_ASYNC_CALLS) {
            found.add("maxAsyncCalls must lie in [1, " + MAX_ASYNC_CALLS + "], but is " + asyncCalls);
        }
        if (directory != null && Files.exists(directory) && !Files.isDirectory(directory)) {
            found.add("directory " + directory + " is a file, not a directory");
        }
        if (tailCapacity != null && (tailCapacity < 1 || tailCapacity > MAX_TAIL_CAPACITY)) {
            found.add("tailCapacity must lie in [1, " + MAX_TAIL_CAPACITY + "], but is " + tailCapacity);
        }
        if (rerankDepth < 1 || rerankDepth > Reranking.MAX_DEPTH) {
            found.add("the depth of the reranker must lie in [1, " + Reranking.MAX_DEPTH + "], but is " + rerankDepth);
        }
        unused(found, embedder != null && withoutEmbedder, "embedder", "withoutEmbedder()");
        unused(found, previousEmbedder != null && withoutEmbedder, "previousEmbedder", "withoutEmbedder()");
        unused(found, previousEmbedder != null && index != null, "previousEmbedder", "index");
        if (maintainEvery != null
                && (maintainEvery.compareTo(SHORTEST_INTERVAL) < 0 || maintainEvery.compareTo(LONGEST_INTERVAL) > 0)) {
            found.add("maintainEvery must lie in [" + SHORTEST_INTERVAL + ", " + LONGEST_INTERVAL + "], but is "
                    + maintainEvery);
        }
        if (hnswThreshold != null && hnswThreshold < 1) {
            found.add("hnswThreshold must be at least 1, but is " + hnswThreshold);
        }
        if (rounds != null && (rounds < 1 || rounds > IndexConfig.MOST_ROUNDS)) {
            found.add("maxRetrievalRounds must lie in [1, " + IndexConfig.MOST_ROUNDS + "], but is " + rounds);
        }
        unused(found, rounds != null && index != null, "maxRetrievalRounds", "index");
        unused(found, hnswThreshold != null && withoutEmbedder, "hnswThreshold", "withoutEmbedder()");
        unused(found, hnswThreshold != null && index != null, "hnswThreshold", "index");
        unused(found, random != null && idSource != null, "random", "idSource");
        if (readOnly && directory == null) {
            found.add("readOnly() needs a directory");
        }
        unused(found, audit != null && readOnly, "auditLog", "readOnly()");
        unused(found, readOnly && log != null, "readOnly()", "log");
        unused(found, readOnly && index != null, "readOnly()", "index");
        unused(found, durability != null && readOnly, "durability", "readOnly()");
        unused(found, maintainEvery != null && readOnly, "maintainEvery", "readOnly()");
        unused(found, durability != null && log != null, "durability", "log");
        unused(found, directory != null && log != null && index != null, "directory", "log and index");
        unused(found, embedder != null && index != null, "embedder", "index");
        unused(found, withoutEmbedder && index != null, "withoutEmbedder()", "index");
        unused(found, viewBuilder != null && index != null, "viewBuilder", "index");
        unused(found, fuser != null && index != null, "fuser", "index");
        unused(found, reranker != null && index != null, "reranker", "index");
        unused(found, tailCapacity != null && index != null, "tailCapacity", "index");
        if (!found.isEmpty()) {
            throw Arguments.invalid(found.size() + (found.size() == 1 ? " fault" : " faults")
                    + " in the configuration: " + String.join("; ", found));
        }
    }

    private static void unused(List<String> found, boolean both, String what, String because) {
        if (both) {
            found.add(what + " would have no effect beside " + because);
        }
    }

    private <T> @Nullable T given(String name, @Nullable T value) {
        if (value == null) {
            faults.put(name, name + " must not be null");
        } else {
            faults.remove(name);
        }
        return value;
    }

    private <T> T given(String name, @Nullable T value, T before) {
        T checked = given(name, value);
        return checked != null ? checked : before;
    }
}
