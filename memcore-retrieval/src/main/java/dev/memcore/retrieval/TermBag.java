package dev.memcore.retrieval;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.util.SmallFloat;

/**
 * The terms of a text with how often each occurs: all that BM25 needs to know of a document. Bags can be weighted and
 * added, so a view made of passages is analysed passage by passage, and each passage once.
 */
record TermBag(Map<String, Integer> frequencies, int length) {
    static final TermBag EMPTY = new TermBag(Map.of(), 0);

    static TermBag of(Iterable<String> terms) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        int length = 0;
        for (String term : terms) {
            counts.merge(term, 1, Integer::sum);
            length++;
        }
        return length == 0 ? EMPTY : new TermBag(Collections.unmodifiableMap(counts), length);
    }

    /** This bag and another one, each of whose terms counts {@code weight} times. */
    TermBag plus(TermBag other, int weight) {
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
    int rounded() {
        return SmallFloat.byte4ToInt(SmallFloat.intToByte4(length));
    }

    int frequency(String term) {
        return frequencies.getOrDefault(term, 0);
    }
}
