package dev.memcore.retrieval.visibility;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Principal;
import dev.memcore.api.Status;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.retrieval.storage.MemoryDocument;
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
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/** Makes the views that readers have of snapshots, and keeps what many of them need. Thread-safe. */
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

    /**
     * What a reader sees of a snapshot at a time.
     *
     * @param filter admits what may answer
     * @param facts the time that the query is about, as far as keyed facts are concerned; null: all times
     * @param others likewise for all other memories
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

    /** What is active among the waiting versions. Their neighbours are those of the present, as in the index. */
    private List<Candidates.Waiting> project(Snapshot snapshot, Principal reader, Collection<Memtable.Entry> standing) {
        if (standing.isEmpty()) {
            return List.of();
        }
        SessionTurns turns = new SessionTurns(
                snapshot.index(), snapshot.tail().newest(reader::sees).values());
        return standing.stream()
                .filter(entry -> entry.memory().status() == Status.ACTIVE)
                .map(entry -> new Candidates.Waiting(entry, entry.projection(turns.of(entry), projector)))
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
     * What a query is put to.
     *
     * @param standing what the tail says, also of what is gone
     * @param tail what of it is active, and may be valid
     * @param valid the time that the query is about, as far as memories are concerned that are not keyed facts; null: all times
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

        /** What may answer, in the index. */
        Query filter(Visible visible, MemoryFilter filter) {
            return Filters.searched(Filters.of(visible.query(), filter, standing.keySet(), time.at(), valid));
        }

        /** What may answer, in the tail. */
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

    /** What one reader sees of one snapshot, and what of it may answer a query. For one query, one thread. */
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
            this.key = VisibilityKey.of(scene.reader(), filter, scene.time());
            this.visible = visibility.visible(scene, key);
            this.inForce = scene.filter(visible, filter);
            this.waiting = scene.answering(filter);
        }

        /** The documents and waiting versions of the filter's kinds and tiers, with their statistics. */
        public Visible visible() {
            return visible;
        }

        /** What may answer, in the index. */
        public Query inForce() {
            return inForce;
        }

        /** What may answer, in the tail. */
        public List<Candidates.Waiting> waiting() {
            return waiting;
        }

        /** What the tail says, also of what is gone. */
        public Map<MemoryId, Memtable.Entry> standing() {
            return scene.standing();
        }

        /** What of the tail is active, and may be valid. */
        public List<Candidates.Waiting> tail() {
            return scene.tail();
        }

        /** The same reader's view without the query's filter: what an event is looked for in. Few queries ask for it. */
        public ReaderView unfiltered() {
            return admitting(MemoryFilter.any());
        }

        /** The same reader's view with another filter than the query's. */
        public ReaderView admitting(MemoryFilter filter) {
            return new ReaderView(visibility, scene, filter);
        }

        /** Equal for views that see the same documents of a segment. */
        public Object key(LeafReaderContext leaf) {
            return new SegmentKey(key, scene.invalid().in(leaf.reader()));
        }

        private record SegmentKey(VisibilityKey visible, DocumentSet invalid) {}
    }

    /**
     * What recalls keep in the heap of the segments they read: columns of their vectors, and the memories that were recalled last. A segment
     * never changes, so nothing here goes stale; when it is closed, what was kept of it goes with it. Thread-safe.
     */
    static final class SegmentCaches {
        /** So much of recalled memories is kept, in bytes, by an estimate. */
        private static final long MEMORY_BYTES = 16L << 20;

        /** A memory without its text, by an estimate. */
        private static final int BYTES_BESIDE_TEXT = 1_000;

        private final VectorColumn.Cached columns = new VectorColumn.Cached();
        private final Set<Object> segments = ConcurrentHashMap.newKeySet();
        private final Cache<Place, Memory> memories = Caffeine.newBuilder()
                .maximumWeight(MEMORY_BYTES)
                .weigher((Place place, Memory memory) ->
                        BYTES_BESIDE_TEXT + Character.BYTES * memory.text().length())
                .executor(Runnable::run)
                .build();

        /** A document within a segment. */
        private record Place(Object segment, int document) {}

        VectorColumn column(LeafReaderContext leaf, String signs, int dimensions) {
            return columns.of(leaf, signs, dimensions);
        }

        /** The memory that a document holds. */
        Memory memory(IndexReader index, int document) throws IOException {
            LeafReaderContext leaf = index.leaves().get(ReaderUtil.subIndex(document, index.leaves()));
            Place place = new Place(segment(leaf), document - leaf.docBase);
            Memory kept = memories.getIfPresent(place);
            if (kept == null) {
                kept = new StoredMemory(leaf.reader().storedFields().document(place.document())).memory();
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
