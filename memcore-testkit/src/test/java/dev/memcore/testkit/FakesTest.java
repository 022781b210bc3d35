package dev.memcore.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.api.MemoryId;
import dev.memcore.spi.Embedder.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FakesTest {
    @Test
    void theClockMovesOnlyByHand() {
        ManualClock clock = new ManualClock(Instant.EPOCH);
        clock.advance(Duration.ofSeconds(3));
        assertEquals(Instant.ofEpochSecond(3), clock.instant());
        clock.set(Instant.EPOCH);
        assertEquals(Instant.EPOCH, clock.instant());
    }

    @Test
    void idsCountFromOneAndGoOnAfterTheGreatest() {
        SequenceIds ids = new SequenceIds();
        assertEquals(SequenceIds.id(1), ids.next(Instant.EPOCH));
        assertEquals(SequenceIds.id(2), ids.next(Instant.EPOCH));
        ids.startAfter(SequenceIds.id(41));
        assertEquals(SequenceIds.id(42), ids.next(Instant.EPOCH));
        assertThrows(IllegalArgumentException.class, () -> ids.startAfter(new MemoryId(1, 1)));
    }

    @Test
    void theEmbedderLooksUpAndTreatsUnknownTextsAsTold() {
        Map<String, float[]> table = Map.of("a", new float[] {1, 2});
        TableEmbedder zeros = new TableEmbedder(table, 2, TableEmbedder.Unknown.ZEROS);
        List<float[]> vectors = zeros.embed(List.of("b", "a"), Purpose.QUERY);
        assertArrayEquals(new float[2], vectors.get(0));
        assertArrayEquals(new float[] {1, 2}, vectors.get(1));
        TableEmbedder fails = new TableEmbedder(table, 2, TableEmbedder.Unknown.FAILS);
        assertThrows(IllegalStateException.class, () -> fails.embed(List.of("b"), Purpose.DOCUMENT));
        assertThrows(IllegalArgumentException.class, () -> new TableEmbedder(table, 3, TableEmbedder.Unknown.ZEROS));
    }
}
