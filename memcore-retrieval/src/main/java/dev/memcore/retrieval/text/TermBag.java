package dev.memcore.retrieval.text;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.util.SmallFloat;

/**
 * The terms of a text and how often each occurs, which is all that BM25 needs of a document. Bags can be weighted and
 * added. So a view is analysed passage by passage, and each passage only once.
 */
public record TermBag(Map<String, Integer> frequencies, int length) {
    public static final TermBag EMPTY = new TermBag(Map.of(), 0);

    public static TermBag of(Iterable<String> terms) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        int length = 0;
        for (String term : terms) {
            counts.merge(term, 1, Integer::sum);
            length++;
        }
        return length == 0 ? EMPTY : new TermBag(Collections.unmodifiableMap(counts), length);
    }

    /** The n-grams of a text, in its order, see {@link CharacterNgrams}. */
    public static TermBag ofNgrams(String text) {
        return CharacterNgrams.bag(text);
    }

    /** Returns this bag plus another one, each of whose terms counts {@code weight} times. */
    public TermBag plus(TermBag other, int weight) {
        if (other.length == 0) {
            return this;
        }
        if (length == 0 && weight == 1) {
            return other;
        }
        Map<String, Integer> sum = new LinkedHashMap<>(frequencies);
        other.frequencies.forEach((term, count) -> sum.merge(term, count * weight, Integer::sum));
        return new TermBag(Collections.unmodifiableMap(sum), length + other.length * weight);
    }

    /**
     * Returns this bag in less memory. Equal terms of several bags share one string.
     *
     * @param strings the strings of other bags; those of this bag are added
     */
    public TermBag compact(Map<String, String> strings) {
        Map<String, Integer> shared = new HashMap<>();
        frequencies.forEach((term, count) -> {
            String known = strings.putIfAbsent(term, term);
            shared.put(known == null ? term : known, count);
        });
        return new TermBag(Map.copyOf(shared), length);
    }

    /** The length after the rounding that the index applies. */
    public int rounded() {
        return SmallFloat.byte4ToInt(SmallFloat.intToByte4(length));
    }

    public int frequency(String term) {
        return frequencies.getOrDefault(term, 0);
    }

    /**
     * The weight of a term by BM25 (Robertson and Zaragoza, 2009), in Lucene's form, and the constants of the whole
     * formula.
     *
     * @param documents the number of documents that have the field
     */
    public record Bm25(long documents) {
        /** The saturation of a term's frequency: a low value, which suits short texts. Anserini's default. */
        public static final float K1 = 0.9f;

        /** The weight of the length normalisation. Anserini's default. */
        public static final float B = 0.4f;

        /** The weight of a term that occurs in this number of documents. */
        public double idf(long documentFrequency) {
            return Math.log(1 + (documents - documentFrequency + 0.5) / (documentFrequency + 0.5));
        }
    }
}
