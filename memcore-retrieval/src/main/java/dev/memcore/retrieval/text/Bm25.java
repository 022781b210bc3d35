package dev.memcore.retrieval.text;

import org.apache.lucene.util.SmallFloat;

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
