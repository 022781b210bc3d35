package dev.memcore.retrieval.text;

import static java.util.Objects.requireNonNull;

import dev.memcore.retrieval.text.ByteVectors.SignCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/**
 * Late interaction (MaxSim; Khattab and Zaharia, "ColBERT", SIGIR 2020) over static word vectors. For each word of the
 * question, it computes the similarity of the nearest word of a text. The words of the question are weighted by their
 * rarity. A text with the same word gets the full weight of the word. A text with a related word gets a part of it:
 * "clarinet" for "instrument". Each pair of words is compared once per query, and only if their {@linkplain WordVectors
 * sign codes} show that they may be related. For one query and one thread.
 */
public final class LateInteraction {
    /**
     * Words with a cosine up to this value are unrelated and have similarity 0. Greater cosines are scaled to (0, 1].
     */
    private static final double UNRELATED = 0.3;

    /** The maximum number of different words of a question that are compared. Later words are ignored. */
    private static final int MOST_WORDS = 64;

    /** The similarities of a word that is related to no word of the question. */
    private static final float[] UNRELATED_WORD = {};

    private final WordVectors vectors;
    private final int mayDiffer;
    private final byte[] row;
    private final List<Asked> question = new ArrayList<>();

    /** The words of one piece that have been compared, by their piece. Most words have one piece. */
    private final FixedBitSet compared = new FixedBitSet(WordCodes.MOST_PIECES);

    /** Those of them that are related to a word of the question. There are few, so bits rule out most. */
    private final FixedBitSet related = new FixedBitSet(WordCodes.MOST_PIECES);

    /** The similarities of the related words to each word of the question, by their piece. */
    private final Map<Integer, float[]> single = new HashMap<>();

    /** The similarities of words of several pieces, by the key of their pieces. */
    private final Map<Long, float[]> several = new HashMap<>();

    private final List<Long> rare = new ArrayList<>();
    private final List<String> rareWords = new ArrayList<>();
    private double total;
    private double rareWeight;

    /** Decides which words of a question are rare. */
    public interface RareTest {
        /** No word is rare. */
        RareTest NONE = (word, weight) -> false;

        /** Whether a word, as it is written, is rare. */
        boolean test(String word, double weight);
    }

    /** A word of the question and its weight. */
    private record Asked(WordVectors.Word word, double weight) {}

    /**
     * Prepares a question.
     *
     * @param weight returns the weight of a word as it is written; rarer words have greater weights
     * @param isRare whether a word of some weight counts as rare
     */
    public LateInteraction(WordCodes codes, String text, ToDoubleFunction<String> weight, RareTest isRare) {
        this.vectors = codes.vectors();
        this.mayDiffer = vectors.mayDiffer(UNRELATED);
        this.row = new byte[codes.table().dimensions()];
        Set<Long> seen = new HashSet<>();
        for (WordCodes.Written word : codes.written(text)) {
            if (question.size() < MOST_WORDS) {
                add(word, codes, weight.applyAsDouble(word.around()), isRare, seen);
            }
        }
    }

    private void add(WordCodes.Written word, WordCodes codes, double weighs, RareTest isRare, Set<Long> seen) {
        List<int[]> coded = new ArrayList<>();
        codes.words(word.text(), coded::add);
        // A run of a script without spaces and without a table gives several words. Each occurs in many other runs.
        boolean isOne = coded.size() == 1 && word.isWhole();
        for (int[] pieces : coded) {
            byte[] vector = codes.table().word(pieces);
            if (vector != null && question.size() < MOST_WORDS && seen.add(WordCodes.key(pieces))) {
                question.add(new Asked(WordVectors.of(vector), weighs));
                if (isOne && isRare.test(word.text(), weighs)) {
                    rare.add(WordCodes.key(pieces));
                    rareWords.add(word.text());
                    rareWeight += weighs;
                }
                total += weighs;
            }
        }
    }

    /** The rare words of the question, as they are written. */
    public List<String> rareWords() {
        return rareWords;
    }

    /** The share of the rare words in the total weight of the question, in [0, 1]. */
    public double rareShare() {
        return total == 0 ? 0 : rareWeight / total;
    }

    /** Whether a text contains a rare word of the question. Similar words do not count. */
    public boolean hasRare(BytesRef text) {
        WordCodes.Cursor word = new WordCodes.Cursor(text);
        boolean has = false;
        while (!has && !rare.isEmpty() && word.next()) {
            long key = word.key();
            for (int i = 0; i < rare.size(); i++) {
                has |= rare.get(i) == key;
            }
        }
        return has;
    }

    /** Whether the question has a word to compare, with a weight above 0. */
    public boolean speaks() {
        return total > 0;
    }

    /**
     * For each word of the question, the similarity of the text's nearest word, in [0, 1], times the word's share of
     * the total weight.
     */
    public double[] nearest(BytesRef text) {
        double[] nearest = new double[question.size()];
        WordCodes.Cursor word = new WordCodes.Cursor(text);
        while (word.next()) {
            float[] kin = kin(word);
            for (int i = 0; i < kin.length; i++) {
                nearest[i] = Math.max(nearest[i], kin[i]);
            }
        }
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] *= question.get(i).weight() / total;
        }
        return nearest;
    }

    private float[] kin(WordCodes.Cursor word) {
        if (word.count() > 1) {
            return several.computeIfAbsent(word.key(), key -> ofSeveral(word));
        }
        int piece = word.piece(0);
        if (!compared.getAndSet(piece)) {
            float[] kin = ofOne(piece);
            if (kin.length > 0) {
                related.set(piece);
                single.put(piece, kin);
            }
        }
        return related.get(piece)
                ? requireNonNull(single.get(piece), "a related word has similarities")
                : UNRELATED_WORD;
    }

    private float[] ofOne(int piece) {
        float[] kin = UNRELATED_WORD;
        for (int i = 0; vectors.has(piece) && i < question.size(); i++) {
            WordVectors.Word asked = question.get(i).word();
            if (vectors.distance(asked, piece) <= mayDiffer) {
                kin = with(kin, i, vectors.cosine(asked, piece, row));
            }
        }
        return kin;
    }

    private float[] ofSeveral(WordCodes.Cursor cursor) {
        float[] kin = UNRELATED_WORD;
        WordVectors.Word word = vectors.of(cursor.key(), cursor::pieces);
        for (int i = 0; i < question.size(); i++) {
            WordVectors.Word asked = question.get(i).word();
            if (SignCode.distance(asked.signs(), word.signs(), 0) <= mayDiffer && word.norm() > 0) {
                kin = with(kin, i, ByteVectors.cosine(asked.bytes(), asked.norm(), word.bytes(), word.norm()));
            }
        }
        return kin;
    }

    /** Records the similarity of a word to one word of the question. */
    private float[] with(float[] kin, int asked, double cosine) {
        if (cosine <= UNRELATED) {
            return kin;
        }
        float[] noted = kin.length == 0 ? new float[question.size()] : kin;
        noted[asked] = (float) ((cosine - UNRELATED) / (1 - UNRELATED));
        return noted;
    }

    /** The sum of {@link #nearest}: how much of the question a text covers, in [0, 1]. */
    public static double sum(double[] nearest) {
        double sum = 0;
        for (double value : nearest) {
            sum += value;
        }
        return sum;
    }

    /** The same sum for two texts together. For each word of the question, the greater value of both texts counts. */
    public static double together(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.max(one[i], other[i]);
        }
        return sum;
    }
}
