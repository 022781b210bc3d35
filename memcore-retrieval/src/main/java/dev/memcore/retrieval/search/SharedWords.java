package dev.memcore.retrieval.search;

import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.text.WordCodes;
import java.util.List;

/**
 * Finds the texts, among a few, with which another text has words in common. The words of the few texts are kept in one
 * hash table with open addressing, so that each word of the other text is looked up once for all of them. For one query.
 */
final class SharedWords {
    /** The maximum number of texts: each has a bit of a long. */
    static final int MOST_TEXTS = Long.SIZE;

    /** The number of different words up to which a text is compared with all others: "I'm single". */
    private static final int FEW = 3;

    /** One in so many of the words of the shorter text must occur in the other text, or they are not compared. */
    private static final int LEAST_SHARED = 3;

    /** The number of shared words that is enough for texts of any length. */
    private static final int MOST_SHARED = 5;

    /**
     * The maximum number of different words of a text that is compared. Longer texts have many claims, and each would be
     * compared with all claims of the others.
     */
    private static final int MOST_WORDS = 40;

    private final List<Words> texts;
    private final long[] keys;
    private final long[] having;
    private final int[] counts = new int[MOST_TEXTS];

    /**
     * Creates the table.
     *
     * @param texts at most {@value #MOST_TEXTS}
     */
    SharedWords(List<Words> texts) {
        this.texts = texts;
        int words = texts.stream().mapToInt(text -> text.keys.length).sum();
        int capacity = Integer.highestOneBit(Math.max(1, words)) << 2;
        this.keys = new long[capacity];
        this.having = new long[capacity];
        for (int text = 0; text < texts.size(); text++) {
            for (long key : texts.get(text).keys) {
                int place = place(key);
                keys[place] = key;
                having[place] |= 1L << text;
            }
        }
    }

    /** Returns the place of a key, or the free place where it belongs. */
    private int place(long key) {
        int mask = keys.length - 1;
        int place = (int) (key ^ key >>> 32) & mask;
        while (having[place] != 0 && keys[place] != key) {
            place = place + 1 & mask;
        }
        return place;
    }

    /**
     * Returns the texts that share enough words with another one, or are too short to share many: a bit for each.
     * O(words of the other text).
     */
    long near(Words other) {
        for (long key : other.keys) {
            for (long left = having[place(key)]; left != 0; left &= left - 1) {
                counts[Long.numberOfTrailingZeros(left)]++;
            }
        }
        long near = 0;
        for (int text = 0; text < texts.size(); text++) {
            near |= isNear(texts.get(text), other, counts[text]) ? 1L << text : 0;
            counts[text] = 0;
        }
        return near;
    }

    private static boolean isNear(Words text, Words other, int shared) {
        int shorter = Math.min(text.keys.length, other.keys.length);
        int least = Math.min(shorter / LEAST_SHARED, MOST_SHARED);
        return shorter > 0 && (shorter <= FEW || shared >= Math.max(1, least));
    }

    /** The hashes of the different words of a text. A question has none, nor has a text that is too long. */
    static final class Words {
        private final long[] keys;

        private Words(long[] keys) {
            this.keys = keys;
        }

        static Words of(CandidateFeatures features) {
            int size = features.asks() ? 0 : features.size();
            long[] keys = new long[size > MOST_WORDS ? 0 : size];
            WordCodes.Cursor word = new WordCodes.Cursor(features.words());
            for (int i = 0; i < keys.length && word.next(); i++) {
                keys[i] = word.key();
            }
            return new Words(keys);
        }

        boolean isEmpty() {
            return keys.length == 0;
        }
    }
}
