package dev.memcore.retrieval;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Page;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.fact.FactKey;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.health.HealthProblem;
import dev.memcore.api.report.CacheStats;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.EmbeddingProgress;
import dev.memcore.api.report.Recovery.IndexState;
import dev.memcore.io.FileThread;
import dev.memcore.io.OwnedThread;
import dev.memcore.io.StorageFailure;
import dev.memcore.io.Uninterruptibly;
import dev.memcore.retrieval.IndexFiles.IndexIdentity;
import dev.memcore.retrieval.search.HybridSearch;
import dev.memcore.retrieval.storage.Directories;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.Memtable;
import dev.memcore.retrieval.storage.Projector;
import dev.memcore.retrieval.storage.SessionTurns;
import dev.memcore.retrieval.storage.StoredMemory;
import dev.memcore.retrieval.text.TermAnalysis;
import dev.memcore.retrieval.visibility.MemoryReads;
import dev.memcore.retrieval.visibility.Visibility;
import dev.memcore.spi.TextCache;
import dev.memcore.spi.index.MemoryIndex;
import dev.memcore.spi.index.ReadTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.jspecify.annotations.Nullable;

/**
 * The index on Apache Lucene: BM25 over several views, nearest neighbours over byte vectors, filters, and an in-memory
 * memtable, searched exactly, for versions that Lucene does not hold yet.
 *
 * <p>Reads never wait for writes and never refresh Lucene, because a refresh costs several times as much as a search.
 * Present and replaced versions are in two Lucene indexes. Reads of the present search the first one only; reads of the
 * past search both. The index owns three threads, which end with {@link #close()}: {@code memcore-index} is the only
 * one that writes to Lucene; {@code memcore-merge} merges segments; {@code memcore-index-files} opens the index and
 * deletes unused files. Other threads read mapped memory and access no files.
 *
 * <p>If the index cannot be written, because the device is full or read-only, reads continue. New versions wait in
 * memory, up to the capacity, and are written when that is possible again. Until then, calls that wait for the index
 * fail with the cause.
 *
 * <p>For maintainers: {@link MemtableManager} holds the current index snapshot and memtable, {@link Indexer} moves
 * versions from the memtable to Lucene, and {@link HybridSearch} searches both.
 */
public final class LuceneMemoryIndex implements MemoryIndex {
    private final Directories directories;
    private final IndexState foundState;
    private final MemtableManager memtableManager;
    private final Models models;
    private final Indexer indexer;
    private final Thread indexerThread;
    private final FileThread fileThread;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ReentrantLock expunging = new ReentrantLock();
    private final MemoryReads reads;
    private final HybridSearch search;
    private final IndexProblems problems;
    private final List<Object> keepers;

    private LuceneMemoryIndex(
            IndexConfig config,
            Projector projector,
            Models models,
            IndexFiles.Opened opened,
            Readers readers,
            FileThread fileThread) {
        this.directories = opened.directories();
        this.foundState = opened.found();
        this.fileThread = fileThread;
        this.memtableManager = new MemtableManager(readers, opened.sequence(), config.capacity(), projector);
        this.models = models;
        boolean embedsAnew = !config.readOnly() || foundState != IndexState.OTHER_EMBEDDER;
        this.indexer = new Indexer(opened, config.directory(), memtableManager, projector, models, embedsAnew);
        this.problems = new IndexProblems(memtableManager, models, models.target(), indexer.lacksVectors());
        Visibility visibility = new Visibility(projector);
        this.reads = new MemoryReads(visibility);
        this.search = new HybridSearch(projector, config.fuser(), config.reranking(), config.rounds(), visibility);
        this.keepers = config.keepers();
        this.indexerThread = new OwnedThread(indexer, "memcore-index");
    }

    /**
     * Opens an index, or creates one. Verifies the checksums of all its files. If one is wrong, or the index was built
     * with another configuration, it starts empty and {@link #foundState()} returns the reason. O(size).
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the configuration is invalid, {@link
     *     ErrorCode#STORAGE_READ_ONLY}, {@link ErrorCode#STORAGE_FULL} or {@link ErrorCode#IO_FAILED} if the directory
     *     cannot be used
     */
    public static LuceneMemoryIndex open(IndexConfig config) {
        Path directory = Arguments.present(config, "config").directory();
        return open(config, IndexInspection.start(directory, config.readOnly(), false));
    }

    /**
     * An opening that has begun. For one thread, which calls {@link #open} once, or {@link #close}, or both in this
     * order.
     */
    public interface Opening extends AutoCloseable {
        /**
         * Opens the index, as {@link LuceneMemoryIndex#open} does.
         *
         * @throws MemoryException also {@link ErrorCode#INVALID_ARGUMENT} if the configuration has another directory
         */
        LuceneMemoryIndex open(IndexConfig config);

        /** Ends the opening. Does nothing after {@link #open}. */
        @Override
        void close();
    }

    /**
     * Begins to open an index, and returns at once: a thread of the index reads and verifies its files, and creates and
     * changes none. So this part needs no lock, and can run while the log is opened. Files that change until {@link
     * Opening#open} is called are read again.
     *
     * @param directory the directory of the index, which need not exist; null for an in-memory index
     * @param readOnly whether the index will be opened for reading only
     * @param bundledEmbedder whether the index will use the bundled embedder, whose table is then read meanwhile
     */
    public static Opening beginOpening(@Nullable Path directory, boolean readOnly, boolean bundledEmbedder) {
        return IndexInspection.start(directory, readOnly, bundledEmbedder);
    }

    /** Opens an index whose files are being inspected. Takes over the inspection. */
    static LuceneMemoryIndex open(IndexConfig config, IndexInspection begun) {
        Path directory = config.directory();
        return open(
                config,
                begun,
                () -> config.readOnly() && directory != null
                        ? Directories.openReadOnly(directory)
                        : Directories.open(directory));
    }

    /** Opens an index in directories that are opened by the file thread. */
    static LuceneMemoryIndex open(IndexConfig config, FileThread.Operation<Directories> opening) {
        return open(config, IndexInspection.none(), opening);
    }

    private static LuceneMemoryIndex open(
            IndexConfig config, IndexInspection begun, FileThread.Operation<Directories> opening) {
        FileThread thread = begun.handOver();
        try {
            config.requirePossible();
            return opened(config, begun, thread, opening);
        } catch (IOException e) {
            begun.end();
            throw MemoryException.of(
                    StorageFailure.code(e, config.directory()), "the index cannot be opened: " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            begun.end();
            throw e;
        }
    }

    private static LuceneMemoryIndex opened(
            IndexConfig config, IndexInspection begun, FileThread thread, FileThread.Operation<Directories> opening)
            throws IOException {
        Models models = new Models(config.embedder(), config.previousEmbedder(), config.hnswThreshold());
        Projector projector = new Projector(config.views(), config.fuser(), models, new TermAnalysis());
        IndexIdentity identity = IndexIdentity.of(projector.identity());
        return thread.call(() -> {
            IndexFiles.Opened opened = IndexFiles.open(begun.take(opening), begun, identity, models);
            return new LuceneMemoryIndex(config, projector, models, opened, opened.readers(models), thread);
        });
    }

    private static MemoryException failed(String what, IOException cause) {
        return MemoryException.of(ErrorCode.IO_FAILED, what + ": " + cause.getMessage(), cause);
    }

    @Override
    public long durableSequence() {
        return indexer.durableSequence();
    }

    @Override
    public IndexState foundState() {
        return foundState;
    }

    @Override
    public void reset() {
        try {
            fileThread.run(indexer::reset);
        } catch (IOException e) {
            throw failed("the index cannot be emptied", e);
        }
    }

    @Override
    public void publish(long sequence, List<Memory> versions) {
        start();
        memtableManager.publish(sequence, versions);
    }

    private void start() {
        if (started.compareAndSet(false, true)) {
            indexerThread.start();
        }
    }

    @Override
    public void awaitCapacity() {
        memtableManager.awaitCapacity();
    }

    @Override
    public void awaitIndexed(long sequence) {
        memtableManager.awaitIndexed(sequence);
    }

    @Override
    public void awaitEmbedded() {
        awaitIndexed(memtableManager.publishedSequence());
        start();
        memtableManager.awaitEmbedded(indexer::unembedded);
    }

    @Override
    public EmbeddingProgress embedding() {
        try (IndexSnapshot snapshot = memtableManager.acquire()) {
            IndexReader all = snapshot.all();
            long passages = Unembedded.passages(all);
            return new EmbeddingProgress(
                    Math.max(0, Unembedded.count(all, models.target()) - passages),
                    all.numDocs() - passages,
                    snapshot.space().sameAs(models.target()));
        } catch (IOException e) {
            throw failed("the index cannot be read", e);
        }
    }

    @Override
    public long indexedSequence() {
        return memtableManager.indexedSequence();
    }

    @Override
    public Optional<Memory> get(MemoryId id) {
        Memtable.Entry waiting = memtableManager.waiting(id);
        return waiting == null
                ? read(snapshot -> Optional.ofNullable(StoredMemory.find(snapshot.index(), id)))
                : Optional.of(waiting.memory());
    }

    @Override
    public Optional<Memory> get(MemoryId id, ReadTime time) {
        return time.past() ? read(snapshot -> reads.at(snapshot, id, time)) : get(id);
    }

    @Override
    public List<Memory> history(MemoryId id) {
        return read(snapshot -> reads.history(snapshot, id));
    }

    @Override
    public List<Memory> referring(@Nullable Principal reader, MemoryId to, int limit, ReadTime time) {
        return read(snapshot -> reads.referring(snapshot, reader, to, limit, time));
    }

    @Override
    public List<Memory> scan(@Nullable Scope scope, @Nullable MemoryId after, int limit) {
        return read(snapshot -> reads.scan(snapshot, scope, after, limit));
    }

    @Override
    public List<Memory> inForce(Scope scope, Set<Tier> tiers, Instant now, @Nullable MemoryId after, int limit) {
        return read(snapshot -> reads.inForce(snapshot, scope, tiers, now, after, limit));
    }

    @Override
    public long countInForce(Scope scope, Set<Tier> tiers, Instant now) {
        return read(snapshot -> reads.countInForce(snapshot, scope, tiers, now));
    }

    @Override
    public List<Scope> scopes() {
        return read(reads::scopes);
    }

    @Override
    public void dropHistory(Map<MemoryId, Integer> firstKept) {
        Map<MemoryId, Integer> copy = Map.copyOf(firstKept);
        onIndexer(() -> indexer.dropHistory(copy));
    }

    @Override
    public void expunge() {
        expunging.lock(); // a second caller must not return before the first has deleted the files
        try {
            if (memtableManager.current().tail().hasErased() || indexer.traces()) {
                onIndexer(indexer::expunge);
                // Readers that are still open use files that the second request deletes. The indexer works on
                // meanwhile.
                memtableManager.awaitRetired();
                onIndexer(indexer::sweep);
                search.clear();
                keepers.forEach(TextCache::clear);
            }
        } finally {
            expunging.unlock();
        }
        if (indexer.unembedded()) {
            start();
        }
    }

    /** A change of the Lucene indexes. */
    private interface Change {
        void make() throws IOException;
    }

    /** Makes a change on the indexer's thread, after all versions that were published before the call are indexed. */
    private void onIndexer(Change change) {
        start();
        memtableManager.awaitIndexed(memtableManager.publishedSequence());
        memtableManager.request(() -> {
            change.make();
            return null;
        });
    }

    @Override
    public Optional<Memory> byIdempotencyKey(Scope scope, String key) {
        String term = Keys.idempotency(scope, key);
        MemoryId waiting = memtableManager.waiting(term);
        Optional<MemoryId> id = waiting == null ? indexedKey(term) : Optional.of(waiting);
        return id.flatMap(this::get).filter(memory -> memory.status() != Status.ERASED);
    }

    private Optional<MemoryId> indexedKey(String key) {
        Term term = new Term(MemoryDocument.IDEMPOTENCY, key);
        return read(snapshot ->
                Optional.ofNullable(StoredMemory.find(snapshot.index(), term)).map(Memory::id));
    }

    /** A read of one snapshot. */
    private interface Reading<T> {
        T from(IndexSnapshot snapshot) throws IOException;
    }

    private <T> T read(Reading<T> reading) {
        try (IndexSnapshot snapshot = memtableManager.acquire()) {
            return reading.from(snapshot);
        } catch (IOException e) {
            throw failed("the index cannot be read", e);
        }
    }

    @Override
    public List<Memory> facts(@Nullable Principal reader, FactKey key, ReadTime time) {
        return read(snapshot -> reads.facts(snapshot, reader, key, time));
    }

    @Override
    public List<Memory> latest(Scope scope, String session, int limit, Instant now) {
        return read(snapshot -> reads.latest(snapshot, scope, session, limit, now));
    }

    @Override
    public @Nullable MemoryId greatestId() {
        try (IndexSnapshot snapshot = memtableManager.acquire()) {
            MemoryId greatest = SessionTurns.greatestId(snapshot.index());
            for (MemoryId id : snapshot.tail().newest(memory -> true).keySet()) {
                greatest = greatest == null || id.compareTo(greatest) > 0 ? id : greatest;
            }
            return greatest;
        }
    }

    @Override
    public Page list(Principal reader, MemoryFilter filter, @Nullable MemoryId after, int limit, ReadTime time) {
        return read(snapshot -> reads.page(snapshot, reader, filter, after, limit, time));
    }

    @Override
    public RecallResult search(Principal reader, MemoryQuery query, ReadTime time) {
        memtableManager.recalled();
        return read(snapshot -> {
            long failures = snapshot.space().failures();
            RecallResult result = search.search(snapshot, reader, query, time);
            return result.withDegraded(problems.of(snapshot.space(), failures));
        });
    }

    @Override
    public long size() {
        return read(snapshot -> snapshot.index().numDocs()
                - Unembedded.passages(snapshot.index())
                + snapshot.tail().additions(snapshot.index()));
    }

    @Override
    public long bytes() {
        try {
            return directories.bytes();
        } catch (IOException e) {
            throw failed("the index's size cannot be read; try again", e);
        }
    }

    @Override
    public Map<String, CacheStats> caches() {
        return search.caches();
    }

    @Override
    public List<HealthProblem> problems() {
        return problems.all();
    }

    @Override
    public CheckReport check() {
        try (IndexSnapshot snapshot = memtableManager.acquire()) {
            return IndexFiles.check(snapshot.readers());
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            memtableManager.close();
            start();
        }
        Uninterruptibly.await(indexerThread::join);
        try (fileThread) {
            directories.close();
        } catch (IOException e) {
            throw failed("the index cannot be closed", e);
        }
    }
}
