package dev.memcore.bench.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.bench.locomo.Question;
import dev.memcore.bench.locomo.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

final class Bm25RankerTest {
    private static final List<Turn> TURNS = List.of(
            new Turn("1", "Ada", "We went to the beach and swam."),
            new Turn("2", "Ben", "My puppies chewed the sofa."),
            new Turn("3", "Ada", "A puppy is a lot of work, and puppies bite."),
            new Turn("4", "Ben", "The beach was crowded."));

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
        return new Bm25Ranker(TURNS).rank(new Question(question, "any", List.of(), ""), limit);
    }
}
