package dev.memcore.retrieval.source;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memcore.retrieval.source.UnitGroups.UnitViews;
import dev.memcore.retrieval.source.UnitSource.UnitTotals;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.visibility.Visibility.ReaderView;
import dev.memcore.retrieval.visibility.Visible;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;

/**
 * Caches the {@link UnitDocs} of each segment and view of a reader, as long as the segment is open and within a limit
 * of memory. A segment never changes (a deletion creates a new view of it), so after a refresh only new segments are
 * added up. Thread-safe.
 */
final class UnitCache {
    private static final long BYTES_PER_SEGMENT = 16L << 20;

    private final Map<Object, Cache<Key, UnitDocs>> segments = new ConcurrentHashMap<>();

    private record Key(Object visible, UnitViews views) {}

    /** Returns the conversations of a segment. */
    UnitDocs of(LeafReaderContext leaf, ReaderView view, UnitViews views) throws IOException {
        Cache<Key, UnitDocs> known = segment(leaf);
        Key key = new Key(view.key(leaf), views);
        UnitDocs found = known.getIfPresent(key);
        if (found == null) {
            // Threads that race both add up; the result is the same.
            found = addUp(leaf, view.visible(), views);
            known.put(key, found);
        }
        return found;
    }

    private static UnitDocs addUp(LeafReaderContext leaf, Visible visible, UnitViews views) throws IOException {
        IndexSearcher searcher = visible.searcher();
        Query seen = searcher.rewrite(visible.query());
        Scorer scorer =
                searcher.createWeight(seen, ScoreMode.COMPLETE_NO_SCORES, 1).scorer(leaf);
        DocIdSetIterator docs = scorer == null ? DocIdSetIterator.empty() : scorer.iterator();
        return UnitDocs.of(leaf.reader(), docs, views);
    }

    private Cache<Key, UnitDocs> segment(LeafReaderContext leaf) {
        var helper = leaf.reader().getReaderCacheHelper();
        return segments.computeIfAbsent(helper.getKey(), key -> {
            helper.addClosedListener(segments::remove);
            return Caffeine.newBuilder()
                    .maximumWeight(BYTES_PER_SEGMENT)
                    .weigher((Key of, UnitDocs docs) -> docs.bytes())
                    .executor(Runnable::run)
                    .build();
        });
    }

    /**
     * The visible documents of one index segment that are part of a conversation, and the totals of each conversation.
     * Totals are sums of integers, so the total over several segments does not depend on how documents are distributed
     * over them. Immutable.
     *
     * @param docs the numbers of the documents in the segment, ascending
     * @param units the conversation of each document: an index of {@code conversations}
     * @param conversations the hashes of the conversations
     * @param totals the totals of each conversation
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; one number per document
    record UnitDocs(int[] docs, int[] units, long[] conversations, UnitTotals[] totals) {
        static final UnitDocs NONE = new UnitDocs(new int[0], new int[0], new long[0], new UnitTotals[0]);

        /** Adds up the visible documents. O(documents x dimensions of their vectors). */
        static UnitDocs of(LeafReader leaf, DocIdSetIterator seen, UnitViews views) throws IOException {
            NumericDocValues conversation = leaf.getNumericDocValues(MemoryDocument.UNIT);
            if (conversation == null) {
                return NONE;
            }
            Map<Long, Integer> ordinals = new LinkedHashMap<>();
            int[] docs = new int[16];
            int[] units = new int[16];
            int count = 0;
            for (int doc = seen.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = seen.nextDoc()) {
                if (conversation.advanceExact(doc)) {
                    if (count == docs.length) {
                        docs = Arrays.copyOf(docs, 2 * count);
                        units = Arrays.copyOf(units, 2 * count);
                    }
                    Integer unit = ordinals.putIfAbsent(conversation.longValue(), ordinals.size());
                    docs[count] = doc;
                    units[count++] = unit == null ? ordinals.size() - 1 : unit;
                }
            }
            long[] conversations =
                    ordinals.keySet().stream().mapToLong(Long::longValue).toArray();
            UnitDocs all = new UnitDocs(
                    Arrays.copyOf(docs, count),
                    Arrays.copyOf(units, count),
                    conversations,
                    new UnitTotals[conversations.length]);
            all.addUp(leaf, views);
            return all;
        }

        private void addUp(LeafReader leaf, UnitViews views) throws IOException {
            Arrays.setAll(totals, unit -> new UnitTotals());
            UnitViews.Reading reading = views.in(leaf);
            for (int i = 0; i < docs.length; i++) {
                reading.add(docs[i], totals[units[i]], 1);
            }
        }

        int bytes() {
            int vectors = Arrays.stream(totals).mapToInt(UnitTotals::bytes).sum();
            return 128 + Integer.BYTES * 2 * docs.length + Long.BYTES * conversations.length + vectors;
        }
    }
}
