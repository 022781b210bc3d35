package dev.memcore.bench.eval.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * What one user remembers and asks: a conversation, a story, or a whole collection.
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

    /** The same with so many of the questions, evenly spread, the last one among them. */
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

    /** After how many documents something is asked, ascending; after all of them, if nothing is asked. */
    public List<Integer> checkpoints() {
        return questions.isEmpty()
                ? List.of(documents.size())
                : questions.stream().map(Asked::after).distinct().sorted().toList();
    }
}
