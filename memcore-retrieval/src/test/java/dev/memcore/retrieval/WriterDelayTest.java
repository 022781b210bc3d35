package dev.memcore.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WriterDelayTest {
    private static final int CAPACITY = 20_000;

    @Test
    void writersDoNotWaitUpToHalfOfTheCapacity() {
        assertEquals(0, MemtableManager.delayNanos(0, CAPACITY));
        assertEquals(0, MemtableManager.delayNanos(CAPACITY / 2, CAPACITY));
        assertEquals(0, MemtableManager.delayNanos(0, 1));
    }

    @Test
    void theDelayDoublesWithEachTenthOfTheRest() {
        assertEquals(200_000, MemtableManager.delayNanos(12_000, CAPACITY));
        assertEquals(400_000, MemtableManager.delayNanos(13_000, CAPACITY));
        assertEquals(51_200_000, MemtableManager.delayNanos(CAPACITY, CAPACITY));
    }

    @Test
    void theDelayIsBoundedBeyondTheCapacity() {
        long most = MemtableManager.delayNanos(CAPACITY, CAPACITY);
        assertEquals(most, MemtableManager.delayNanos(Long.MAX_VALUE, CAPACITY));
        assertTrue(MemtableManager.delayNanos(2, 1) > 0);
    }
}
