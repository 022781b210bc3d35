package dev.memcore.retrieval.vector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.FixedBitSet;

/**
 * What of the vectors of one view in one index segment is kept in the heap, because each search looks at it: the signs of each vector,
 * and the lengths of those that have been compared. 36 bytes for each memory at 256 dimensions. Never changes but for lengths that come
 * in. Thread-safe.
 */
public final class VectorColumn {
    private final int longs;
    private final long[] signs;
    private final FixedBitSet present;
    // Filled in by whoever needs one first; all would write the same.
    private final float[] norms;

    private VectorColumn(LeafReader leaf, String field, int dimensions) throws IOException {
        this.longs = SignCode.longs(dimensions);
        this.present = new FixedBitSet(leaf.maxDoc());
        this.norms = new float[leaf.maxDoc()];
        BinaryDocValues codes = leaf.getBinaryDocValues(field);
        this.signs = new long[codes == null ? 0 : leaf.maxDoc() * longs];
        if (codes != null) {
            for (int doc = codes.nextDoc(); doc != BinaryDocValues.NO_MORE_DOCS; doc = codes.nextDoc()) {
                present.set(doc);
                SignCode.read(codes.binaryValue(), signs, doc * longs);
            }
        }
    }

    /** Whether a document has signs of this view. */
    public boolean has(int document) {
        return present.get(document);
    }

    /** How many signs differ between a code and a document's. */
    public int distance(long[] code, int document) {
        return SignCode.distance(code, signs, document * longs);
    }

    /** The length of a document's vector, which is this one. */
    public double norm(int document, byte[] vector) {
        float norm = norms[document];
        if (norm == 0) {
            norm = (float) ByteVectors.norm(vector);
            norms[document] = norm;
        }
        return norm;
    }

    /** Keeps the columns for as long as their segments live. Thread-safe. */
    public static final class Cached {
        private final Map<Object, Map<String, VectorColumn>> segments = new ConcurrentHashMap<>();

        /**
         * The column of a segment.
         *
         * @param field of the signs: of one view, by one model
         */
        public VectorColumn of(LeafReaderContext leaf, String field, int dimensions) {
            var helper = leaf.reader().getCoreCacheHelper();
            return segments.computeIfAbsent(helper.getKey(), key -> {
                        helper.addClosedListener(segments::remove);
                        return new ConcurrentHashMap<>();
                    })
                    .computeIfAbsent(field, name -> read(leaf.reader(), name, dimensions));
        }

        private static VectorColumn read(LeafReader leaf, String view, int dimensions) {
            try {
                return new VectorColumn(leaf, view, dimensions);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
