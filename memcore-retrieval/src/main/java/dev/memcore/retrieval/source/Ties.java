package dev.memcore.retrieval.source;

import dev.memcore.retrieval.storage.MemoryDocument;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;

/**
 * Where a source stops. Lucene gives equal scores in the order of documents, which a merge of segments may change: if a source stopped amid equal
 * ones, the same question would have other candidates, and so other ranks, after a merge. So equal ones are cut off by their ids, which never change.
 */
final class Ties {
    private static final SortField ID = new SortField(MemoryDocument.ID, SortField.Type.STRING);

    /** The best scores first, equal ones by their ids. */
    static final Sort BEST = new Sort(SortField.FIELD_SCORE, ID);

    private Ties() {}

    /** Finds the best so many, equal ones by their ids; asked only if a source would stop amid equal scores that are most of what it gives. */
    interface Exactly {
        List<ScoreDoc> best() throws IOException;
    }

    /**
     * So many of the hits at most, and none that is equal to the first which is left out; if that would leave less than half, exactly so many, of equal ones
     * those with the least ids.
     *
     * @param hits the best first, one more than may be kept if there are as many
     */
    static List<ScoreDoc> whole(List<ScoreDoc> hits, int count, Exactly exactly) throws IOException {
        if (hits.size() <= count) {
            return hits;
        }
        float next = hits.get(count).score;
        int kept = count;
        while (kept > 0 && hits.get(kept - 1).score == next) {
            kept--;
        }
        return kept < count / 2 ? exactly.best() : hits.subList(0, kept);
    }
}
