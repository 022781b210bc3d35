package dev.memcore.retrieval.visibility;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Principal;
import dev.memcore.api.Status;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.report.CacheStats;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.MemoryDocument.PassageOf;
import dev.memcore.retrieval.storage.Memtable;
import dev.memcore.retrieval.storage.Projector;
import dev.memcore.retrieval.storage.SessionTurns;
import dev.memcore.retrieval.storage.Snapshot;
import dev.memcore.retrieval.storage.StoredMemory;
import dev.memcore.retrieval.text.ByteVectors.VectorColumn;
import dev.memcore.spi.index.FactTimeline.Interval;
import dev.memcore.spi.index.ReadTime;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * Creates the {@linkplain ReaderView views} of readers on snapshots, and caches the data that views share. Thread-safe.
 */
public final class Visibility {
    private final Projector projector;
    private final VisibleDocsCache documents = new VisibleDocsCache();
    private final SegmentCaches kept = new SegmentCaches();

    public Visibility(Projector projector) {
        this.projector = projector;
    }

    VisibleDocsCache documents() {
        return documents;
    }

    /** Returns how the caches are used, by name. */
    public Map<String, CacheStats> caches() {
        return Map.of("visibleDocuments", documents.stats(), "memories", kept.stats());
    }

    /**
     * Returns the view of a reader on a snapshot at a time.
     *
     * @param filter selects the memories that may answer the query
     * @param facts the time that the query is about, for keyed facts; null: all times
     * @param others the time that the query is about, for all other memories; null: all times
     */
    public ReaderView view(
            Snapshot snapshot,
            Principal reader,
            ReadTime time,
            MemoryFilter filter,
            @Nullable Interval facts,
            @Nullable Interval others) {
        Map<MemoryId, Memtable.Entry> standing = snapshot.tail().standing(reader::sees, time);
        Map<MemoryId, Memory> waiting = new HashMap<>();
        standing.forEach((id, entry) -> waiting.put(id, entry.memory()));
        InvalidFacts invalid =
                documents.invalid(facts, snapshot.index(time), VisibilityKey.ofFacts(reader, time), waiting);
        List<Memtable.Entry> valid = standing.values().stream()
                .filter(entry -> !invalid.contains(entry.memory().id()))
                .toList();
        List<Candidates.Waiting> tail = project(snapshot, reader, valid);
        return new ReaderView(this, new Scene(snapshot, reader, time, standing, tail, others, invalid), filter);
    }

    /**
     * Returns the active waiting versions with their projections, one for each passage if they have passages. Their neighbours are the present ones, as in the
     * index. A document of the index gets a neighbour that waits into its context only when that neighbour is indexed;
     * this takes some milliseconds, and projecting such documents for every recall would make recalls beside writers
     * slower.
     */
    private List<Candidates.Waiting> project(Snapshot snapshot, Principal reader, Collection<Memtable.Entry> standing) {
        if (standing.isEmpty()) {
            return List.of();
        }
        SessionTurns turns = new SessionTurns(
                snapshot.index(), snapshot.tail().newest(reader::sees).values());
        return standing.stream()
                .filter(entry -> entry.memory().status() == Status.ACTIVE)
                .flatMap(entry -> entry.projection(turns.of(entry), projector).searched().stream()
                        .map(projection -> new Candidates.Waiting(entry, projection)))
                .toList();
    }

    private Visible visible(Scene scene, VisibilityKey key) {
        return new Visible(
                scene.index(),
                documents.of(scene.index(), key, scene.invalid(), !scene.time().past()),
                scene.tail().stream()
                        .filter(waiting -> key.admits(waiting.entry().memory()))
                        .map(Candidates.Waiting::projection)
                        .toList(),
                scene.snapshot().space(),
                kept);
    }

    /**
     * The data that all views of one query share.
     *
     * @param standing the versions of the memtable that are visible at the time, those that are not active included
     * @param tail the active ones of these, without invalid facts
     * @param valid the time that the query is about, for memories that are not keyed facts; null: all times
     * @param invalid the keyed facts that are not valid at the time that the query is about
     */
    private record Scene(
            Snapshot snapshot,
            Principal reader,
            ReadTime time,
            Map<MemoryId, Memtable.Entry> standing,
            List<Candidates.Waiting> tail,
            @Nullable Interval valid,
            InvalidFacts invalid) {
        IndexReader index() {
            return snapshot.index(time);
        }

        /** Returns a query for the documents that may answer. */
        Query filter(Visible visible, MemoryFilter filter) {
            return Filters.searched(Filters.of(visible.query(), filter, standing.keySet(), time.at(), valid));
        }

        /** Returns the waiting versions that may answer. */
        List<Candidates.Waiting> answering(MemoryFilter filter) {
            return tail.stream()
                    .filter(waiting -> {
                        Memory memory = waiting.entry().memory();
                        return memory.inForceAt(time.at())
                                && filter.accepts(memory)
                                && Filters.isValid(memory, valid)
                                && MemoryDocument.isSearched(memory);
                    })
                    .toList();
        }
    }

    /**
     * The memories that one reader sees in one snapshot, and those of them that may answer a query. For one query, one
     * thread.
     */
    public static final class ReaderView {
        private final Visibility visibility;
        private final Scene scene;
        private final VisibilityKey key;
        private final Visible visible;
        private final Query inForce;
        private final List<Candidates.Waiting> waiting;

        private ReaderView(Visibility visibility, Scene scene, MemoryFilter filter) {
            this.visibility = visibility;
            this.scene = scene;
            this.key = VisibilityKey.of(scene.reader(), filter, scene.time()).searched();
            this.visible = visibility.visible(scene, key);
            this.inForce = scene.filter(visible, filter);
            this.waiting = scene.answering(filter);
        }

        /**
         * Returns the visible documents and waiting versions of the filter's kinds and tiers, with their statistics.
         */
        public Visible visible() {
            return visible;
        }

        /** Returns a query for the documents that may answer. */
        public Query inForce() {
            return inForce;
        }

        /** Returns the waiting versions that may answer. */
        public List<Candidates.Waiting> waiting() {
            return waiting;
        }

        /**
         * Returns the versions of the memtable that are visible at the time of reading, those that are not active
         * included.
         */
        public Map<MemoryId, Memtable.Entry> standing() {
            return scene.standing();
        }

        /** Returns the active versions of the memtable, without invalid facts. */
        public List<Candidates.Waiting> tail() {
            return scene.tail();
        }

        /**
         * Returns the same reader's view without the query's filter. Events that a query refers to are searched in it.
         */
        public ReaderView unfiltered() {
            return admitting(MemoryFilter.any());
        }

        /** Returns the same reader's view with another filter. */
        public ReaderView admitting(MemoryFilter filter) {
            return new ReaderView(visibility, scene, filter);
        }

        /** Returns a key that is equal for views that see the same documents of a segment. */
        public Object key(LeafReaderContext leaf) {
            return new SegmentKey(key, scene.invalid().in(leaf.reader()));
        }

        private record SegmentKey(VisibilityKey visible, DocumentSet invalid) {}
    }

    /**
     * Caches data of segments on the heap: columns of vectors, and the memories that were recalled last. A segment
     * never changes, so entries are never stale. They are removed when the segment is closed. Thread-safe.
     */
    static final class SegmentCaches {
        /** The maximum size of the cached memories in bytes, by an estimate. */
        private static final long MEMORY_BYTES = 16L << 20;

        /** The size of a memory without its text in bytes, by an estimate. */
        private static final int BYTES_BESIDE_TEXT = 1_000;

        private final VectorColumn.Cached columns = new VectorColumn.Cached();
        private final Set<Object> segments = ConcurrentHashMap.newKeySet();
        private final Cache<Place, Memory> memories = Caffeine.newBuilder()
                .maximumWeight(MEMORY_BYTES)
                .weigher((Place place, Memory memory) -> (int) Math.min(
                        Integer.MAX_VALUE,
                        BYTES_BESIDE_TEXT + 2L * memory.text().length()))
                .executor(Runnable::run)
                .recordStats()
                .build();

        CacheStats stats() {
            var used = memories.stats();
            return new CacheStats(used.hitCount(), used.missCount(), memories.estimatedSize());
        }

        /** A document within a segment. */
        private record Place(Object segment, int document) {}

        VectorColumn column(LeafReaderContext leaf, String codes, int dimensions) {
            return columns.of(leaf, codes, dimensions);
        }

        /**
         * Returns the memory of a document, which may be one of its passages, from the cache if it is there.
         *
         * @param stored the stored fields of the index, for the thread that calls
         */
        Memory memory(IndexReader index, StoredFields stored, int document) throws IOException {
            LeafReaderContext leaf = index.leaves().get(ReaderUtil.subIndex(document, index.leaves()));
            Place place = new Place(segment(leaf), PassageOf.whole(leaf.reader(), document - leaf.docBase));
            Memory kept = memories.getIfPresent(place);
            if (kept == null) {
                kept = new StoredMemory(stored.document(leaf.docBase + place.document())).memory();
                memories.put(place, kept);
            }
            return kept;
        }

        private Object segment(LeafReaderContext leaf) {
            var helper = leaf.reader().getCoreCacheHelper();
            if (segments.add(helper.getKey())) {
                helper.addClosedListener(this::forget);
            }
            return helper.getKey();
        }

        private void forget(Object segment) {
            segments.remove(segment);
            memories.asMap().keySet().removeIf(place -> place.segment().equals(segment));
        }
    }
}
