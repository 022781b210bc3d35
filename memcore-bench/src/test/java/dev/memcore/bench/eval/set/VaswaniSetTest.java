package dev.memcore.bench.eval.set;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.bench.eval.SmallSets;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.measure.Group;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VaswaniSetTest {
    private static final Group GROUP = VaswaniSet.parse(SmallSets.DOCUMENTS, SmallSets.QUERIES, SmallSets.JUDGEMENTS);

    @Test
    void linesOfADocumentAreOneText() {
        assertEquals(
                List.of("7", "8", "9"),
                GROUP.documents().stream().map(Document::id).toList());
        assertEquals(
                "bees dance to show where the clover is",
                GROUP.documents().getFirst().text());
    }

    @Test
    void queriesAreInLowerCaseAndHaveWhatWasJudgedRelevant() {
        assertEquals(List.of(Asked.of("the dance of bees", "queries", List.of("7", "9"), 3)), GROUP.questions());
    }
}
