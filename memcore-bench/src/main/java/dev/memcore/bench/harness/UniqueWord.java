package dev.memcore.bench.harness;

/**
 * Generates words that are unique in a store. They consist of letters, are pronounceable, and have an ending that no
 * stemmer changes, so that every text analysis keeps them as one term.
 */
public final class UniqueWord {
    private static final String CONSONANTS = "bdfgklmnprtvz";
    private static final String VOWELS = "aou";
    private static final int SYLLABLES = CONSONANTS.length() * VOWELS.length();
    private static final int LENGTH = 8;
    /** The number of characters of a word. */
    public static final int CHARACTERS = 1 + 2 * LENGTH;
    /**
     * The first letter of every word, which occurs at no other position. So no word is found across the boundary of two
     * others.
     */
    private static final char FIRST = 'q';
    /** 39^8: as many words as there are. */
    private static final long WORDS = pow(SYLLABLES, LENGTH);
    /** A prime that does not divide the number of words, so that numbers close by give words that differ. */
    private static final long STEP = 1_000_003;

    private static final int WRITERS = 64;
    private static final int WORDS_EACH = 1 << 18;

    private UniqueWord() {}

    /** Returns the word for a text of a writer in a cycle, by numbers. */
    public static String of(int cycle, int writer, int text) {
        if (writer >= WRITERS || text >= WORDS_EACH) {
            throw new IllegalArgumentException("writer " + writer + ", text " + text);
        }
        return of(((long) cycle * WRITERS + writer) * WORDS_EACH + text);
    }

    /** A different word for each number in [0, 39^8). */
    public static String of(long number) {
        if (number < 0 || number >= WORDS) {
            throw new IllegalArgumentException("number " + number + " is not in [0, " + WORDS + ")");
        }
        long rest = number * STEP % WORDS; // 39^8 * STEP fits a long
        StringBuilder word = new StringBuilder(CHARACTERS).append(FIRST);
        for (int i = 0; i < LENGTH; i++) {
            int syllable = (int) (rest % SYLLABLES);
            rest /= SYLLABLES;
            word.append(CONSONANTS.charAt(syllable / VOWELS.length()));
            word.append(VOWELS.charAt(syllable % VOWELS.length()));
        }
        return word.toString();
    }

    /** Whether a character may stand at a place of a word. */
    public static boolean mayStand(int place, int character) {
        if (place == 0) {
            return character == FIRST;
        }
        return (place % 2 == 1 ? CONSONANTS : VOWELS).indexOf(character) >= 0;
    }

    private static long pow(long base, int exponent) {
        return exponent == 0 ? 1 : base * pow(base, exponent - 1);
    }
}
