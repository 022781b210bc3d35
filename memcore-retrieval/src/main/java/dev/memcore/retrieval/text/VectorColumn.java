package dev.memcore.retrieval.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.FixedBitSet;

/**
 * The part of one view's vectors in one index segment that is kept on the heap, because every search reads it: the
 * {@linkplain RotatedCode code} of each vector, and the lengths of the vectors that have been compared. It takes 68 bytes
 * per memory up to 512 dimensions. Nothing changes except that lengths are added. Thread-safe.
 */
public final class VectorColumn {
    private static final int COARSE = RotatedCode.COARSE;

    /** The number of longs of a code after the coarse ones. */
    private final int more;

    /** The longs that every document is compared by, next to each other, so that a scan reads no others. */
    private final long[] coarse;

    private final long[] fine;
    private final FixedBitSet present;
    // Each length is computed on first use. Several threads may compute it; all write the same value.
    private final float[] norms;

    private VectorColumn(LeafReader leaf, String field, int dimensions) throws IOException {
        this.more = RotatedCode.of(dimensions).longs() - COARSE;
        this.present = new FixedBitSet(leaf.maxDoc());
        this.norms = new float[leaf.maxDoc()];
        BinaryDocValues codes = leaf.getBinaryDocValues(field);
        this.coarse = new long[codes == null ? 0 : leaf.maxDoc() * COARSE];
        this.fine = new long[codes == null ? 0 : leaf.maxDoc() * more];
        if (codes != null) {
            for (int doc = codes.nextDoc(); doc != BinaryDocValues.NO_MORE_DOCS; doc = codes.nextDoc()) {
                present.set(doc);
                Longs.read(codes.binaryValue(), 0, coarse, doc * COARSE, COARSE);
                Longs.read(codes.binaryValue(), COARSE, fine, doc * more, more);
            }
        }
    }

    /** Returns whether a document has a code of this view. */
    public boolean has(int document) {
        return present.get(document);
    }

    /** Returns {@link RotatedCode.RotatedVector#distance} of the code of a document. */
    public int distance(RotatedCode.RotatedVector question, int document) {
        return question.distance(coarse, document * COARSE);
    }

    /** Returns {@link RotatedCode.RotatedVector#product} of the code of a document. */
    public int product(RotatedCode.RotatedVector question, int document) {
        return question.product(coarse, document * COARSE, fine, document * more);
    }

    /**
     * Returns the length of a document's vector.
     *
     * @param vector the vector of the document
     */
    public double norm(int document, byte[] vector) {
        float norm = norms[document];
        if (norm == 0) {
            norm = (float) ByteVectors.norm(vector);
            norms[document] = norm;
        }
        return norm;
    }

    /** A cache of columns, each for as long as its segment is open. Thread-safe. */
    public static final class Cached {
        private final Map<Object, Map<String, VectorColumn>> segments = new ConcurrentHashMap<>();

        /**
         * Returns the column of a segment.
         *
         * @param field the field of the codes of one view and one model
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
