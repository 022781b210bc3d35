package dev.memcore.retrieval.ranking;

import dev.memcore.api.Memory;
import dev.memcore.api.Role;
import dev.memcore.retrieval.query.Question;
import dev.memcore.retrieval.query.Question.State.Moment;
import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.text.WordCodes;
import dev.memcore.retrieval.visibility.Visible;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Finds the candidates that state what a question for the state of one subject asks for, and the one that is valid at
 * the time of the question. Only candidates with all words of the subject are read, in the order of time. For one query,
 * one thread.
 *
 * @param codes the codes of words, or null: the candidates with the best scores are read
 */
record Statements(
        Visible visible,
        FirstPass first,
        Question.State question,
        @Nullable WordCodes codes) {
    /** The maximum number of texts that are read. */
    private static final int TEXTS = 100;

    /** The number of statements after which the search stops. */
    private static final int STATEMENTS = 5;

    /** The value of a statement that is not valid at the time of the question. */
    private static final double OTHER = 0.4;

    /**
     * Returns 1 for the valid statement, {@value #OTHER} for others, and 0 for all other candidates. A statement
     * about a subject with further words in its name has less, and is the valid one only if there is no other. Long texts
     * are not read. Returns null if no candidate states the subject's state.
     *
     * @param order the candidate numbers, oldest first
     */
    double @Nullable [] values(int[] order) throws IOException {
        List<Integer> exact = new ArrayList<>();
        List<Integer> similar = new ArrayList<>();
        double[] values = new double[order.length];
        Set<Long> subject = subject();
        Set<Integer> best = codes == null ? best() : Set.of();
        int read = 0;
        for (int n = 0; n < order.length && read < TEXTS && exact.size() < STATEMENTS; n++) {
            int i = question.moment() == Moment.FIRST ? order[n] : order[order.length - 1 - n];
            CandidateFeatures text = first.features()[i];
            if (FirstPass.brevity(text.size()) == 1 && (codes == null ? best.contains(i) : hasAll(text, subject))) {
                read++;
                values[i] = stated(visible.memory(first.candidates(), i));
                if (values[i] > 0) {
                    (values[i] == 1 ? exact : similar).add(i);
                }
            }
        }
        return exact.isEmpty() && similar.isEmpty() ? null : values(values, exact.isEmpty() ? similar : exact);
    }

    /** Returns how a memory states the state. A reply of an assistant only repeats it. */
    private double stated(Memory memory) {
        return Role.ASSISTANT.equals(memory.observation().role()) ? 0 : question.statedBy(memory.text());
    }

    /** Lowers the values of all candidates but the one that is valid at the time of the question. */
    private double[] values(double[] values, List<Integer> statements) {
        int valid = statements.get(question.moment() == Moment.BEFORE && statements.size() > 1 ? 1 : 0);
        for (int i = 0; i < values.length; i++) {
            values[i] *= i == valid ? 1 : OTHER;
        }
        return values;
    }

    private Set<Integer> best() {
        Set<Integer> best = new HashSet<>();
        for (int i : first.compared(TEXTS)) {
            best.add(i);
        }
        return best;
    }

    private Set<Long> subject() {
        Set<Long> subject = new HashSet<>();
        if (codes != null) {
            question.subject().forEach(word -> codes.words(word, pieces -> subject.add(WordCodes.key(pieces))));
        }
        return subject;
    }

    private static boolean hasAll(CandidateFeatures features, Set<Long> subject) {
        BytesRef words = features.words();
        if (WordCodes.mayLack(words)) {
            return true;
        }
        Set<Long> missing = new HashSet<>(subject);
        WordCodes.Cursor word = new WordCodes.Cursor(words);
        while (!missing.isEmpty() && word.next()) {
            missing.remove(word.key());
        }
        return missing.isEmpty();
    }
}
