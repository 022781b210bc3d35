package dev.memcore.bench.peers.system;

import dev.memcore.bench.harness.Stores;
import dev.memcore.spi.Embedder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Lucene alone, as a team would use it: English analysis, BM25, an HNSW graph of unrounded vectors with Lucene's default
 * parameters, the user as a filter of both, and reciprocal rank fusion of both rankings with the constant 60 of Cormack
 * et al. (SIGIR 2009). A durable write is one document and one commit. It is visible when the call returns, as a write of
 * memcore is.
 */
final class LucenePeer implements SearchPeer, DurableWriter {
    /** The length of each fused ranking, and the number of candidates of the graph. */
    private static final int DEPTH = 50;

    private static final int RANK_CONSTANT = 60;
    private static final double BUFFER_MEGABYTES = 256;

    private static final String USER = "user";
    private static final String TEXT = "text";
    private static final String WORDS = "words";
    private static final String VECTOR = "vector";

    private final Embedder embedder = Stores.embedder();
    private final Analyzer analyzer = new EnglishAnalyzer();
    private final QueryBuilder words = new QueryBuilder(analyzer);
    private final boolean dense;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;

    LucenePeer(Path place, boolean dense) {
        this.dense = dense;
        try {
            this.directory = FSDirectory.open(place);
            this.writer =
                    new IndexWriter(directory, new IndexWriterConfig(analyzer).setRAMBufferSizeMB(BUFFER_MEGABYTES));
            this.searchers = new SearcherManager(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + place, e);
        }
    }

    @Override
    public void load(PeerCorpus corpus) {
        try {
            for (int i = 0; i < corpus.turns().size(); i++) {
                PeerTurn turn = corpus.turns().get(i);
                add(PeerTurn.userName(turn.user()), turn.text(), turn.transcript(), corpus.vector(i));
            }
            writer.commit();
            searchers.maybeRefreshBlocking();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String user, String text, String transcript, float[] vector) throws IOException {
        Document document = new Document();
        document.add(new StringField(USER, user, Field.Store.NO));
        document.add(new StoredField(TEXT, text));
        document.add(new TextField(WORDS, transcript, Field.Store.NO));
        if (PeerCorpus.isUnit(vector)) {
            document.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
        }
        writer.addDocument(document);
    }

    @Override
    public void write(int user, String text) {
        try {
            add(
                    PeerTurn.userName(user),
                    text,
                    text,
                    embedder.embed(List.of(text), Embedder.Purpose.DOCUMENT).getFirst());
            writer.commit();
            searchers.maybeRefreshBlocking();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> search(PeerQuestion question) {
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                return texts(searcher, ranked(searcher, question));
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TopDocs ranked(IndexSearcher searcher, PeerQuestion question) throws IOException {
        Query user = new TermQuery(new Term(USER, PeerTurn.userName(question.user())));
        float[] vector =
                embedder.embed(List.of(question.text()), Embedder.Purpose.QUERY).getFirst();
        TopDocs nearest = searcher.search(new KnnFloatVectorQuery(VECTOR, vector, DEPTH, user), DEPTH);
        Query terms = dense ? null : words.createBooleanQuery(WORDS, question.text());
        return terms == null
                ? nearest
                : TopDocs.rrf(RESULTS, RANK_CONSTANT, new TopDocs[] {best(searcher, terms, user), nearest});
    }

    private static TopDocs best(IndexSearcher searcher, Query terms, Query user) throws IOException {
        Query query = new BooleanQuery.Builder()
                .add(terms, BooleanClause.Occur.MUST)
                .add(user, BooleanClause.Occur.FILTER)
                .build();
        return searcher.search(query, DEPTH);
    }

    private static List<String> texts(IndexSearcher searcher, TopDocs found) throws IOException {
        StoredFields stored = searcher.storedFields();
        List<String> texts = new ArrayList<>(RESULTS);
        ScoreDoc[] hits = found.scoreDocs;
        for (int i = 0; i < Math.min(RESULTS, hits.length); i++) {
            @Nullable String text = stored.document(hits[i].doc).get(TEXT);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    @Override
    public void close() {
        try {
            searchers.close();
            writer.close();
            directory.close();
            analyzer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
