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
 * The graphs of the searched views: Lucene's HNSW (Malkov and Yashunin, IEEE TPAMI 42(4), 2020) over the vectors' bytes. A
 * search takes O(log n) comparisons in the place of a scan of all, and finds most of the nearest rather than all. It passes
 * through the vectors of others on its way, but only what the reader may see is returned, and as many of it as were asked
 * for: where a filter admits few documents of a segment, Lucene compares just those, exactly.
 */
final class Graphs {
    private Graphs() {}

    /** Puts the vectors of searched views into the graphs. */
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
