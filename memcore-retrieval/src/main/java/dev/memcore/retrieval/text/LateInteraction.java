package dev.memcore.retrieval.text;

import dev.memcore.retrieval.text.ByteVectors.SignCode;
import dev.memcore.retrieval.text.TermAnalysis.Surface;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.apache.lucene.util.BytesRef;

/**
 * Late interaction (MaxSim; Khattab and Zaharia, "ColBERT", SIGIR 2020) over static word vectors: for each word of the
 * question, how near the nearest word of a text is; the words weighted by their rarity. A word that is there counts fully,
 * "clarinet" counts for "instrument" in part. Each pair of words is compared once for a whole query, and only if their
 * {@linkplain WordVectors signs} say that they may be kin. For one query, one thread.
 */
public final class LateInteraction {
    /** A cosine up to here is no kinship: it counts as nothing, and the rest is stretched to [0, 1]. */
    private static final double UNRELATED = 0.3;

    /** So many different words of a question are compared: the first. */
    private static final int MOST_WORDS = 64;

    /** Of a word that is kin to no word of the question. */
    private static final float[] STRANGER = {};

    private final WordVectors vectors;
    private final int mayDiffer;
    private final List<Asked> question = new ArrayList<>();
    /** By their only piece, and by the keys of all pieces: most words are one piece. */
    private final float[][] single = new float[WordCodes.MOST_PIECES][];

    private final Map<Long, float[]> several = new HashMap<>();
    private final List<Long> rare = new ArrayList<>();
    private final List<String> rareWords = new ArrayList<>();
    private double total;
    private double rareWeight;

    /** A word of the question and its weight. */
    private record Asked(WordVectors.Word word, double weight) {}

    /**
     * Prepares a question.
     *
     * @param weight the weight of a word, by its surface: the rarer the greater
     * @param rareFrom the weight from which a word is so rare that it alone points to what is meant
     */
    public LateInteraction(WordCodes codes, String text, ToDoubleFunction<String> weight, double rareFrom) {
        this.vectors = codes.vectors();
        this.mayDiffer = vectors.mayDiffer(UNRELATED);
        Set<Long> seen = new HashSet<>();
        for (String word : Surface.words(text)) {
            codes.words(word, pieces -> {
                byte[] vector = codes.table().word(pieces);
                if (vector != null && question.size() < MOST_WORDS && seen.add(WordCodes.key(pieces))) {
                    double weighs = weight.applyAsDouble(word);
                    question.add(new Asked(WordVectors.of(vector), weighs));
                    if (weighs >= rareFrom) {
                        rare.add(WordCodes.key(pieces));
                        rareWords.add(word);
                        rareWeight += weighs;
                    }
                    total += weighs;
                }
            });
        }
    }

    /** The question's rare words, as they are written. */
    public List<String> rareWords() {
        return rareWords;
    }

    /** What share of the question its rare words are, in [0, 1]. */
    public double rareShare() {
        return total == 0 ? 0 : rareWeight / total;
    }

    /** Whether a text has one of the question's rare words itself. */
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

    /** Whether the question has a word to compare. */
    public boolean speaks() {
        return total > 0;
    }

    /** How near each word of the question is to a text's nearest word, in [0, 1], times its share of the weight of all. */
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
        float[] kin = single[piece];
        if (kin == null) {
            kin = ofOne(piece);
            single[piece] = kin;
        }
        return kin;
    }

    private float[] ofOne(int piece) {
        float[] kin = STRANGER;
        for (int i = 0; vectors.has(piece) && i < question.size(); i++) {
            WordVectors.Word asked = question.get(i).word();
            if (vectors.distance(asked, piece) <= mayDiffer) {
                kin = with(kin, i, vectors.cosine(asked, piece));
            }
        }
        return kin;
    }

    private float[] ofSeveral(WordCodes.Cursor cursor) {
        float[] kin = STRANGER;
        WordVectors.Word word = vectors.of(cursor.key(), cursor::pieces);
        for (int i = 0; i < question.size(); i++) {
            WordVectors.Word asked = question.get(i).word();
            if (SignCode.distance(asked.signs(), word.signs(), 0) <= mayDiffer && word.norm() > 0) {
                kin = with(kin, i, ByteVectors.cosine(asked.bytes(), asked.norm(), word.bytes(), word.norm()));
            }
        }
        return kin;
    }

    /** Notes how near a word is to one of the question's. */
    private float[] with(float[] kin, int asked, double cosine) {
        if (cosine <= UNRELATED) {
            return kin;
        }
        float[] noted = kin.length == 0 ? new float[question.size()] : kin;
        noted[asked] = (float) ((cosine - UNRELATED) / (1 - UNRELATED));
        return noted;
    }

    /** The sum of {@link #nearest}: how much of the question a text speaks of, in [0, 1]. */
    public static double sum(double[] nearest) {
        double sum = 0;
        for (double value : nearest) {
            sum += value;
        }
        return sum;
    }

    /** The same for two texts together: each word of the question by whichever is nearer. */
    public static double together(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.max(one[i], other[i]);
        }
        return sum;
    }
}
