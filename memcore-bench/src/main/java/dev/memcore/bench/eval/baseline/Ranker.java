package dev.memcore.bench.eval.baseline;

import java.util.List;

/** Ranks the documents of one group for questions. */
@FunctionalInterface
public interface Ranker {
    /** Returns at most {@code limit} ids of documents, best first. */
    List<String> rank(String question, int limit);
}
