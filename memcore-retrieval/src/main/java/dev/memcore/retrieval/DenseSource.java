package dev.memcore.retrieval;

import dev.memcore.spi.ViewSpec;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.BytesRef;

/** The cosine of the query's vector and a view's; finds candidates by nearest neighbours if the view is searched. */
final class DenseSource implements SignalSource {
    private final Visible visible;
    private final ViewSpec view;
    private final byte[] vector;

    DenseSource(Visible visible, ViewSpec view, byte[] vector) {
        this.visible = visible;
        this.view = view;
        this.vector = vector;
    }

    @Override
    public String signal() {
        return Signals.dense(view.name());
    }

    @Override
    public List<ScoreDoc> best(Query filter, int count) throws IOException {
        if (view.dense() != ViewSpec.Dense.SEARCHED) {
            return List.of();
        }
        Query nearest = new KnnByteVectorQuery(MemoryDocument.vector(view.name()), vector, count, filter);
        IndexSearcher searcher = new IndexSearcher(visible.index());
        searcher.setQueryCache(null);
        return List.of(searcher.search(nearest, count).scoreDocs);
    }

    @Override
    public double[] values(Candidates candidates) throws IOException {
        double[] values = candidates.row(Double.NaN);
        visible.forEachSegment(candidates, (leaf, document, candidate) -> {
            if (view.dense() == ViewSpec.Dense.SEARCHED) {
                compareSearched(leaf.reader(), document, candidate, values);
            } else {
                compareStored(leaf.reader(), document, candidate, values);
            }
        });
        for (int i = 0; i < candidates.waiting().size(); i++) {
            byte[] other = candidates.waiting().get(i).projection().vectors().get(view.name());
            if (other != null) {
                values[candidates.firstWaiting() + i] = ByteVectors.cosine(vector, other);
            }
        }
        return values;
    }

    private void compareSearched(LeafReader leaf, int[] document, int[] candidate, double[] values) throws IOException {
        ByteVectorValues vectors = leaf.getByteVectorValues(MemoryDocument.vector(view.name()));
        if (vectors == null) {
            return;
        }
        DocIndexIterator iterator = vectors.iterator();
        for (int i = 0; i < document.length; i++) {
            int at = iterator.docID() < document[i] ? iterator.advance(document[i]) : iterator.docID();
            if (at == document[i]) {
                values[candidate[i]] = ByteVectors.cosine(vector, vectors.vectorValue(iterator.index()));
            }
        }
    }

    private void compareStored(LeafReader leaf, int[] document, int[] candidate, double[] values) throws IOException {
        BinaryDocValues vectors = leaf.getBinaryDocValues(MemoryDocument.vector(view.name()));
        if (vectors == null) {
            return;
        }
        byte[] other = new byte[vector.length];
        for (int i = 0; i < document.length; i++) {
            if (vectors.advanceExact(document[i])) {
                BytesRef bytes = vectors.binaryValue();
                System.arraycopy(bytes.bytes, bytes.offset, other, 0, other.length);
                values[candidate[i]] = ByteVectors.cosine(vector, other);
            }
        }
    }
}
