package dev.memcore.bench.documents;

import java.util.List;

/**
 * A long text with questions about parts of it.
 *
 * @param text the text
 * @param questions the questions
 */
record LongDocument(String text, List<Asked> questions) {
    /**
     * A question.
     *
     * @param way how it was made, such as {@code sentence}
     * @param question the question
     * @param from where the part that answers it begins in the text
     * @param to where the part ends, exclusive
     */
    record Asked(String way, String question, int from, int to) {}
}
