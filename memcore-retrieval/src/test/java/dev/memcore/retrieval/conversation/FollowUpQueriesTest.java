package dev.memcore.retrieval.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.spi.QueryRewriter.WeightedQuery;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FollowUpQueriesTest {
    private final FollowUpQueries queries = new FollowUpQueries();

    private static Memory turn(String text) {
        return Memory.builder(
                        new MemoryId(1, 2),
                        Scope.of("acme", "alice"),
                        Observation.of(text).settled())
                .recordedAt(Instant.EPOCH)
                .build();
    }

    @Test
    void aQuestionThatStandsAloneIsTheOnlyQuery() {
        List<Memory> before = List.of(turn("I met Gustav in Oslo."));
        assertEquals(
                List.of(new WeightedQuery("Where does Carla live?", 1)),
                queries.rewrite("Where does Carla live?", before));
        assertEquals(
                List.of(new WeightedQuery("What is it made of?", 1)),
                queries.rewrite("What is it made of?", List.of()));
    }

    @Test
    void aReferenceIsResolvedByTheMessagesBefore() {
        List<Memory> before = List.of(turn("I met Gustav in Oslo."), turn("He showed me his boat."));
        List<WeightedQuery> made = queries.rewrite("What is it made of?", before);
        assertEquals("What is it made of?", made.getFirst().text());
        assertTrue(made.stream().anyMatch(query -> query.text().contains("Gustav")), made::toString);
        assertTrue(made.stream().anyMatch(query -> query.text().contains("boat")), made::toString);
    }

    @Test
    void theMessageItselfIsNotBeforeIt() {
        String question = "And there?";
        assertEquals(List.of(new WeightedQuery(question, 1)), queries.rewrite(question, List.of(turn(question))));
    }

    @Test
    void otherLanguagesHaveReferencesToo() {
        List<Memory> before = List.of(turn("我买了一辆红色的自行车。"));
        assertTrue(queries.rewrite("它在哪里？", before).size() > 1);
        List<Memory> german = List.of(turn("Ich habe gestern ein rotes Fahrrad gekauft."));
        assertTrue(queries.rewrite("Wo steht es jetzt?", german).size() > 1);
    }
}
