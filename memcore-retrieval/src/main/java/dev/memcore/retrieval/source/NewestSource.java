package dev.memcore.retrieval.source;

import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.text.TermBag;
import dev.memcore.retrieval.visibility.Visible;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

/**
 * Finds the newest memories that have at least half of the query's known words. If hundreds of memories are about the
 * same subject, the newest may not be among the nearest.
 */
final class NewestSource {
    /** The maximum number of memories. More are not needed, because only the newest of them counts. */
    private static final int MOST = 50;

    /**
     * The maximum number of different words of a query that are searched. The rarest are taken. Lucene refuses queries
     * of more than 1,024 clauses.
     */
    private static final int MOST_WORDS = 256;

    private NewestSource() {}

    /**
     * Finds the memories.
     *
     * @param all whether a memory must have all known words of the query, instead of half
     */
    static List<ScoreDoc> find(Visible visible, String view, TermBag words, boolean all, Query filter)
            throws IOException {
        List<String> known = known(visible, view, words);
        if (known.isEmpty()) {
            return List.of();
        }
        BooleanQuery.Builder some = new BooleanQuery.Builder();
        known.forEach(word -> some.add(visible.term(view, word), Occur.SHOULD));
        some.setMinimumNumberShouldMatch(all ? known.size() : (known.size() + 1) / 2);
        Query matching = new BooleanQuery.Builder()
                .add(some.build(), Occur.FILTER)
                .add(filter, Occur.FILTER)
                .build();
        IndexSearcher searcher = visible.searcher();
        return Arrays.asList(searcher.search(matching, MOST, MemoryDocument.NEWEST).scoreDocs);
    }

    /** Returns the rarest words that some visible memory has. Equally rare ones keep the order of the query. */
    private static List<String> known(Visible visible, String view, TermBag words) {
        Map<String, Integer> frequencies = new LinkedHashMap<>();
        words.frequencies().keySet().forEach(word -> frequencies.put(word, visible.documentFrequency(view, word)));
        return frequencies.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.comparingByValue())
                .limit(MOST_WORDS)
                .map(Map.Entry::getKey)
                .toList();
    }
}
