package dev.memcore.retrieval.source;

import java.util.List;
import org.apache.lucene.search.ScoreDoc;

/**
 * Where a source stops. Equal scores come in the order of the documents, which a merge of segments may change: if it stopped amid equal
 * ones, the same question would have other candidates, and so other ranks, after a merge.
 */
final class Ties {
    private Ties() {}

    /**
     * So many of the hits at most, and none that is equal to the first which is left out; if that would leave less than half, the
     * first so many.
     *
     * @param hits the best first, one more than may be kept if there are as many
     */
    static List<ScoreDoc> whole(List<ScoreDoc> hits, int count) {
        if (hits.size() <= count) {
            return hits;
        }
        float next = hits.get(count).score;
        int kept = count;
        while (kept > 0 && hits.get(kept - 1).score == next) {
            kept--;
        }
        return hits.subList(0, kept < count / 2 ? count : kept);
    }
}
