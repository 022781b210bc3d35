package dev.memcore.retrieval;

import dev.memcore.api.CheckReport;
import dev.memcore.api.ErrorCode;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryException;
import dev.memcore.api.MemoryFilter;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Page;
import dev.memcore.api.Reader;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recovery.IndexState;
import dev.memcore.api.Scope;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.MemoryIndex;
import dev.memcore.spi.ReadTime;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * The index on Apache Lucene: BM25 over several views, nearest neighbours over byte vectors, filters, and an exact
 * in-memory tail for what was written since the index was last refreshed.
 *
 * <p>Reads never wait for writes and never refresh Lucene: a recall right after a write would otherwise pay for a refresh,
 * several times the cost of the search itself. Owns two threads: {@code memcore-index}, which alone writes to Lucene, and
 * {@code memcore-merge}; both end with {@link #close()}.
 *
 * <p>For maintainers: {@link Frontier} holds the border between index and tail, {@link Indexer} moves it,
 * {@link HybridSearch} reads both sides of it.
 */
public final class LuceneMemoryIndex implements MemoryIndex {
    private final Directory directory;
    private final IndexState foundState;
    private final Frontier frontier;
    private final Indexer indexer;
    private final IndexWriter writer;
    private final Thread indexerThread;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final VisibleDocs.Cached visibility = new VisibleDocs.Cached();
    private final Listing listing = new Listing(visibility);
    private final HybridSearch search;

    private LuceneMemoryIndex(IndexConfig config, IndexIdentity identity, IndexFiles.Opened opened) throws IOException {
        this.directory = opened.directory();
        this.foundState = opened.found();
        this.writer = opened.writer();
        Projector projector = new Projector(config.views(), config.embedder(), new TermAnalysis());
        this.frontier = new Frontier(DirectoryReader.open(writer), opened.sequence(), config.capacity());
        this.indexer = new Indexer(writer, frontier, projector, identity, opened.sequence());
        this.search = new HybridSearch(projector, config.fuser(), visibility);
        this.indexerThread = new Thread(indexer, "memcore-index");
        indexerThread.setDaemon(true);
    }

    /**
     * Opens an index, or makes one. Verifies the checksums of all its files; where one is wrong, or the index was made by
     * another configuration, it starts empty, and {@link #foundState()} says so. O(size).
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the configuration is not sound,
     *     {@link ErrorCode#IO_FAILED} if the directory cannot be used
     */
    public static LuceneMemoryIndex open(IndexConfig config) {
        Embedder embedder = config.embedder();
        if (embedder != null && (embedder.dimensions() < 1 || embedder.dimensions() > 1_024)) {
            throw new MemoryException(
                    ErrorCode.INVALID_ARGUMENT,
                    "embedder " + embedder.modelId() + " has " + embedder.dimensions()
                            + " dimensions; 1 to 1,024 are possible");
        }
        if (config.capacity() < 1) {
            throw new MemoryException(
                    ErrorCode.INVALID_ARGUMENT, "the capacity must be positive, but is " + config.capacity());
        }
        IndexIdentity identity = IndexIdentity.of(
                embedder == null ? "none" : embedder.modelId(), config.views().id());
        try {
            return new LuceneMemoryIndex(config, identity, IndexFiles.open(config.directory(), identity));
        } catch (IOException e) {
            throw failed("the index cannot be opened", e);
        }
    }

    private static MemoryException failed(String what, IOException cause) {
        return new MemoryException(ErrorCode.IO_FAILED, what + ": " + cause.getMessage(), cause);
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
            writer.deleteAll();
            DirectoryReader emptied =
                    DirectoryReader.openIfChanged(frontier.current().index(), writer);
            indexer.reset();
            frontier.reset(emptied);
        } catch (IOException e) {
            throw failed("the index cannot be emptied", e);
        }
    }

    @Override
    public void publish(long sequence, List<Memory> versions) {
        if (started.compareAndSet(false, true)) {
            indexerThread.start();
        }
        frontier.publish(sequence, versions);
    }

    @Override
    public void awaitCapacity() {
        frontier.awaitCapacity();
    }

    @Override
    public void awaitIndexed(long sequence) {
        frontier.awaitIndexed(sequence);
    }

    @Override
    public long indexedSequence() {
        return frontier.indexedSequence();
    }

    @Override
    public Optional<Memory> get(MemoryId id) {
        TailEntry waiting = frontier.waiting(id);
        if (waiting != null) {
            return Optional.of(waiting.memory());
        }
        return first(new Term(MemoryDocument.ID, Keys.of(id)));
    }

    @Override
    public Optional<Memory> get(MemoryId id, ReadTime time) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Memory> history(MemoryId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Memory> referring(@Nullable Reader reader, MemoryId to, int limit, ReadTime time) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Memory> scan(@Nullable Scope scope, @Nullable MemoryId after, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Scope> scopes() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void dropHistory(Map<MemoryId, Integer> firstKept) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void expunge() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Memory> byIdempotencyKey(Scope scope, String key) {
        String term = Keys.idempotency(scope, key);
        MemoryId waiting = frontier.waiting(term);
        return waiting == null ? first(new Term(MemoryDocument.IDEMPOTENCY, term)) : get(waiting);
    }

    private Optional<Memory> first(Term term) {
        try (Snapshot snapshot = frontier.acquire()) {
            IndexSearcher searcher = new IndexSearcher(snapshot.index());
            searcher.setQueryCache(null);
            ScoreDoc[] found = searcher.search(new TermQuery(term), 1).scoreDocs;
            StoredFields stored = searcher.storedFields();
            return found.length == 0
                    ? Optional.empty()
                    : Optional.of(MemoryDocument.read(stored.document(found[0].doc)));
        } catch (IOException e) {
            throw failed("the index cannot be read", e);
        }
    }

    @Override
    public List<Memory> latest(Scope scope, String session, int limit, Instant now) {
        try (Snapshot snapshot = frontier.acquire()) {
            return Listing.latest(snapshot, scope, session, limit, now);
        } catch (IOException e) {
            throw failed("the index cannot be read", e);
        }
    }

    @Override
    public @Nullable MemoryId greatestId() {
        try (Snapshot snapshot = frontier.acquire()) {
            MemoryId greatest = SessionTurns.greatestId(snapshot.index());
            for (MemoryId id : snapshot.tail().newest(memory -> true).keySet()) {
                greatest = greatest == null || id.compareTo(greatest) > 0 ? id : greatest;
            }
            return greatest;
        }
    }

    @Override
    public Page list(Reader reader, MemoryFilter filter, @Nullable MemoryId after, int limit, ReadTime time) {
        try (Snapshot snapshot = frontier.acquire()) {
            return listing.page(snapshot, reader, filter, after, limit, time.at());
        } catch (IOException e) {
            throw failed("the index cannot be read", e);
        }
    }

    @Override
    public RecallResult search(Reader reader, MemoryQuery query, ReadTime time) {
        try (Snapshot snapshot = frontier.acquire()) {
            return search.search(snapshot, reader, query, time.at());
        } catch (IOException e) {
            throw failed("the index cannot be searched", e);
        }
    }

    @Override
    public long size() {
        try (Snapshot snapshot = frontier.acquire()) {
            return snapshot.index().numDocs() + snapshot.tail().additions();
        }
    }

    @Override
    public long bytes() {
        try {
            long sum = 0;
            for (String file : directory.listAll()) {
                sum += lengthOf(file);
            }
            return sum;
        } catch (IOException e) {
            throw failed("the index's size cannot be read; try again", e);
        }
    }

    /** The length of a file, or 0: the indexer has deleted it since it was listed. */
    private long lengthOf(String file) throws IOException {
        try {
            return directory.fileLength(file);
        } catch (NoSuchFileException | FileNotFoundException e) {
            return 0;
        }
    }

    @Override
    public CheckReport check() {
        try (Snapshot snapshot = frontier.acquire()) {
            return IndexFiles.check(snapshot.index());
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            frontier.close();
            if (started.compareAndSet(false, true)) {
                indexerThread.start();
            }
        }
        joinUninterruptibly();
        try {
            directory.close();
        } catch (IOException e) {
            throw failed("the index cannot be closed", e);
        }
    }

    private void joinUninterruptibly() {
        boolean interrupted = false;
        while (indexerThread.isAlive()) {
            try {
                indexerThread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
