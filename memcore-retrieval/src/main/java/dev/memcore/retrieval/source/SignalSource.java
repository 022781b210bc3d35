package dev.memcore.retrieval.source;

import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.visibility.Candidates;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;

/** One kind of evidence: finds candidates in the index, and values any candidate exactly. For one query, one thread. */
public interface SignalSource {
    String signal();

    /** The documents this source thinks best among those that pass the filter; none if it only values. */
    default List<ScoreDoc> best(Query filter, int count) throws IOException {
        return List.of();
    }

    /** What it says of every candidate: the higher the better; NaN: nothing. */
    double[] values(Candidates candidates) throws IOException;

    /** The document field of a memory's id, which breaks ties. */
    SortField ID = new SortField(MemoryDocument.ID, SortField.Type.STRING);

    /** The best scores first, equal ones by their ids. */
    Sort BEST = new Sort(SortField.FIELD_SCORE, ID);

    /** Finds the best documents, equal scores ordered by id. Called only if a source would stop amid equal scores that are most of its result. */
    interface Exactly {
        List<ScoreDoc> best() throws IOException;
    }

    /**
     * Cuts a source's result off at {@code count}. Lucene gives equal scores in the order of documents, which a merge of segments may change.
     * If a source stopped amid equal scores, the same question would have other candidates after a merge. So the result ends before the first
     * group of equal scores that does not fit. If that would leave less than half of {@code count}, equal scores are cut off by their ids,
     * which never change.
     *
     * @param hits the best first, one more than may be kept if there are as many
     */
    static List<ScoreDoc> cutOff(List<ScoreDoc> hits, int count, Exactly exactly) throws IOException {
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
