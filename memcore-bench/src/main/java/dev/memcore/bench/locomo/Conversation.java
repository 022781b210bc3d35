package dev.memcore.bench.locomo;

import java.util.List;

/**
 * A conversation of many sessions, and the questions about it.
 *
 * @param id unique within the file
 * @param sessions in order
 * @param questions in the file's order
 */
public record Conversation(String id, List<Session> sessions, List<Question> questions) {
    /** Copies the lists. */
    public Conversation {
        sessions = List.copyOf(sessions);
        questions = List.copyOf(questions);
    }

    /** All turns, in order. */
    public List<Turn> turns() {
        return sessions.stream().flatMap(session -> session.turns().stream()).toList();
    }
}
