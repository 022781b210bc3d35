package dev.memcore.papers.slot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.api.MemoryId;
import dev.memcore.api.error.MemoryException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SlotMemoryTest {
    private static final double[] CUE = {1};
    private static final double[] OTHER = {0};

    private static MemoryId id(long number) {
        return new MemoryId(0, number);
    }

    private static SlotMemory after(int slots, double a, long writes) {
        SlotMemory memory = new SlotMemory(slots, 1, 3, SlotUpdates.blend(a));
        memory.write(id(0), CUE);
        for (long i = 1; i <= writes; i++) {
            memory.write(id(i), OTHER);
        }
        return memory;
    }

    @Test
    void theCueHasTheWeightOfTheClosedForm() {
        for (long writes : new long[] {0, 15, 16, 17, 1_000, 1_000_000}) {
            double left = after(16, 0.05, writes).slot(0).value()[0];
            assertEquals(Math.pow(0.95, (double) Math.floorDiv(writes, 16)), left, 1e-6);
            assertEquals(HalfLife.left(16, 0.05, writes), left, 1e-6);
        }
        double slow = after(256, 1e-4, 1_000_000).slot(0).value()[0];
        assertEquals(0.6766, slow, 1e-4, "a weight that is not yet 0");
        assertEquals(HalfLife.left(256, 1e-4, 1_000_000), slow, 1e-6);
    }

    @Test
    void halfLivesOfElmur() {
        assertEquals(216, HalfLife.inWrites(16, 0.05), 0.5);
        assertEquals(3459, HalfLife.inWrites(256, 0.05), 0.5);
        assertEquals(0.5, HalfLife.left(16, 0.5, 16));
        assertEquals(Double.POSITIVE_INFINITY, HalfLife.ofBlend(0));
        assertEquals(0, HalfLife.ofBlend(1));
    }

    @Test
    void emptySlotsComeFirstThenTheOneUpdatedLongestAgo() {
        SlotMemory memory = new SlotMemory(3, 1, 2, SlotUpdates.replace());
        for (int i = 0; i < 3; i++) {
            assertEquals(i, memory.size());
            assertEquals(i, memory.write(id(i), new double[] {i}));
        }
        memory.slot(0);
        assertEquals(0, memory.write(id(3), new double[] {7}), "reading is no update");
        assertEquals(1, memory.write(id(4), new double[] {8}));
        assertEquals(2, memory.slot(2).anchor());
        assertEquals(3, memory.slot(0).anchor());
        assertEquals(5, memory.writes());
    }

    @Test
    void aSlotKnowsWhatWasWrittenIntoItLast() {
        SlotMemory.Slot slot = after(2, 0.5, 9).slot(0);
        assertEquals(5, slot.count());
        assertEquals(List.of(id(4), id(6), id(8)), slot.latest());
        SlotMemory forgetful = new SlotMemory(1, 1, 0, SlotUpdates.replace());
        forgetful.write(id(1), CUE);
        assertEquals(List.of(), forgetful.slot(0).latest());
    }

    @Test
    void whatIsWrittenAndReadIsTheCallersOwn() {
        double[] mine = {1};
        SlotMemory memory = new SlotMemory(1, 1, 1, SlotUpdates.replace());
        memory.write(id(1), OTHER);
        memory.write(id(2), mine);
        mine[0] = 9;
        assertArrayEquals(new double[] {1}, memory.slot(0).value());
        assertNotSame(memory.slot(0).value(), memory.slot(0).value());
    }

    @Test
    void badInputIsRefused() {
        SlotMemory memory = new SlotMemory(1, 2, 1, SlotUpdates.replace());
        assertThrows(MemoryException.class, () -> memory.write(id(1), CUE));
        assertThrows(MemoryException.class, () -> memory.write(id(1), new double[] {0, Double.NaN}));
        assertThrows(MemoryException.class, () -> memory.slot(0));
        assertThrows(MemoryException.class, () -> new SlotMemory(0, 1, 1, SlotUpdates.replace()));
        assertThrows(MemoryException.class, () -> SlotUpdates.blend(1.1));
        assertThrows(MemoryException.class, () -> SlotUpdates.gated(0, -0.1));
        assertThrows(MemoryException.class, () -> HalfLife.left(0, 0.1, 1));
    }
}
