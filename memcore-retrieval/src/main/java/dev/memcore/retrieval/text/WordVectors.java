package dev.memcore.retrieval.text;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memcore.retrieval.text.ByteVectors.SignCode;
import java.util.function.Supplier;

/**
 * The vectors of the pieces of a {@link StaticTable}, prepared for thousands of comparisons: the length and the
 * {@linkplain SignCode sign code} of each. The sign codes rule out distant vectors at a tenth of the cost of a cosine.
 * Thread-safe.
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

    private final StaticTable table;
    private final int longs;
    private final float[] norms;
    private final long[] signs;
    private final Cache<Long, Word> several = Caffeine.newBuilder()
            .maximumSize(MOST_SEVERAL)
            .executor(Runnable::run)
            .build();

    /** Computes the length and the sign code of each piece. O(pieces x dimensions). */
    WordVectors(StaticTable table) {
        this.table = table;
        this.longs = SignCode.longs(table.dimensions());
        this.norms = new float[table.pieces()];
        this.signs = new long[table.pieces() * longs];
        byte[] row = new byte[table.dimensions()];
        for (int piece = 0; piece < norms.length; piece++) {
            if (table.row(piece, row)) {
                norms[piece] = (float) ByteVectors.norm(row);
                SignCode.write(row, signs, piece * longs);
            }
        }
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

    /** Whether a piece has a vector. */
    boolean has(int piece) {
        return norms[piece] > 0;
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

    /** The number of signs in which a word differs from a piece. */
    int distance(Word word, int piece) {
        return SignCode.distance(word.signs(), signs, piece * longs);
    }

    /**
     * The cosine of a word and a piece that has a vector.
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
