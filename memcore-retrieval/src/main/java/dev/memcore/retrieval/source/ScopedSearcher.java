package dev.memcore.retrieval.source;

import dev.memcore.retrieval.text.TermBag.Bm25;
import dev.memcore.retrieval.visibility.Visible;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.jspecify.annotations.Nullable;

/** Searches with the statistics of what one reader sees, in the index and in the tail, in place of the whole index's. */
final class ScopedSearcher extends IndexSearcher {
    private final Map<String, Visible.Lengths> fields;
    private final Map<Term, Integer> frequencies;

    ScopedSearcher(IndexReader index, Map<String, Visible.Lengths> fields, Map<Term, Integer> frequencies) {
        super(index);
        this.fields = fields;
        this.frequencies = frequencies;
        setSimilarity(new BM25Similarity(Bm25.K1, Bm25.B));
        setQueryCache(null);
    }

    @Override
    public TermStatistics termStatistics(Term term, int docFreq, long totalTermFreq) {
        // BM25 looks at the number of documents alone.
        int documents = frequencies.getOrDefault(term, docFreq);
        return new TermStatistics(term.bytes(), documents, documents);
    }

    @Override
    public @Nullable CollectionStatistics collectionStatistics(String field) {
        Visible.Lengths lengths = fields.get(field);
        return lengths == null || lengths.documents() == 0
                ? null
                : new CollectionStatistics(
                        field, lengths.documents(), lengths.documents(), lengths.terms(), lengths.documents());
    }
}
