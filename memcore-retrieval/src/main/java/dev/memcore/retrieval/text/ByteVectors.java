package dev.memcore.retrieval.text;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/**
 * Vectors of one signed byte per dimension. Each vector is scaled by its own greatest component, which does not change
 * the cosine. Rounding changes the cosine by less than 0.005. An index of byte vectors has a quarter of the size of an
 * index of floats.
 */
public final class ByteVectors {
    static {
        LuceneAdvice.off();
    }

    private ByteVectors() {}

    /**
     * Switches off the message that Lucene prints when it first compares vectors. Must be called before Lucene opens an
     * index.
     */
    public static void silenceLucene() {
        LuceneAdvice.off();
    }

    /**
     * Converts a vector to bytes. Returns null if all components are zero, because such a vector has no direction.
     *
     * @throws MemoryException {@link ErrorCode#COMPONENT_FAILED} if a component is not finite
     */
    public static byte @Nullable [] of(float[] vector, String modelId) {
        float greatest = 0;
        for (float component : vector) {
            if (!Float.isFinite(component)) {
                throw MemoryException.of(
                        ErrorCode.COMPONENT_FAILED, "embedder " + modelId + " gave a component of " + component);
            }
            greatest = Math.max(greatest, Math.abs(component));
        }
        if (greatest == 0) {
            return null;
        }
        byte[] bytes = new byte[vector.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(vector[i] / greatest * Byte.MAX_VALUE);
        }
        return bytes;
    }

    /** The length of a vector, as {@link #cosine(byte[], double, byte[], double)} needs it. */
    public static double norm(byte[] vector) {
        return (float) Math.sqrt(VectorUtil.dotProduct(vector, vector)); // a float, like the lengths in a column
    }

    /**
     * The cosine of two vectors whose lengths are known. Takes a third of the time of {@link #cosine(byte[], byte[])}.
     */
    public static double cosine(byte[] a, double normOfA, byte[] b, double normOfB) {
        return VectorUtil.dotProduct(a, b) / (normOfA * normOfB);
    }

    public static double cosine(byte[] a, byte[] b) {
        return VectorUtil.cosine(a, b);
    }

    /**
     * A sign code: the signs of the components of a vector, one bit each. The share of different bits estimates the
     * angle between two vectors (Charikar, STOC 2002). 64 bits are compared at a time. Late interaction
     * rules out distant words by it.
     */
    public static final class SignCode {
        private SignCode() {}

        /** The number of longs that hold the signs of a vector. */
        public static int longs(int dimensions) {
            return (dimensions + Long.SIZE - 1) / Long.SIZE;
        }

        public static long[] of(byte[] vector) {
            long[] code = new long[longs(vector.length)];
            write(vector, code, 0);
            return code;
        }

        /** Writes the signs of a vector into an array from an index on. The array must be zero there. */
        public static void write(byte[] vector, long[] into, int at) {
            for (int i = 0; i < vector.length; i++) {
                if (vector[i] > 0) {
                    into[at + i / Long.SIZE] |= 1L << i;
                }
            }
        }

        /** The number of different signs between a code and a code that starts at an index of an array. */
        public static int distance(long[] code, long[] others, int at) {
            // Four at a time: the loop over single longs takes two to three times as long for a code of four.
            int different = 0;
            int i = 0;
            for (; i + 4 <= code.length; i += 4) {
                different += Long.bitCount(code[i] ^ others[at + i])
                        + Long.bitCount(code[i + 1] ^ others[at + i + 1])
                        + Long.bitCount(code[i + 2] ^ others[at + i + 2])
                        + Long.bitCount(code[i + 3] ^ others[at + i + 3]);
            }
            for (; i < code.length; i++) {
                different += Long.bitCount(code[i] ^ others[at + i]);
            }
            return different;
        }
    }

    /** A vector of a question, rotated as the codes are. Immutable. */
    public static final class Rotated {
        private final RotatedCode.RotatedVector vector;

        private Rotated(byte[] vector) {
            this.vector = RotatedCode.of(vector.length).rotated(vector);
        }

        /** Returns the greatest {@link VectorColumn#distance}. */
        public static int greatestDistance() {
            return RotatedCode.COARSE_BITS;
        }

        /** Returns the greatest {@link VectorColumn#product}. The least one is its negative. */
        public int greatestProduct() {
            return vector.greatestProduct();
        }
    }

    /** Prepares the vector of a question for comparisons with codes. */
    public static Rotated rotated(byte[] vector) {
        return new Rotated(vector);
    }

    /** Returns the code of a vector, as the index stores it. */
    public static BytesRef code(byte[] vector) {
        return RotatedCode.bytes(RotatedCode.of(vector.length).code(vector));
    }

    /**
     * The part of one view's vectors in one index segment that is kept on the heap, because every search reads it: the
     * {@linkplain RotatedCode code} of each vector, and the lengths of the vectors that have been compared. It takes 68 bytes
     * per memory up to 512 dimensions. Nothing changes except that lengths are added. Thread-safe.
     */
    public static final class VectorColumn {
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
                    RotatedCode.read(codes.binaryValue(), 0, coarse, doc * COARSE, COARSE);
                    RotatedCode.read(codes.binaryValue(), COARSE, fine, doc * more, more);
                }
            }
        }

        /** Returns whether a document has a code of this view. */
        public boolean has(int document) {
            return present.get(document);
        }

        /** Returns the number of different signs among the first of a question of the code of a document. */
        public int distance(Rotated question, int document) {
            return question.vector.distance(coarse, document * COARSE);
        }

        /** Returns the product of a question and of the code of a document. */
        public int product(Rotated question, int document) {
            return question.vector.product(coarse, document * COARSE, fine, document * more);
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
}
