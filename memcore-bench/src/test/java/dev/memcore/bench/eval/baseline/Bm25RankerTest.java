package dev.memcore.bench.eval.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.Observation;
import dev.memcore.bench.eval.measure.Document;
import java.util.List;
import org.junit.jupiter.api.Test;

final class Bm25RankerTest {
    private static final List<Document> TURNS = List.of(
            Document.turn(
                    "1",
                    "talk",
                    Observation.builder("We went to the beach and swam.").speaker("Ada")),
            Document.turn(
                    "2",
                    "talk",
                    Observation.builder("My puppies chewed the sofa.").speaker("Ben")),
            Document.turn(
                    "3",
                    "talk",
                    Observation.builder("A puppy is a lot of work, and puppies bite.")
                            .speaker("Ada")),
            Document.turn(
                    "4", "talk", Observation.builder("The beach was crowded.").speaker("Ben")));

    @Test
    void rareWordsAndRepeatedWordsWin() {
        assertEquals(List.of("3", "2"), rank("Which puppy?", 10));
        assertEquals(List.of("4", "1"), rank("Tell me of the beach", 10));
    }

    @Test
    void whatSharesNoWordIsNotRanked() {
        assertEquals(List.of(), rank("Is there a violin?", 10));
    }

    @Test
    void theLimitHolds() {
        assertEquals(List.of("3"), rank("puppies", 1));
    }

    private static List<String> rank(String question, int limit) {
        return new Bm25Ranker(TURNS, Words::of).rank(question, limit);
    }
}
