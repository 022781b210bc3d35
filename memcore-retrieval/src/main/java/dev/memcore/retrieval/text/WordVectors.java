package dev.memcore.retrieval.text;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memcore.retrieval.text.ByteVectors.SignCode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;

/**
 * The vectors of the pieces of a {@link StaticTable}, prepared for thousands of comparisons: the length and the
 * {@linkplain SignCode sign code} of each. The sign codes rule out distant vectors at a tenth of the cost of a cosine.
 * A piece is prepared when it is used first, because most pieces of a large vocabulary are rare. Thread-safe.
 */
final class WordVectors {
    /**
     * The number of standard deviations by which the sign codes of two vectors may differ more than expected for a
     * cosine. With this value, five in six of the pairs with exactly that cosine pass, and all pairs that are clearly
     * above it.
     */
    private static final double DEVIATIONS = 1;

    /** The maximum number of cached words with several pieces. Each takes half a kilobyte. */
    private static final int MOST_SEVERAL = 8_192;

    /** Reads and writes {@link #norms} in order with {@link #signs}. */
    private static final VarHandle NORMS = MethodHandles.arrayElementVarHandle(float[].class);

    private static final float NONE = -1;

    private final StaticTable table;
    private final int longs;
    /** The length of each prepared vector; {@link #NONE} if a piece has no vector, 0 until it is prepared. */
    private final float[] norms;

    private final long[] signs;
    private final Cache<Long, Word> several = Caffeine.newBuilder()
            .maximumSize(MOST_SEVERAL)
            .executor(Runnable::run)
            .build();

    /** Allocates the space of all pieces. O(pieces). */
    WordVectors(StaticTable table) {
        this.table = table;
        this.longs = SignCode.longs(table.dimensions());
        this.norms = new float[table.pieces()];
        this.signs = new long[table.pieces() * longs];
    }

    /**
     * The vector of a word.
     *
     * @param bytes its components
     * @param norm its length
     * @param signs its {@link SignCode}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Word(byte[] bytes, double norm, long[] signs) {}

    /** Whether a piece has a vector. Prepares the vector for the methods that compare it. */
    boolean has(int piece) {
        float norm = (float) NORMS.getAcquire(norms, piece);
        return norm == 0 ? prepare(piece) > 0 : norm > 0;
    }

    /** Several threads may prepare a piece at once. All of them write the same values. */
    private float prepare(int piece) {
        byte[] row = new byte[table.dimensions()];
        float norm = table.row(piece, row) ? (float) ByteVectors.norm(row) : 0;
        System.arraycopy(SignCode.of(row), 0, signs, piece * longs, longs);
        float written = norm > 0 ? norm : NONE;
        NORMS.setRelease(norms, piece, written);
        return written;
    }

    /**
     * The vector of a word of several pieces. Its length is 0 if it is all zeros.
     *
     * @param key the {@link WordCodes#key} of the pieces
     */
    Word of(long key, Supplier<int[]> pieces) {
        return several.get(key, k -> {
            byte[] vector = table.word(pieces.get());
            return of(vector == null ? new byte[table.dimensions()] : vector);
        });
    }

    /** Prepares the vector of a word. */
    static Word of(byte[] vector) {
        return new Word(vector, ByteVectors.norm(vector), SignCode.of(vector));
    }

    /** The number of signs in which a word differs from a piece that {@linkplain #has has} a vector. */
    int distance(Word word, int piece) {
        return SignCode.distance(word.signs(), signs, piece * longs);
    }

    /**
     * The cosine of a word and a piece that {@linkplain #has has} a vector.
     *
     * @param row is overwritten; its length is the number of dimensions
     */
    double cosine(Word word, int piece, byte[] row) {
        table.row(piece, row);
        return ByteVectors.cosine(word.bytes(), word.norm(), row, norms[piece]);
    }

    /** The number of signs in which two words may differ if their cosine may be at least this value. */
    int mayDiffer(double cosine) {
        double share = Math.acos(cosine) / Math.PI;
        int dimensions = table.dimensions();
        return (int) (dimensions * share + DEVIATIONS * Math.sqrt(dimensions * share * (1 - share)));
    }
}
