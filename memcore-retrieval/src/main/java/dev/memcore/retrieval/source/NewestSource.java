package dev.memcore.retrieval.source;

import dev.memcore.retrieval.document.MemoryDocument;
import dev.memcore.retrieval.sight.Visible;
import dev.memcore.retrieval.text.TermBag;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;

/**
 * Finds the newest memories that have at least half of the query's known words: where hundreds speak of the same, the newest need not
 * be among the nearest.
 */
public final class NewestSource {
    /** So many are enough: only the newest of them counts. */
    private static final int MOST = 50;

    private NewestSource() {}

    public static List<ScoreDoc> find(Visible visible, String view, TermBag words, Query filter) throws IOException {
        BooleanQuery.Builder some = new BooleanQuery.Builder();
        int known = 0;
        for (String word : words.frequencies().keySet()) {
            if (visible.documentFrequency(view, word) > 0) {
                some.add(new TermQuery(new Term(MemoryDocument.terms(view), word)), Occur.SHOULD);
                known++;
            }
        }
        if (known == 0) {
            return List.of();
        }
        some.setMinimumNumberShouldMatch((known + 1) / 2);
        Query matching = new BooleanQuery.Builder()
                .add(some.build(), Occur.FILTER)
                .add(filter, Occur.FILTER)
                .build();
        IndexSearcher searcher = visible.searcher();
        Sort newest = new Sort(
                new SortField(MemoryDocument.MOMENT, SortField.Type.LONG, true),
                new SortField(MemoryDocument.ID, SortField.Type.STRING, true));
        return Arrays.asList(searcher.search(matching, MOST, newest).scoreDocs);
    }
}
