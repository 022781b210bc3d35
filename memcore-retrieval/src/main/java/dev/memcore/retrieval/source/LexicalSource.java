package dev.memcore.retrieval.source;

import static java.util.Objects.requireNonNull;

import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.source.DenseSource.Found;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.text.TermBag;
import dev.memcore.retrieval.text.TermBag.Bm25;
import dev.memcore.retrieval.visibility.Candidates;
import dev.memcore.retrieval.visibility.Visible;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.Weight;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity.SimScorer;
import org.apache.lucene.util.SmallFloat;
import org.jspecify.annotations.Nullable;

/** Computes BM25 over one view, with the term statistics of what the reader sees. */
final class LexicalSource implements SignalSource {
    /** The maximum number of different words of a query that are searched. The rarest are taken. */
    private static final int MOST_WORDS = 256;

    /** The same for n-grams, of which a question has four times as many. */
    private static final int MOST_NGRAMS = 48;

    /** The maximum number of different terms of a query that are looked up. The first are taken. */
    private static final int MOST_LOOKED_UP = 16_384;

    private final Visible visible;
    private final String view;
    private final Map<String, QueryTerm> terms;
    private final Bm25 bm25;
    private final ScopedSearcher searcher;
    private final Query query;

    /** What Lucene computes for a term. */
    private final Map<String, SimScorer> scorers = new LinkedHashMap<>();

    /** The score that values are divided by. */
    private final double unit;

    private Found found = Found.NONE;

    private record QueryTerm(int count, int documents) {}

    private LexicalSource(
            Visible visible, String view, Map<String, QueryTerm> terms, Visible.Lengths lengths, double unit) {
        this.unit = unit;
        this.visible = visible;
        this.view = view;
        this.terms = terms;
        this.bm25 = new Bm25(lengths.documents());
        Map<Term, Integer> frequencies = new HashMap<>();
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        terms.forEach((word, term) -> {
            Term indexed = new Term(MemoryDocument.terms(view), word);
            frequencies.put(indexed, term.documents());
            any.add(new BoostQuery(visible.term(view, word), term.count()), Occur.SHOULD);
        });
        this.query = any.build();
        this.searcher = new ScopedSearcher(visible.index(), Map.of(MemoryDocument.terms(view), lengths), frequencies);
    }

    static LexicalSource of(Visible visible, String view, TermBag words) {
        Visible.Lengths lengths = visible.lengths(view);
        return new LexicalSource(visible, view, rarest(looked(visible, view, words), MOST_WORDS), lengths, 1);
    }

    /**
     * Returns a source whose values are shares, in [0, 1], of the score that a document of the query's terms alone would
     * approach. A term that no document has counts in this score, so a query about something else has low shares.
     */
    static LexicalSource ofShares(Visible visible, String view, TermBag terms) {
        Visible.Lengths lengths = visible.lengths(view);
        Bm25 bm25 = new Bm25(Math.max(1, lengths.documents()));
        Map<String, QueryTerm> known = looked(visible, view, terms);
        Map<String, QueryTerm> rarest = rarest(known, MOST_NGRAMS);
        double all = known.entrySet().stream()
                .filter(term -> term.getValue().documents() == 0 || rarest.containsKey(term.getKey()))
                .mapToDouble(term ->
                        term.getValue().count() * bm25.idf(term.getValue().documents()))
                .sum();
        return new LexicalSource(visible, view, rarest, lengths, all);
    }

    /** Returns the terms of a query, at most {@value #MOST_LOOKED_UP}, with the number of documents that have them. */
    private static Map<String, QueryTerm> looked(Visible visible, String view, TermBag terms) {
        Map<String, QueryTerm> looked = new LinkedHashMap<>();
        terms.frequencies().entrySet().stream()
                .limit(MOST_LOOKED_UP)
                .forEach(term -> looked.put(
                        term.getKey(), new QueryTerm(term.getValue(), visible.documentFrequency(view, term.getKey()))));
        return looked;
    }

    /** Returns the rarest terms that some document has. */
    private static Map<String, QueryTerm> rarest(Map<String, QueryTerm> known, int most) {
        Map<String, QueryTerm> terms = new LinkedHashMap<>();
        known.entrySet().stream()
                .filter(term -> term.getValue().documents() > 0)
                .sorted(Map.Entry.comparingByValue(Comparator.comparingInt(QueryTerm::documents)))
                .limit(most)
                .forEach(entry -> terms.put(entry.getKey(), entry.getValue()));
        return terms;
    }

    @Override
    public String signal() {
        return Signals.bm25(view);
    }

    @Override
    public List<ScoreDoc> best(Query filter, int count) throws IOException {
        if (terms.isEmpty()) {
            return List.of();
        }
        if (visible.documents() <= count) {
            return all(filter);
        }
        BooleanQuery filtered = new BooleanQuery.Builder()
                .add(query, Occur.MUST)
                .add(filter, Occur.FILTER)
                .build();
        ScoreDoc[] best =
                searcher.search(filtered, new TopScoreDocCollectorManager(count + 1, null, count + 1)).scoreDocs;
        ScoreDoc[] ascending = best.clone();
        Arrays.sort(ascending, Comparator.comparingInt(hit -> hit.doc));
        found = new Found(
                Arrays.stream(ascending).mapToInt(hit -> hit.doc).toArray(),
                Arrays.stream(ascending).mapToDouble(hit -> hit.score).toArray());
        return SignalSource.cutOff(
                Arrays.asList(best),
                count,
                () -> Arrays.asList(searcher.search(filtered, count, SignalSource.BEST).scoreDocs));
    }

    /** Scores all documents that pass the filter. If none is left out, this takes less time than a search. */
    private List<ScoreDoc> all(Query filter) throws IOException {
        Weight passes = searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
        int[] documents = new int[(int) visible.documents()];
        double[] values = new double[documents.length];
        List<ScoreDoc> hits = new ArrayList<>();
        int count = 0;
        for (LeafReaderContext leaf : visible.index().leaves()) {
            Scorer passing = passes.scorer(leaf);
            if (passing != null) {
                int first = count;
                DocIdSetIterator docs = passing.iterator();
                for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
                    documents[count++] = doc;
                }
                float[] scores = scores(leaf, Arrays.copyOfRange(documents, first, count));
                for (int i = first; i < count; i++) {
                    documents[i] += leaf.docBase;
                    values[i] = scores[i - first];
                    if (values[i] > 0) {
                        hits.add(new ScoreDoc(documents[i], scores[i - first]));
                    }
                }
            }
        }
        found = new Found(Arrays.copyOf(documents, count), Arrays.copyOf(values, count));
        hits.sort(Comparator.comparingDouble(hit -> -hit.score));
        return hits;
    }

    /**
     * Computes the scores of documents of one segment, term by term: 0 for a document without any. Unlike a search, it
     * needs one posting list at a time, whose buffers are used again for the next term.
     *
     * @param documents ascending
     */
    private float[] scores(LeafReaderContext leaf, int[] documents) throws IOException {
        double[] sums = new double[documents.length];
        long[] lengths = lengths(leaf, documents);
        for (Map.Entry<String, QueryTerm> term : terms.entrySet()) {
            PostingsEnum postings = visible.postings(leaf, view, term.getKey());
            SimScorer scorer = scorer(term);
            for (int i = 0, at = -1; postings != null && i < documents.length; i++) {
                at = at < documents[i] ? postings.advance(documents[i]) : at;
                sums[i] += at == documents[i] ? scorer.score(postings.freq(), lengths[i]) : 0;
            }
        }
        float[] scores = new float[documents.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) sums[i];
        }
        return scores;
    }

    /** Returns the encoded lengths of documents of one segment. */
    private long[] lengths(LeafReaderContext leaf, int[] documents) throws IOException {
        long[] lengths = new long[documents.length];
        NumericDocValues norms = leaf.reader().getNormValues(MemoryDocument.terms(view));
        for (int i = 0; norms != null && i < documents.length; i++) {
            lengths[i] = norms.advanceExact(documents[i]) ? norms.longValue() : 0;
        }
        return lengths;
    }

    @Override
    public double[] values(Candidates candidates) throws IOException {
        double[] values = candidates.row(0);
        if (terms.isEmpty()) {
            return values;
        }
        visible.forEachSegment(candidates, (leaf, document, candidate) -> {
            int[] missing = new int[document.length];
            int[] places = new int[document.length];
            int count = 0;
            for (int i = 0; i < document.length; i++) {
                double before = found.of(leaf.docBase + document[i]);
                values[candidate[i]] = before;
                if (Double.isNaN(before)) {
                    missing[count] = document[i];
                    places[count++] = candidate[i];
                }
            }
            if (count > 0) {
                float[] scores = scores(leaf, Arrays.copyOf(missing, count));
                for (int i = 0; i < count; i++) {
                    values[places[i]] = scores[i];
                }
            }
        });
        for (int i = 0; i < candidates.waiting().size(); i++) {
            Map<String, TermBag> waiting =
                    candidates.waiting().get(i).projection().terms();
            values[candidates.firstWaiting() + i] = score(waiting.getOrDefault(view, TermBag.EMPTY));
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= unit;
        }
        return values;
    }

    /**
     * Returns an upper bound of all scores, which no document reaches: the limit for a document that consists of the
     * query's words only.
     */
    double possible() {
        return terms.values().stream()
                .mapToDouble(term -> term.count() * bm25.idf(term.documents()))
                .sum();
    }

    /** Computes what Lucene computes, to the last digit: a rounding would decide between two equal texts. */
    private float score(TermBag document) {
        double score = 0;
        for (Map.Entry<String, QueryTerm> term : terms.entrySet()) {
            int frequency = document.frequency(term.getKey());
            if (frequency > 0) {
                score += scorer(term).score(frequency, SmallFloat.intToByte4(document.length()));
            }
        }
        return (float) score;
    }

    private SimScorer scorer(Map.Entry<String, QueryTerm> term) {
        return scorers.computeIfAbsent(term.getKey(), word -> searcher.scorer(view, word, term.getValue()));
    }

    /**
     * A searcher that uses the statistics of what one reader sees, in the index and the memtable, instead of those of
     * the whole index.
     */
    private static final class ScopedSearcher extends IndexSearcher {
        private final Map<String, Visible.Lengths> fields;
        private final Map<Term, Integer> frequencies;

        ScopedSearcher(IndexReader index, Map<String, Visible.Lengths> fields, Map<Term, Integer> frequencies) {
            super(index);
            this.fields = fields;
            this.frequencies = frequencies;
            setSimilarity(new BM25Similarity(Bm25.K1, Bm25.B));
            setQueryCache(null);
        }

        SimScorer scorer(String view, String word, QueryTerm term) {
            Term indexed = new Term(MemoryDocument.terms(view), word);
            CollectionStatistics lengths = requireNonNull(collectionStatistics(indexed.field()), "a document has it");
            return getSimilarity()
                    .scorer(term.count(), lengths, termStatistics(indexed, term.documents(), term.documents()));
        }

        @Override
        public TermStatistics termStatistics(Term term, int docFreq, long totalTermFreq) {
            // BM25 uses the number of documents only.
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
}
