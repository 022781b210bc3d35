package dev.memcore.retrieval.text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.util.SmallFloat;

/**
 * The terms of a text with how often each occurs: all that BM25 needs to know of a document. Bags can be weighted and
 * added, so a view made of passages is analysed passage by passage, and each passage once.
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

    /** This bag and another one, each of whose terms counts {@code weight} times. */
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

    /** The length as the index keeps it. */
    public int rounded() {
        return SmallFloat.byte4ToInt(SmallFloat.intToByte4(length));
    }

    public int frequency(String term) {
        return frequencies.getOrDefault(term, 0);
    }

    /**
     * BM25 (Robertson and Zaragoza, 2009) as Lucene computes it, for documents that are not in Lucene: the same formula, the
     * same rounding of lengths, so that a memory scores the same before and after it is indexed.
     *
     * @param documents how many documents have the field
     * @param averageLength their mean length in terms
     */
    public record Bm25(long documents, double averageLength) {
        /** Saturation of a term's frequency, low as short texts want it (EVALUATION prototype; Anserini's default). */
        public static final float K1 = 0.9f;

        /** Weight of the length's normalisation (likewise). */
        public static final float B = 0.4f;

        /** The weight of a term that so many documents have. */
        public double idf(long documentFrequency) {
            return Math.log(1 + (documents - documentFrequency + 0.5) / (documentFrequency + 0.5));
        }

        /** What one term adds to a document's score. */
        public double score(double idf, int frequency, int length) {
            int rounded = SmallFloat.byte4ToInt(SmallFloat.intToByte4(length));
            double norm = K1 * (1 - B + B * rounded / averageLength);
            return idf * frequency / (frequency + norm);
        }
    }
}
