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
 * Vectors of one byte per dimension. Each is scaled by its own greatest component, which the cosine does not see; what
 * rounding costs it is below 0.005. An index of these is a quarter of the size of one of floats.
 */
public final class ByteVectors {
    static {
        LuceneAdvice.off();
    }

    private ByteVectors() {}

    /** Switches off the advice that Lucene prints when it first compares vectors; to be called before it opens an index. */
    public static void silenceLucene() {
        LuceneAdvice.off();
    }

    /** The vector in bytes; null if it is all zeros: nothing to compare. */
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

    /** The length of a vector, as {@link #cosine(byte[], double, byte[], double)} wants it. */
    public static double norm(byte[] vector) {
        return (float) Math.sqrt(VectorUtil.dotProduct(vector, vector)); // as it is kept of many
    }

    /** The cosine of two vectors whose lengths are known: a third of the work. */
    public static double cosine(byte[] a, double normOfA, byte[] b, double normOfB) {
        return VectorUtil.dotProduct(a, b) / (normOfA * normOfB);
    }

    public static double cosine(byte[] a, byte[] b) {
        return VectorUtil.cosine(a, b);
    }

    /**
     * The signs of a vector's components, one bit each. The share of differing bits estimates the angle between two vectors
     * (Charikar, STOC 2002), and is counted 64 at a time: good for finding candidates, not for ranking them.
     */
    public static final class SignCode {
        private static final VarHandle LONGS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

        private SignCode() {}

        /** How many longs hold the signs of so many components. */
        public static int longs(int dimensions) {
            return (dimensions + Long.SIZE - 1) / Long.SIZE;
        }

        public static long[] of(byte[] vector) {
            long[] code = new long[longs(vector.length)];
            write(vector, code, 0);
            return code;
        }

        /** Puts the signs into an array, from a place on; it must be zero there. */
        public static void write(byte[] vector, long[] into, int at) {
            for (int i = 0; i < vector.length; i++) {
                if (vector[i] > 0) {
                    into[at + i / Long.SIZE] |= 1L << i;
                }
            }
        }

        /** A code as the index keeps it. */
        public static BytesRef bytes(long[] code) {
            byte[] bytes = new byte[code.length * Long.BYTES];
            for (int i = 0; i < code.length; i++) {
                LONGS.set(bytes, i * Long.BYTES, code[i]);
            }
            return new BytesRef(bytes);
        }

        /** Reads a code of the index. */
        static void read(BytesRef bytes, long[] into, int at) {
            for (int i = 0; i < bytes.length / Long.BYTES; i++) {
                into[at + i] = (long) LONGS.get(bytes.bytes, bytes.offset + i * Long.BYTES);
            }
        }

        /** How many of a code's components have another sign than those of a code in an array. */
        public static int distance(long[] code, long[] others, int at) {
            int different = 0;
            for (int i = 0; i < code.length; i++) {
                different += Long.bitCount(code[i] ^ others[at + i]);
            }
            return different;
        }
    }

    /**
     * What of the vectors of one view in one index segment is kept in the heap, because each search looks at it: the signs of each vector,
     * and the lengths of those that have been compared. 36 bytes for each memory at 256 dimensions. Never changes but for lengths that come
     * in. Thread-safe.
     */
    public static final class VectorColumn {
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
}
