package dev.memcore.retrieval.storage;

import dev.memcore.retrieval.storage.Projector.Projection;
import dev.memcore.spi.ViewSpec;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.VectorSimilarityFunction;

/**
 * Adds vectors to the HNSW graphs of the searched views: Lucene's HNSW (Malkov and Yashunin, IEEE TPAMI 42(4), 2020)
 * over vectors of bytes.
 *
 * <p>A graph search takes O(log n) comparisons instead of n, and is approximate: it finds most of the nearest vectors,
 * not always all. It traverses vectors that the reader cannot see, but returns only documents that the filter admits,
 * and as many of them as requested. If a filter admits few documents of a segment, Lucene compares these exactly.
 */
final class Graphs {
    private Graphs() {}

    /**
     * Adds the vectors of searched views to a document, one field for each view and space, and marks the document with
     * each space that it has vectors of.
     */
    static void add(Document document, Projection projection, List<ViewSpec> views, List<VectorSpace> spaces) {
        for (VectorSpace space : spaces) {
            if (projection.vectors().containsKey(space.name())) {
                document.add(new StringField(MemoryDocument.EMBEDDED, space.graphMark(), Field.Store.NO));
                for (ViewSpec view : views) {
                    byte[] vector = projection.vector(space, view.name());
                    if (vector != null && view.dense() == ViewSpec.Dense.SEARCHED) {
                        document.add(new KnnByteVectorField(
                                VectorSpace.graphField(view.name(), space.name()),
                                vector,
                                VectorSimilarityFunction.COSINE));
                    }
                }
            }
        }
    }
}
