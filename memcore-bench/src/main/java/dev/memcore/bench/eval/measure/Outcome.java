package dev.memcore.bench.eval.measure;

import java.util.List;

/**
 * The answer to one question.
 *
 * @param group whose question it is
 * @param asked the question
 * @param retrieved ids of documents, best first; memories that are not documents of the set are omitted
 * @param confidence the confidence of the recall; comparable within a set
 * @param nanos how long the answer took
 */
public record Outcome(String group, Asked asked, List<String> retrieved, double confidence, long nanos) {
    /** The recall among the first k. */
    double recall(int k) {
        return Recall.at(k, retrieved, asked.evidence());
    }
}
