package dev.memcore.bench.eval.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * The documents and questions of one user: a conversation, a story, or a whole collection.
 *
 * @param id names the user; unique within the set
 * @param documents in the order in which they are remembered
 * @param questions in the order of the set
 */
public record Group(String id, List<Document> documents, List<Asked> questions) {
    /** Copies the lists. */
    public Group {
        documents = List.copyOf(documents);
        questions = List.copyOf(questions);
    }

    /** Returns this group with fewer questions, at even distances, including the last one. */
    public Group withQuestions(int count) {
        if (count >= questions.size()) {
            return this;
        }
        List<Asked> some = new ArrayList<>();
        for (long i = 1; i <= count; i++) {
            some.add(questions.get((int) (i * questions.size() / count) - 1));
        }
        return new Group(id, documents, some);
    }

    /**
     * Returns the numbers of documents after which questions are asked, ascending; the number of all documents if there
     * are no questions.
     */
    public List<Integer> checkpoints() {
        return questions.isEmpty()
                ? List.of(documents.size())
                : questions.stream().map(Asked::after).distinct().sorted().toList();
    }
}
