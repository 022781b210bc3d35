package dev.memcore.bench.tasks.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RelationsTest {
    @Test
    void theLaterStatementHolds() {
        Relations relations = Relations.of(200, new Random(7));
        Map<String, String> last = new HashMap<>();
        for (String statement : relations.statements()) {
            Map.Entry<String, String> parsed = Relations.parse(statement).orElseThrow();
            last.put(parsed.getKey(), parsed.getValue());
        }
        assertEquals(last, relations.current());
        assertTrue(last.size() < relations.statements().size(), "no statement was replaced");
    }

    @Test
    void aChainEndsAtItsAnswer() {
        Relations relations = Relations.of(300, new Random(7));
        Relations.Question question = relations.question(3, new Random(7)).orElseThrow();
        String at = question.person();
        for (String relation : question.relations()) {
            at = relations.current().getOrDefault(Relations.key(at, relation), "");
        }
        assertEquals(question.answer(), at);
        assertTrue(
                question.text().startsWith("Who is the " + question.relations().getLast() + " of "), question::text);
    }
}
