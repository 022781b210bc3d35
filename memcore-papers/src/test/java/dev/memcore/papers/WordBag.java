package dev.memcore.papers;

import dev.memcore.spi.Embedder;
import java.util.List;
import java.util.Locale;

/** A bag of words: the cosine of two texts is that of their counts of words, but for rare collisions. */
public final class WordBag implements Embedder {
    /** Nothing to set. */
    public WordBag() {}

    private static final int DIMENSIONS = 512;

    @Override
    public String modelId() {
        return "bag-of-words";
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public List<float[]> embed(List<String> texts, Purpose purpose) {
        return texts.stream().map(WordBag::counts).toList();
    }

    private static float[] counts(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a blank text, which embedders of hosts may refuse");
        }
        float[] counts = new float[DIMENSIONS];
        for (String word : text.toLowerCase(Locale.ROOT).split("\\W+")) {
            counts[Math.floorMod(word.hashCode() * 0x9e3779b1, DIMENSIONS)]++;
        }
        return counts;
    }

    @Override
    public boolean quick() {
        return true;
    }
}
