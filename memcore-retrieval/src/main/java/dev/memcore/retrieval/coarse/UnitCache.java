package dev.memcore.retrieval.coarse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memcore.retrieval.sight.DocumentSet;
import dev.memcore.retrieval.sight.Sight;
import dev.memcore.retrieval.sight.Visible;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;

/**
 * Keeps the {@link UnitDocs} of each sight, for as long as the segment lives and memory allows: a segment never changes (a deletion makes
 * a new view of it), so only what is new is added up after a refresh. Thread-safe.
 */
final class UnitCache {
    private static final long BYTES_PER_SEGMENT = 16L << 20;

    private final Map<Object, Cache<Key, UnitDocs>> segments = new ConcurrentHashMap<>();

    private record Key(Sight sight, DocumentSet invalid, UnitViews views) {}

    /**
     * The units of a segment.
     *
     * @param invalid what of the sight is not visible, because it is not valid
     */
    UnitDocs of(LeafReaderContext leaf, Sight sight, DocumentSet invalid, Visible visible, UnitViews views)
            throws IOException {
        Cache<Key, UnitDocs> known = segment(leaf);
        Key key = new Key(sight, invalid, views);
        UnitDocs found = known.getIfPresent(key);
        if (found == null) {
            // Two that come at once both add up; the outcome is the same.
            found = addUp(leaf, visible, views);
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
}
