package dev.memcore.bench.eval.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RecallTest {
    private static final List<String> RANKED = List.of("D1:1", "D1:2", "D1:3", "D1:4", "D1:5", "D1:6");

    @Test
    void isTheShareOfTheEvidenceAmongTheFirst() {
        assertEquals(1.0, Recall.at(5, RANKED, List.of("D1:5")));
        assertEquals(0.0, Recall.at(5, RANKED, List.of("D1:6")));
        assertEquals(0.5, Recall.at(5, RANKED, List.of("D1:1", "D1:6")));
        assertEquals(2.0 / 3, Recall.at(25, RANKED, List.of("D1:1", "D1:6", "D9:9")));
    }

    @Test
    void noEvidenceCountsAsFound() {
        assertEquals(1.0, Recall.at(5, RANKED, List.of()));
        assertEquals(1.0, Recall.at(5, List.of(), List.of()));
    }

    @Test
    void nothingRecalledFindsNothing() {
        assertEquals(0.0, Recall.at(5, List.of(), List.of("D1:1")));
    }

    @Test
    void malformedEvidenceIsAMissAndRepeatedEvidenceCountsTwice() {
        assertEquals(0.0, Recall.at(25, RANKED, List.of("D1:1; D1:2")));
        assertEquals(2.0 / 3, Recall.at(5, RANKED, List.of("D1:1", "D1:1", "D")));
    }
}
