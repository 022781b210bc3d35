package dev.memcore.bench.eval;

import dev.memcore.bench.locomo.Question;
import java.util.List;

/**
 * The answer to one question.
 *
 * @param conversation the conversation's id
 * @param question the question
 * @param retrieved ids of turns, best first
 * @param nanos how long the answer took
 */
public record Outcome(String conversation, Question question, List<String> retrieved, long nanos) {
    /** The recall among the first k. */
    public double recall(int k) {
        return Recall.at(k, retrieved, question.evidence());
    }
}
