package dev.memcore.bench.eval.baseline;

import java.util.List;

/** Answers questions about some documents with their ids, best first. */
@FunctionalInterface
public interface Ranker {
    /** At most {@code limit} ids of documents. */
    List<String> rank(String question, int limit);
}
