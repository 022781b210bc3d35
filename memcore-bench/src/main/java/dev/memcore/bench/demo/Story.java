package dev.memcore.bench.demo;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import java.util.List;
import java.util.Set;

/**
 * A conversation of one user and an agent, with questions about it.
 *
 * @param title a title of one line
 * @param scope the scope in which it is stored
 * @param chapters the sessions in order
 * @param questions the questions
 */
record Story(String title, Scope scope, List<Chapter> chapters, List<Ask> questions) {
    /** The attribute with the id of a turn that evidence may name. */
    static final String TURN_ID = "turn";

    /** Copies the lists. */
    Story {
        chapters = List.copyOf(chapters);
        questions = List.copyOf(questions);
    }

    /** The number of messages in all chapters. */
    int messages() {
        return chapters.stream().mapToInt(chapter -> chapter.messages().size()).sum();
    }

    /** One session. */
    record Chapter(String session, List<Observation> messages) {}

    /**
     * A question.
     *
     * @param text as it is asked
     * @param evidence ids of turns that are known to answer it; empty: not known
     */
    record Ask(String text, Set<String> evidence) {
        /** Whether the memory is known to answer the question. */
        boolean isAnsweredBy(Memory memory) {
            return memory.observation().attributes().get(TURN_ID) instanceof AttributeValue.Text(String id)
                    && evidence.contains(id);
        }
    }
}
