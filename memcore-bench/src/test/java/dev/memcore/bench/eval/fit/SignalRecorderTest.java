package dev.memcore.bench.eval.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.spi.Fused;
import dev.memcore.spi.SignalTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SignalRecorderTest {
    private static final SignalTable FIRST = table(0, 1, 2, 0);
    private static final SignalTable LAST = table(3, 9, 3, 4);

    private final SignalRecorder recorder = new SignalRecorder(new MinMaxWeightedSum(Map.of("a", 1.0)));

    @Test
    void ranksAsShippedAndKeepsTheLastTable() {
        assertEquals(List.of(2, 1, 0, 3), recall(FIRST));
        assertEquals(List.of(1, 3, 0, 2), recall(LAST));
        assertSame(LAST, recorder.table());
        assertTrue(recorder.uses("a"));
        assertFalse(recorder.uses("b"));
    }

    @Test
    void eachTurnPutsOthersFirstInTheLastStepAlone() {
        recorder.begin();
        recall(FIRST);
        recall(LAST);
        for (int from = 0; from < 4; from++) {
            List<Integer> order = recorder.turn(from);
            assertEquals(List.of(2, 1, 0, 3), recall(FIRST));
            assertEquals(order, recall(table(3, 9, 3, 4)));
            assertEquals(List.of(1, 3, 0, 2).get(from), order.getFirst());
            assertSame(LAST, recorder.table());
        }
        recorder.begin();
        assertEquals(List.of(2, 1, 0, 3), recall(FIRST));
        assertSame(FIRST, recorder.table());
    }

    @Test
    void placesAreWithoutTies() {
        recorder.begin();
        recorder.fuse(LAST);
        recorder.turn(1);
        assertEquals(
                4,
                Set.copyOf(recorder.fuse(LAST).stream().map(Fused::score).toList())
                        .size());
    }

    @Test
    void anotherQuestionIsNoticed() {
        recorder.begin();
        recorder.fuse(LAST);
        recorder.turn(0);
        SignalTable other = table(1, 2);
        assertThrows(IllegalStateException.class, () -> recorder.fuse(other));
    }

    private List<Integer> recall(SignalTable table) {
        return recorder.fuse(table).stream().map(Fused::candidate).toList();
    }

    private static SignalTable table(double... row) {
        return new SignalTable(List.of("a"), new double[][] {row}, row.length);
    }
}
