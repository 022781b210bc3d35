package dev.memcore.bench.eval.baseline;

import java.util.ArrayList;
import java.util.List;

/**
 * The character 4-grams of a text's {@link Words}, with a mark at both ends of a word (McNamee and Mayfield, Character
 * N-Gram Tokenization for European Language Text Retrieval, 2004). Bigrams stay as they are.
 */
final class Ngrams {
    private static final int LENGTH = 4;

    private Ngrams() {}

    static List<String> of(String text) {
        List<String> ngrams = new ArrayList<>();
        for (String word : Words.of(text)) {
            Words.addPieces('_' + word + '_', LENGTH, ngrams);
        }
        return ngrams;
    }
}
