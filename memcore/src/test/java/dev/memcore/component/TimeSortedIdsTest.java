package dev.memcore.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryId;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.contract.StoreTest;
import dev.memcore.model.Race;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class TimeSortedIdsTest {
    private static final Instant NOW = StoreTest.START;
    private static final long MAX_MILLIS = (1L << 48) - 1;

    private final TimeSortedIds ids = new TimeSortedIds(new Random(1));

    @Test
    void anIdIsAVersion7UuidOfItsMoment() {
        UUID uuid = UUID.fromString(ids.next(NOW).toString());
        assertEquals(7, uuid.version());
        assertEquals(2, uuid.variant());
        assertEquals(NOW.toEpochMilli(), uuid.getMostSignificantBits() >>> 16);
    }

    @Test
    void manyIdsOfOneMillisecondAreIncreasing() {
        MemoryId last = ids.next(NOW);
        for (int i = 0; i < 100_000; i++) {
            MemoryId next = ids.next(NOW);
            assertTrue(last.compareTo(next) < 0, last + " < " + next);
            last = next;
        }
        assertEquals(NOW.toEpochMilli(), TimeSortedIds.millisOf(last), "no millisecond was borrowed");
    }

    @Test
    void idsIncreaseThoughTheClockGoesBack() {
        MemoryId last = ids.next(NOW);
        for (int i = 1; i <= 1_000; i++) {
            MemoryId next = ids.next(NOW.minusSeconds(i));
            assertTrue(last.compareTo(next) < 0, last + " < " + next);
            last = next;
        }
    }

    @Test
    void whateverIsDrawnTheCounterLeavesRoomForTwoTrillionIds() {
        TimeSortedIds full = new TimeSortedIds(new AllOnes());
        MemoryId first = full.next(NOW);
        long counter = (first.mostSignificant() & 0xFFF) << 30 | (first.leastSignificant() >>> 32 & 0x3FFF_FFFF);
        assertEquals((1L << 41) - 1, counter);
    }

    @Property(tries = 500)
    void theNextIdIsGreaterThanAnyGreatest(
            @ForAll @LongRange(min = 0, max = MAX_MILLIS - 1) long millis,
            @ForAll @LongRange(min = 0, max = 0xFFFF) long lowBits,
            @ForAll long leastSignificant) {
        MemoryId greatest = new MemoryId(millis << 16 | lowBits, leastSignificant);
        TimeSortedIds after = new TimeSortedIds(new Random(millis));
        after.startAfter(greatest);
        MemoryId next = after.next(NOW);
        assertTrue(greatest.compareTo(next) < 0, greatest + " < " + next);
        assertTrue(next.compareTo(after.next(NOW)) < 0);
    }

    @Test
    void startingAfterASmallerIdChangesNothing() {
        MemoryId before = ids.next(NOW);
        ids.startAfter(new MemoryId(1, 1));
        MemoryId next = ids.next(NOW);
        assertTrue(before.compareTo(next) < 0);
        assertEquals(NOW.toEpochMilli(), TimeSortedIds.millisOf(next));
    }

    @Test
    void beyondTheLastMillisecondItFailsRatherThanWrapsAround() {
        StoreTest.assertFails(ErrorCode.LIMIT_EXCEEDED, () -> ids.startAfter(new MemoryId(-1, -1)));
        StoreTest.assertFails(ErrorCode.LIMIT_EXCEEDED, () -> ids.next(Instant.ofEpochMilli(MAX_MILLIS + 1)));
        assertEquals(MAX_MILLIS, TimeSortedIds.millisOf(ids.next(Instant.ofEpochMilli(MAX_MILLIS))));
    }

    @Test
    void aClockBefore1970StillGivesIncreasingIds() {
        MemoryId first = ids.next(Instant.ofEpochMilli(-5));
        assertTrue(first.compareTo(ids.next(Instant.ofEpochMilli(-4))) < 0);
        assertTrue(first.compareTo(ids.next(NOW)) < 0);
    }

    @Test
    void theSameSeedGivesTheSameIds() {
        TimeSortedIds again = new TimeSortedIds(new Random(1));
        for (int i = 0; i < 100; i++) {
            assertEquals(ids.next(NOW), again.next(NOW));
        }
    }

    @Test
    void threadsGetDifferentIdsEachIncreasing() {
        List<List<MemoryId>> made = Race.of(4, thread -> {
            List<MemoryId> mine = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                mine.add(ids.next(NOW.plusMillis(i / 100)));
            }
            return mine;
        });
        Set<MemoryId> all = new HashSet<>();
        for (List<MemoryId> mine : made) {
            assertEquals(mine.stream().sorted().toList(), mine);
            all.addAll(mine);
        }
        assertEquals(40_000, all.size());
    }

    private static final class AllOnes implements RandomGenerator {
        @Override
        public long nextLong() {
            return -1;
        }
    }
}
