package dev.memcore.retrieval.text;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memcore.retrieval.text.ByteVectors.SignCode;
import java.util.function.Supplier;

/**
 * The vectors of a {@link StaticTable}'s pieces, ready to be compared by the thousand: the length of each, and its {@linkplain SignCode
 * signs}, by which those that are far from each other are told apart at a tenth of the cost of a cosine. Thread-safe.
 */
final class WordVectors {
    /**
     * How many standard deviations beyond what two vectors of a cosine are expected to differ in signs they may still differ: of those
     * that are just at the cosine five in six stay, of those that are clearly above it all.
     */
    private static final double DEVIATIONS = 1;

    /** So many words of several pieces are kept, half a kilobyte each. */
    private static final int MOST_SEVERAL = 8_192;

    private final StaticTable table;
    private final int longs;
    private final float[] norms;
    private final long[] signs;
    private final Cache<Long, Word> several = Caffeine.newBuilder()
            .maximumSize(MOST_SEVERAL)
            .executor(Runnable::run)
            .build();

    /** Looks at each piece once. O(pieces x dimensions). */
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
     * One word's vector.
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
     * The vector of a word of several pieces; without a length if it is all zeros.
     *
     * @param key stands for the pieces
     */
    Word of(long key, Supplier<int[]> pieces) {
        return several.get(key, k -> {
            byte[] vector = table.word(pieces.get());
            return of(vector == null ? new byte[table.dimensions()] : vector);
        });
    }

    /** The vector of a word in bytes. */
    static Word of(byte[] vector) {
        return new Word(vector, ByteVectors.norm(vector), SignCode.of(vector));
    }

    /** In how many signs a word differs from a piece. */
    int distance(Word word, int piece) {
        return SignCode.distance(word.signs(), signs, piece * longs);
    }

    /** The cosine of a word and a piece that has a vector. */
    double cosine(Word word, int piece) {
        byte[] row = new byte[table.dimensions()];
        table.row(piece, row);
        return ByteVectors.cosine(word.bytes(), word.norm(), row, norms[piece]);
    }

    /** In how many signs two words may differ whose cosine may be at least this. */
    int mayDiffer(double cosine) {
        double share = Math.acos(cosine) / Math.PI;
        int dimensions = table.dimensions();
        return (int) (dimensions * share + DEVIATIONS * Math.sqrt(dimensions * share * (1 - share)));
    }
}
