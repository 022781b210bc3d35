package dev.memcore.retrieval.source;

import dev.memcore.api.fact.FactKey;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.text.TermAnalysis.Surface;
import dev.memcore.retrieval.visibility.Candidates;
import dev.memcore.retrieval.visibility.Visible;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;

/**
 * Finds facts whose {@linkplain FactKey key} occurs verbatim in the query. "What is the current visual art?" contains
 * the keys "visual art" and "art". The value of a fact is the number of words of its key, so the longer key has the
 * greater value; 0 for all other memories.
 */
final class KeySource implements SignalSource {
    /** The greatest length of a key in words. */
    private static final int LONGEST = 6;

    /** The maximum number of words of a query that are used. */
    private static final int MOST_WORDS = 128;

    private final Visible visible;
    private final Map<Long, Integer> keys = new HashMap<>();

    private boolean indexed;

    KeySource(Visible visible, String query) {
        this.visible = visible;
        List<String> words = Surface.words(new FactKey(query).text());
        int end = Math.min(MOST_WORDS, words.size());
        for (int from = 0; from < end; from++) {
            for (int to = from + 1; to <= Math.min(end, from + LONGEST); to++) {
                keys.put(CandidateFeatures.hash(String.join(" ", words.subList(from, to))), to - from);
            }
        }
    }

    @Override
    public String signal() {
        return Signals.KEY;
    }

    @Override
    public List<ScoreDoc> best(Query filter, int count) throws IOException {
        if (keys.isEmpty() || !visible.has(MemoryDocument.KEY)) {
            return List.of();
        }
        Query having = new BooleanQuery.Builder()
                .add(
                        new TermInSetQuery(
                                MemoryDocument.KEY,
                                keys.keySet().stream().map(Keys::entity).toList()),
                        Occur.FILTER)
                .add(filter, Occur.FILTER)
                .build();
        IndexSearcher searcher = visible.searcher();
        List<ScoreDoc> found = Arrays.asList(searcher.search(having, count, MemoryDocument.NEWEST).scoreDocs);
        indexed = !found.isEmpty();
        return found;
    }

    @Override
    public double[] values(Candidates candidates) throws IOException {
        boolean waits = candidates.waiting().stream()
                .anyMatch(waiting ->
                        keys.containsKey(waiting.projection().features().key()));
        if (!indexed && !waits) {
            return candidates.row(0);
        }
        return Arrays.stream(visible.features(candidates))
                .mapToDouble(features -> keys.getOrDefault(features.key(), 0))
                .toArray();
    }
}
