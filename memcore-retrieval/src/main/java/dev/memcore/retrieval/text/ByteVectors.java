package dev.memcore.retrieval.text;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.retrieval.text.ByteVectors.SignCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
     * angle between two vectors (Charikar, STOC 2002). 64 bits are compared at a time. Sign codes are precise enough to
     * find candidates, but not to rank them.
     */
    public static final class SignCode {
        private static final VarHandle LONGS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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

        /** Converts a code to the bytes that the index stores. */
        public static BytesRef bytes(long[] code) {
            byte[] bytes = new byte[code.length * Long.BYTES];
            for (int i = 0; i < code.length; i++) {
                LONGS.set(bytes, i * Long.BYTES, code[i]);
            }
            return new BytesRef(bytes);
        }

        /** Reads stored bytes into an array from an index on. */
        static void read(BytesRef bytes, long[] into, int at) {
            for (int i = 0; i < bytes.length / Long.BYTES; i++) {
                into[at + i] = (long) LONGS.get(bytes.bytes, bytes.offset + i * Long.BYTES);
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

    /**
     * The part of one view's vectors in one index segment that is kept on the heap, because every search reads it: the
     * signs of each vector, and the lengths of the vectors that have been compared. It takes 36 bytes per memory at 256
     * dimensions. Nothing changes except that lengths are added. Thread-safe.
     */
    public static final class VectorColumn {
        private final int longs;
        private final long[] signs;
        private final FixedBitSet present;
        // Each length is computed on first use. Several threads may compute it; all write the same value.
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

        /** The number of different signs between a code and the code of a document. */
        public int distance(long[] code, int document) {
            return SignCode.distance(code, signs, document * longs);
        }

        /**
         * The length of a document's vector.
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
             * @param field the field of the signs of one view and one model
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
