package dev.memcore;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.config.Durability;
import dev.memcore.api.config.Limits;
import dev.memcore.api.config.MaintenanceListener;
import dev.memcore.api.config.Retention;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.component.StoreComponents;
import dev.memcore.component.TimeSortedIds;
import dev.memcore.component.TriggeredPolicies;
import dev.memcore.consolidation.KeepVerbatim;
import dev.memcore.opening.LogBackedMemoryManager;
import dev.memcore.retrieval.IndexConfig;
import dev.memcore.retrieval.LuceneMemoryIndex;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.retrieval.rerank.Reranking;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.IdSource;
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
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Configures and opens a store. Without any call: in memory, searched by words and by the bundled static embedder,
 * observations kept word for word, {@link Limits#ofDefaults()}, the system's clock and time zone, ids in the layout of version 7
 * UUIDs, windows counted by {@link TokenCounter#approximate()}. With a {@link #directory}: the same on disk, where a write is
 * acknowledged once it is {@linkplain Durability#SYNCED synced}.
 *
 * <p>Nothing is checked before {@link #build()}, which reports all faults together. A builder may be used again; each
 * {@code build} opens another store. Not safe for use by several threads.
 */
public final class MemcoreBuilder {
    /** How many of a session's latest messages are kept in memory if {@link #windowMessages} is not set. */
    public static final int DEFAULT_WINDOW_MESSAGES = 400;

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
    private InstantSource clock = InstantSource.system();
    private @Nullable RandomGenerator random;
    private @Nullable IdSource idSource;
    private TokenCounter tokenCounter = TokenCounter.approximate();
    private Limits limits = Limits.ofDefaults();
    private int windowMessages = DEFAULT_WINDOW_MESSAGES;
    private @Nullable Integer tailCapacity;
    private List<LifecyclePolicy> policies = List.of();
    private final List<TriggeredPolicies> rules = new ArrayList<>();
    private MaintenanceListener listener = MaintenanceListener.NONE;
    private @Nullable Duration maintainEvery;
    private Function<Scope, Retention> retention = scope -> Retention.FOREVER;
    private @Nullable Function<Scope, ZoneId> zone;
    private @Nullable MemoryLog log;
    private @Nullable MemoryIndex index;

    MemcoreBuilder() {}

    /** Keeps the store in this directory, which is made if it is not there. One manager at a time may have it open. */
    public MemcoreBuilder directory(Path directory) {
        this.directory = given("directory", directory);
        return this;
    }

    /**
     * Opens the store of the {@link #directory}, which must exist, for reading alone. Nothing is written there, not even a lock,
     * so this works on read-only media and on a full device. Recall, lists, windows, history, checks, exports and backups
     * work; writes and maintenance fail with {@link dev.memcore.api.error.ErrorCode#READ_ONLY}. What the index lacks of the log is
     * indexed on the heap, up to a quarter of it. Any number of such managers may have a store open, as long as none has it
     * open for writing.
     */
    public MemcoreBuilder readOnly() {
        this.readOnly = true;
        return this;
    }

    /** When a write is acknowledged. Means nothing in memory. */
    public MemcoreBuilder durability(Durability durability) {
        this.durability = given("durability", durability);
        return this;
    }

    /**
     * Embeds with this model rather than the bundled one. An index made with another model goes on answering by words, and
     * by the vectors of the {@linkplain #previousEmbedder model before} if that is given; in the background it is embedded
     * anew, and then answers by this model.
     */
    public MemcoreBuilder embedder(Embedder embedder) {
        this.embedder = given("embedder", embedder);
        return this;
    }

    /**
     * Goes on answering by the vectors of this model until those of the other are there; new memories are embedded by both
     * so long. May stay configured: it has no effect on an index that was not made with it, or is done.
     */
    public MemcoreBuilder previousEmbedder(Embedder previousEmbedder) {
        this.previousEmbedder = given("previousEmbedder", previousEmbedder);
        return this;
    }

    /**
     * Looks for the nearest by meaning by a graph (HNSW) rather than by a scan, for readers who see so many memories or more,
     * 1 or more. Indexing then takes several times as long, and twice the space; measure before you turn it on
     * (docs/design/decisions.md). Where it is turned on or off for a store that is there, documents are made again in the
     * background, without embedding.
     */
    public MemcoreBuilder hnswThreshold(int memories) {
        this.hnswThreshold = memories;
        return this;
    }

    /**
     * How often at most a recall looks further from the best that it has found, 1 to {@value IndexConfig#MOST_ROUNDS}; 1, the default: it does not.
     * For stores whose questions need three memories and more; docs/design/decisions.md says what it gains there and costs elsewhere.
     */
    public MemcoreBuilder maxRetrievalRounds(int most) {
        this.rounds = most;
        return this;
    }

    /** Searches by words alone. */
    public MemcoreBuilder withoutEmbedder() {
        this.withoutEmbedder = true;
        return this;
    }

    /** Under what texts memories are searched. An index made with another builder is rebuilt at opening. */
    public MemcoreBuilder viewBuilder(ViewBuilder viewBuilder) {
        this.viewBuilder = given("viewBuilder", viewBuilder);
        return this;
    }

    /** How one ranking is made out of several signals. */
    public MemcoreBuilder fuser(Fuser fuser) {
        this.fuser = given("fuser", fuser);
        return this;
    }

    /** Looks again at the best {@value Reranking#DEFAULT_DEPTH} of each recall; nobody does if nothing is said. */
    public MemcoreBuilder reranker(Reranker reranker) {
        return reranker(reranker, Reranking.DEFAULT_DEPTH);
    }

    /** Looks again at so many of the best of each recall, 1 to 1,000. */
    public MemcoreBuilder reranker(Reranker reranker, int depth) {
        this.reranker = given("reranker", reranker);
        this.rerankDepth = depth;
        return this;
    }

    /** What an observation means for memory; {@link KeepVerbatim} if nothing is said. */
    public MemcoreBuilder writeStage(WriteStage writeStage) {
        this.writeStage = given("writeStage", writeStage, this.writeStage);
        return this;
    }

    /** The clock: of what is recorded, of expiry, and in ids. */
    public MemcoreBuilder clock(InstantSource clock) {
        this.clock = given("clock", clock, this.clock);
        return this;
    }

    /**
     * The randomness in ids, and the seed of that in digests and receipts; all from the system's entropy if nothing is said.
     * Used by one thread at a time.
     */
    public MemcoreBuilder random(RandomGenerator random) {
        this.random = given("random", random);
        return this;
    }

    /** Makes the ids of memories. */
    public MemcoreBuilder idSource(IdSource idSource) {
        this.idSource = given("idSource", idSource);
        return this;
    }

    /** Counts the tokens of a window's messages. */
    public MemcoreBuilder tokenCounter(TokenCounter tokenCounter) {
        this.tokenCounter = given("tokenCounter", tokenCounter, this.tokenCounter);
        return this;
    }

    /** The largest inputs that are accepted. */
    public MemcoreBuilder limits(Limits limits) {
        this.limits = given("limits", limits, this.limits);
        return this;
    }

    /**
     * How many of a session's latest messages are kept in memory, 1 to 100,000; {@value #DEFAULT_WINDOW_MESSAGES} if not
     * set. A window whose budget has room for more reads them from the index: a window has no limit but its budget.
     */
    public MemcoreBuilder windowMessages(int windowMessages) {
        this.windowMessages = windowMessages;
        return this;
    }

    /**
     * How many versions may wait to be indexed before writers do, 1 to 1,000,000; {@value IndexConfig#DEFAULT_CAPACITY} if
     * nothing is said. What waits is searched in memory.
     */
    public MemcoreBuilder tailCapacity(int tailCapacity) {
        this.tailCapacity = tailCapacity;
        return this;
    }

    /**
     * What {@link MemoryManager#maintain} asks, in this order; nothing if nothing is said, so that no memory is ever moved,
     * merged or forgotten but on the host's word. {@code dev.memcore.consolidation} has policies to choose from.
     */
    public MemcoreBuilder policies(List<LifecyclePolicy> policies) {
        List<LifecyclePolicy> checked = given("policies", policies, this.policies);
        boolean whole = checked.stream().allMatch(Objects::nonNull);
        this.policies = List.copyOf(whole ? checked : given("an element of policies", null, this.policies));
        return this;
    }

    /**
     * The policies and the ranking of a preset, with its default capacity. Replaces the policies of {@link #policies} and the fuser that were set
     * before. The artifact {@code memcore-papers} has presets of published systems.
     */
    public MemcoreBuilder preset(Preset preset) {
        Preset checked = given("preset", preset);
        return checked == null ? this : preset(checked, checked.defaultCapacity());
    }

    /**
     * The same with another capacity. The policies of a preset compare texts with the bundled {@link StaticEmbedder}, whatever {@link #embedder} is
     * set.
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
     * Asks policies about a scope when a trigger has fired there, in the order of these calls; what is due is run by {@link
     * MemoryManager#maintain}, or by the thread of {@link #maintainEvery}. May be called any number of times.
     */
    public MemcoreBuilder on(Trigger trigger, LifecyclePolicy... policies) {
        return on(trigger, policies == null ? List.of() : Arrays.asList(policies));
    }

    /** The same. */
    public MemcoreBuilder on(Trigger trigger, List<LifecyclePolicy> policies) {
        boolean whole = trigger != null
                && policies != null
                && !policies.isEmpty()
                && policies.stream().allMatch(Objects::nonNull);
        if (whole) {
            rules.add(new TriggeredPolicies(trigger, List.copyOf(policies)));
        } else {
            faults.put("on", "on(...) needs a trigger, and one policy or more, none of them null");
        }
        return this;
    }

    /**
     * Maintains by itself, on a thread {@code memcore-maintain} of its own: what is due soon after it becomes due, and all at this
     * interval, 10 ms to 365 days. In small parts, beside readers and writers; what fails is logged, told to the listener, and tried
     * again after the interval. Off if nothing is said.
     */
    public MemcoreBuilder maintainEvery(Duration interval) {
        this.maintainEvery = given("maintainEvery", interval);
        return this;
    }

    /** Is told how maintenance goes on. */
    public MemcoreBuilder maintenanceListener(MaintenanceListener listener) {
        this.listener = given("maintenanceListener", listener, this.listener);
        return this;
    }

    /** How long the history of every scope is kept; for ever if nothing is said. */
    public MemcoreBuilder retention(Retention retention) {
        Retention checked = given("retention", retention);
        return checked == null ? this : retention(scope -> checked);
    }

    /** How long the history of a scope is kept: a pure function of the scope. Maintenance drops what may be dropped. */
    public MemcoreBuilder retention(Function<Scope, Retention> retention) {
        this.retention = given("retention", retention, this.retention);
        return this;
    }

    /**
     * The time zone of questions that {@linkplain dev.memcore.api.MemoryQuery#withZone have none of their own}: where the days of "yesterday" or
     * "on 14 March" begin and end. If not set, the system's default zone at the time of {@link #build()}. Nothing that is stored depends on it.
     */
    public MemcoreBuilder zone(ZoneId zone) {
        ZoneId checked = given("zone", zone);
        this.zone = checked == null ? null : StoreComponents.always(checked);
        return this;
    }

    /** The same for each reader's scope: a pure function of it, which returns null for no scope. */
    public MemcoreBuilder zone(Function<Scope, ZoneId> zone) {
        this.zone = given("zone", zone);
        return this;
    }

    /** Writes to this log instead of one of its own. The host opens and closes it. */
    public MemcoreBuilder log(MemoryLog log) {
        this.log = given("log", log);
        return this;
    }

    /** Reads from this index instead of one of its own. The host opens and closes it, after the manager. */
    public MemcoreBuilder index(MemoryIndex index) {
        this.index = given("index", index);
        return this;
    }

    /**
     * Opens the store, recovers what a crash has left, and returns when it is ready for calls. Closing the manager closes
     * what this method opened; so does a failure of this method.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} with all faults of the configuration; otherwise what
     *     {@link Memcore#open} says
     */
    public MemoryManager build() {
        requireNoFaults();
        Deque<AutoCloseable> opened = new ArrayDeque<>(); // last opened, first closed
        try {
            RandomGenerator usedRandom = random != null ? random : seeded();
            MemoryLog usedLog = log != null ? log : opened(openLog(secrets(usedRandom)), opened);
            MemoryIndex usedIndex = index != null ? index : opened(openIndex(), opened);
            StoreComponents parts = new StoreComponents(
                    usedLog,
                    usedIndex,
                    writeStage,
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

    private MemoryIndex openIndex() {
        return LuceneMemoryIndex.open(new IndexConfig(
                directory == null ? null : directory.resolve(INDEX),
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
     * What nobody must guess: the salts of digests of erased texts. A generator of its own, since log, receipts and ids are
     * made by different threads.
     */
    private RandomGenerator secrets(RandomGenerator seed) {
        return random == null
                ? new SecureRandom()
                : RandomGeneratorFactory.of(SEEDED).create(seed.nextLong());
    }

    /** A generator seeded from the system's entropy. */
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
        if (directory != null && Files.exists(directory) && !Files.isDirectory(directory)) {
            found.add("directory " + directory + " is a file");
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
            found.add("rounds must lie in 1 to " + IndexConfig.MOST_ROUNDS + ", but is " + rounds);
        }
        unused(found, rounds != null && index != null, "rounds", "index");
        unused(found, hnswThreshold != null && withoutEmbedder, "hnswThreshold", "withoutEmbedder()");
        unused(found, hnswThreshold != null && index != null, "hnswThreshold", "index");
        unused(found, random != null && idSource != null, "random", "idSource");
        if (readOnly && directory == null) {
            found.add("readOnly() needs a directory");
        }
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
