package dev.memcore.retrieval.source;

import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.visibility.Candidates;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;

/**
 * A source of candidates and of one signal: it finds candidates in the index, and computes the signal of any candidate
 * exactly. For one query, one thread.
 */
public interface SignalSource {
    String signal();

    /**
     * Returns the best documents by this source among those that pass the filter. Returns none if the source only
     * computes values.
     */
    default List<ScoreDoc> best(Query filter, int count) throws IOException {
        return List.of();
    }

    /** Returns the signal of every candidate. Greater values are better; NaN: no value. */
    double[] values(Candidates candidates) throws IOException;

    /** Sorts by the id of the memory, which breaks ties. */
    SortField ID = new SortField(MemoryDocument.ID, SortField.Type.STRING);

    /** Sorts by score, best first; equal scores by id. */
    Sort BEST = new Sort(SortField.FIELD_SCORE, ID);

    /**
     * Finds the best documents, with equal scores ordered by id. Called only if cutting off before a group of equal
     * scores would leave less than half of the requested number.
     */
    interface Exactly {
        List<ScoreDoc> best() throws IOException;
    }

    /**
     * Cuts off a source's result at {@code count}. Lucene returns equal scores in the order of documents, which a merge
     * of segments may change. If the cut were inside a group of equal scores, the same query could have other
     * candidates after a merge. So the result ends before the first group of equal scores that does not fit. If that
     * would leave less than half of {@code count}, equal scores are cut off by id, which never changes.
     *
     * @param hits the best documents, best first; one more than {@code count}, if there are so many
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
