package dev.memcore.retrieval.visibility;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Status;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.MemoryDocument.PassageOf;
import dev.memcore.retrieval.storage.MemoryDocument.StoredFact;
import dev.memcore.spi.index.FactTimeline;
import dev.memcore.spi.index.FactTimeline.Interval;
import dev.memcore.spi.index.KeyedFact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;
import org.jspecify.annotations.Nullable;

/**
 * The keyed facts that are not valid at the time that is read about. Either another fact of their key is valid then, or
 * they state another validity themselves.
 *
 * <p>A fact can be replaced, and become valid again, without a write to it. So the set is computed from all keyed facts
 * that the reader sees, in the index and the memtable. For a moment, that takes O(keyed facts). An index without keyed
 * facts only costs a check of the segments' field names.
 */
final class InvalidFacts {
    private static final InvalidFacts NONE = new InvalidFacts(Map.of(), Set.of(), Interval.EVER);

    private final Map<LeafReader, DocumentSet> bySegment;
    private final Set<MemoryId> waiting;
    private final Interval period;

    private InvalidFacts(Map<LeafReader, DocumentSet> bySegment, Set<MemoryId> waiting, Interval period) {
        this.bySegment = bySegment;
        this.waiting = waiting;
        this.period = period;
    }

    /** The documents of a segment in which facts are searched. */
    interface Documents {
        DocIdSetIterator of(LeafReader leaf) throws IOException;
    }

    /**
     * Computes the facts that are not valid.
     *
     * @param time facts that are valid at any moment of this interval are valid; null: all facts are
     * @param documents the documents to consider, whatever their status
     * @param waiting the versions in the memtable, by memory; they replace the documents of these memories
     */
    static InvalidFacts at(
            @Nullable Interval time, IndexReader index, Documents documents, Map<MemoryId, Memory> waiting)
            throws IOException {
        if (time == null) {
            return NONE;
        }
        Groups groups = new Groups();
        waiting.values().forEach(groups::add);
        for (LeafReaderContext leaf : index.leaves()) {
            if (leaf.reader().getFieldInfos().fieldInfo(MemoryDocument.FACT) != null) {
                groups.add(leaf, documents, waiting.keySet());
            }
        }
        return groups.invalidAt(time, index);
    }

    /** A fact and its location: a document of a segment, or the memtable if the segment is null. */
    private record Place(KeyedFact fact, @Nullable LeafReader segment, int document) {}

    /** The facts of each key. For one thread. */
    private static final class Groups {
        private final Map<Long, List<Place>> facts = new HashMap<>();
        private long[] moments = new long[16];
        private int count;

        void add(Memory memory) {
            StoredFact stored = StoredFact.of(memory);
            if (stored != null) {
                add(stored, null, 0);
            }
        }

        void add(LeafReaderContext leaf, Documents documents, Set<MemoryId> replaced) throws IOException {
            DocIdSetIterator meant = documents.of(leaf.reader());
            BinaryDocValues values = leaf.reader().getBinaryDocValues(MemoryDocument.FACT);
            for (int doc = meant.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = meant.nextDoc()) {
                if (values != null && values.advanceExact(doc)) {
                    StoredFact stored = StoredFact.decode(values.binaryValue());
                    if (!replaced.contains(stored.fact().id())) {
                        add(stored, leaf.reader(), doc);
                    }
                }
            }
        }

        private void add(StoredFact stored, @Nullable LeafReader segment, int document) {
            facts.computeIfAbsent(stored.group(), group -> new ArrayList<>(1))
                    .add(new Place(stored.fact(), segment, document));
            moments = ArrayUtil.grow(moments, count + 2);
            moments[count++] = stored.fact().start();
            moments[count++] = stored.fact().end();
        }

        /** Adds a document and those of its passages, which follow it. */
        private static void addAll(LeafReader segment, int whole, List<Integer> into) throws IOException {
            into.add(whole);
            int next = whole + 1;
            while (next < segment.maxDoc() && PassageOf.whole(segment, next) == whole) {
                into.add(next++);
            }
        }

        InvalidFacts invalidAt(Interval time, IndexReader index) throws IOException {
            Map<LeafReader, List<Integer>> documents = new HashMap<>();
            Set<MemoryId> waiting = new HashSet<>();
            for (List<Place> group : facts.values()) {
                Set<MemoryId> valid = valid(group, time);
                for (Place place : group) {
                    if (valid.contains(place.fact().id())) {
                        continue;
                    }
                    if (place.segment() == null) {
                        waiting.add(place.fact().id());
                    } else {
                        addAll(
                                place.segment(),
                                place.document(),
                                documents.computeIfAbsent(place.segment(), segment -> new ArrayList<>()));
                    }
                }
            }
            return facts.isEmpty() ? NONE : new InvalidFacts(sets(documents, index), waiting, period(time.from()));
        }

        private static Set<MemoryId> valid(List<Place> group, Interval time) {
            group.sort(Comparator.comparing(Place::fact, KeyedFact.AS_TOLD));
            List<KeyedFact> asTold = new ArrayList<>(group.size());
            group.forEach(place -> asTold.add(place.fact()));
            return time.isMoment()
                    ? atMoment(asTold, time.from())
                    : within(FactTimeline.of(asTold).all(), time);
        }

        private static Set<MemoryId> atMoment(List<KeyedFact> asTold, long moment) {
            int valid = FactTimeline.validAt(asTold, moment);
            return valid < 0 ? Set.of() : Set.of(asTold.get(valid).id());
        }

        private static Set<MemoryId> within(Collection<FactTimeline.Valid> all, Interval time) {
            Set<MemoryId> valid = new HashSet<>();
            all.stream().filter(one -> one.interval().overlaps(time)).forEach(one -> valid.add(one.id()));
            return valid;
        }

        /**
         * Returns the interval around a moment in which no fact starts or ends, so that the same facts are valid
         * throughout.
         */
        private Interval period(long moment) {
            long from = KeyedFact.ALWAYS;
            long to = KeyedFact.FOREVER;
            for (int i = 0; i < count; i++) {
                if (moments[i] <= moment) {
                    from = Math.max(from, moments[i]);
                } else {
                    to = Math.min(to, moments[i]);
                }
            }
            return new Interval(from, to);
        }

        private static Map<LeafReader, DocumentSet> sets(Map<LeafReader, List<Integer>> found, IndexReader index) {
            Map<LeafReader, DocumentSet> sets = new LinkedHashMap<>();
            for (LeafReaderContext leaf : index.leaves()) {
                List<Integer> documents = found.getOrDefault(leaf.reader(), List.of());
                int[] ascending = documents.stream().mapToInt(Integer::intValue).toArray();
                Arrays.sort(ascending);
                sets.put(leaf.reader(), DocumentSet.of(ascending));
            }
            return sets;
        }
    }

    /** Returns whether the same facts are invalid at a moment. */
    boolean isFor(Interval moment) {
        return period.from() <= moment.from() && moment.to() <= period.to();
    }

    int bytes() {
        return 256
                + bySegment.values().stream()
                        .mapToInt(set -> 64 + Integer.BYTES * set.count())
                        .sum();
    }

    /** Returns whether a memory of the memtable is an invalid fact. */
    boolean contains(MemoryId id) {
        return waiting.contains(id);
    }

    boolean isEmpty() {
        return bySegment.isEmpty();
    }

    /** Returns the invalid facts of a segment. */
    DocumentSet in(LeafReader segment) {
        return bySegment.getOrDefault(segment, DocumentSet.EMPTY);
    }

    /** Returns a query for the invalid facts in the index. */
    VisibleQuery query(IndexReader index) {
        Map<LeafReader, DocumentSet> all = new LinkedHashMap<>();
        index.leaves().forEach(leaf -> all.put(leaf.reader(), in(leaf.reader())));
        return new VisibleQuery(all);
    }

    /**
     * Caches the invalid facts of each {@link VisibilityKey}. An entry is used while the index reader is the same, the
     * moment of reading lies in the same period without a start or end of a fact, and the memtable has no fact. Reads
     * of the past are not cached. Thread-safe.
     */
    static final class KnownFacts {
        private static final long BYTES_PER_READER = 8L << 20;

        private final Map<Object, Cache<VisibilityKey, InvalidFacts>> readers = new ConcurrentHashMap<>();

        InvalidFacts get(
                @Nullable Interval time,
                IndexReader index,
                VisibilityKey facts,
                Collection<Memory> waiting,
                Supplier<InvalidFacts> found) {
            var helper = index.getReaderCacheHelper();
            if (time == null || !time.isMoment() || facts.moment() != null || helper == null || anyFact(waiting)) {
                return found.get();
            }
            Cache<VisibilityKey, InvalidFacts> known = readers.computeIfAbsent(helper.getKey(), key -> {
                helper.addClosedListener(readers::remove);
                return Caffeine.newBuilder()
                        .maximumWeight(BYTES_PER_READER)
                        .weigher((VisibilityKey other, InvalidFacts invalid) -> invalid.bytes())
                        .executor(Runnable::run)
                        .build();
            });
            InvalidFacts before = known.getIfPresent(facts);
            if (before != null && before.isFor(time)) {
                return before;
            }
            // Threads that race both compute the facts; the result is the same.
            InvalidFacts now = found.get();
            known.put(facts, now);
            return now;
        }

        /** An erased memory counts as a fact: its tombstone does not tell whether it was one. */
        private static boolean anyFact(Collection<Memory> waiting) {
            return waiting.stream()
                    .anyMatch(memory -> memory.kind().equals(Kind.FACT) || memory.status() == Status.ERASED);
        }
    }
}
