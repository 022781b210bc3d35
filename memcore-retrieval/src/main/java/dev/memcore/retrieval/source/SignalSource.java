package dev.memcore.retrieval.source;

import dev.memcore.retrieval.visibility.Candidates;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

/** One kind of evidence: finds candidates in the index, and values any candidate exactly. For one query, one thread. */
public interface SignalSource {
    String signal();

    /** The documents this source thinks best among those that pass the filter; none if it only values. */
    default List<ScoreDoc> best(Query filter, int count) throws IOException {
        return List.of();
    }

    /** What it says of every candidate: the higher the better; NaN: nothing. */
    double[] values(Candidates candidates) throws IOException;
}
