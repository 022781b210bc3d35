package dev.memcore.retrieval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Late interaction (MaxSim; Khattab and Zaharia, "ColBERT", SIGIR 2020) over static word vectors: for each word of the
 * question, how near the nearest word of a text is; the words weighted by their rarity. A word that is there counts fully,
 * "clarinet" counts for "instrument" in part. Each pair of words is compared once for a whole query. For one query, one thread.
 */
final class LateInteraction {
    /** A cosine up to here is no kinship: it counts as nothing, and the rest is stretched to [0, 1]. */
    private static final double UNRELATED = 0.3;

    /** So many different words of a question are compared: the first. */
    private static final int MOST_WORDS = 64;

    private final WordCodes codes;
    private final List<byte[]> question = new ArrayList<>();
    private final List<Double> norms = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();
    private final Map<Long, float[]> kinship = new HashMap<>();
    private final IdentityHashMap<BytesRef, double[]> texts = new IdentityHashMap<>();
    private final float[] @Nullable [] single;
    private final Set<Long> rare = new TreeSet<>();
    private double total;

    /**
     * Prepares a question.
     *
     * @param weight the weight of a word, by its surface: the rarer the greater
     * @param rareFrom the weight from which a word is so rare that it alone points to what is meant
     */
    LateInteraction(WordCodes codes, String text, ToDoubleFunction<String> weight, double rareFrom) {
        this.codes = codes;
        this.single = new float[WordCodes.MOST_PIECES][];
        Set<Long> seen = new TreeSet<>();
        for (String word : Surface.words(text)) {
            codes.words(word, pieces -> {
                byte[] vector = codes.table().word(pieces);
                if (vector != null && question.size() < MOST_WORDS && seen.add(key(pieces))) {
                    double weighs = weight.applyAsDouble(word);
                    question.add(vector);
                    norms.add(ByteVectors.norm(vector));
                    weights.add(weighs);
                    if (weighs >= rareFrom) {
                        rare.add(key(pieces));
                    }
                    total += weighs;
                }
            });
        }
    }

    /** Whether a text has one of the question's rare words itself. */
    boolean hasRare(BytesRef text) {
        boolean[] has = new boolean[1];
        if (!rare.isEmpty()) {
            WordCodes.decode(text, pieces -> has[0] |= rare.contains(key(pieces)));
        }
        return has[0];
    }

    /** Whether the question has a word to compare. */
    boolean speaks() {
        return total > 0;
    }

    /**
     * How near each word of the question is to a text's nearest word, in [0, 1], times its share of the weight of all. Of the same
     * object it is computed once.
     */
    double[] nearest(BytesRef text) {
        return texts.computeIfAbsent(text, this::compare);
    }

    private double[] compare(BytesRef text) {
        double[] nearest = new double[question.size()];
        WordCodes.decode(text, pieces -> {
            float[] kin = kin(pieces);
            for (int i = 0; i < nearest.length; i++) {
                nearest[i] = Math.max(nearest[i], kin[i]);
            }
        });
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] *= weights.get(i) / total;
        }
        return nearest;
    }

    /** Most words are one piece: these are looked up by its number. */
    private float[] kin(int[] pieces) {
        if (pieces.length > 1) {
            return kinship.computeIfAbsent(key(pieces), k -> kinship(pieces));
        }
        float[] kin = single[pieces[0]];
        if (kin == null) {
            kin = kinship(pieces);
            single[pieces[0]] = kin;
        }
        return kin;
    }

    /** The sum of {@link #nearest}: how much of the question a text speaks of, in [0, 1]. */
    static double sum(double[] nearest) {
        double sum = 0;
        for (double value : nearest) {
            sum += value;
        }
        return sum;
    }

    /** The same for two texts together: each word of the question by whichever is nearer. */
    static double together(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.max(one[i], other[i]);
        }
        return sum;
    }

    private float[] kinship(int[] pieces) {
        float[] kin = new float[question.size()];
        byte[] word = codes.table().word(pieces);
        if (word != null) {
            double norm = ByteVectors.norm(word);
            for (int i = 0; i < kin.length; i++) {
                double cosine = ByteVectors.cosine(question.get(i), norms.get(i), word, norm);
                kin[i] = (float) Math.max(0, (cosine - UNRELATED) / (1 - UNRELATED));
            }
        }
        return kin;
    }

    private static long key(int[] pieces) {
        long key = 1;
        for (int piece : pieces) {
            key = key * 0x9E3779B97F4A7C15L + piece + 1;
        }
        return key;
    }
}
