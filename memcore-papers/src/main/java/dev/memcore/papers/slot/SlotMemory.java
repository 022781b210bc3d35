package dev.memcore.papers.slot;

import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A memory with a fixed number of slots, as in ELMUR (2025). Values fill the empty slots first. Then each value updates
 * the slot that was updated longest ago; reads do not count. With {@link SlotUpdates#blend} of a, a value has the
 * weight {@code (1 - a)^floor(W / slots)} in its slot after W further writes.
 *
 * <p>A write is O(length), because the slots are updated in turn. Holds a vector and the kept ids for each slot. For
 * one thread.
 */
public final class SlotMemory {
    private final int dimensions;
    private final int kept;
    private final SlotUpdate update;
    private final List<Place> places = new ArrayList<>();
    private final int slots;
    private long writes;

    /**
     * Creates an empty memory.
     *
     * @param slots the number of slots, positive
     * @param dimensions the length of every value, positive
     * @param kept the number of latest ids that a slot keeps, not negative
     * @param update combines the old value of a slot with a new one
     */
    public SlotMemory(int slots, int dimensions, int kept, SlotUpdate update) {
        this.slots = Arguments.atLeast(slots, 1, "slots");
        this.dimensions = Arguments.atLeast(dimensions, 1, "dimensions");
        this.kept = Arguments.atLeast(kept, 0, "kept");
        this.update = Arguments.present(update, "update");
    }

    /**
     * The state of a slot.
     *
     * @param value a copy of its value
     * @param anchor the number of the write that updated it last; the first write is 0
     * @param count the number of writes to it
     * @param latest the memories written to it last, oldest first
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Slot(double[] value, long anchor, long count, List<MemoryId> latest) {
        /** Checks that nothing is missing. */
        public Slot {
            Arguments.present(value, "value");
            Arguments.allPresent(latest, "latest");
        }
    }

    private static final class Place {
        double[] value;
        long anchor;
        long count = 1;
        final Deque<MemoryId> latest = new ArrayDeque<>();

        Place(double[] value) {
            this.value = value;
        }
    }

    /**
     * Writes a value.
     *
     * @return the number of the slot
     */
    public int write(MemoryId id, double[] value) {
        Arguments.vector(value, dimensions, "value");
        // the slot updated longest ago, because the slots are updated in turn
        int number = Math.floorMod(writes, slots);
        if (number == places.size()) {
            places.add(new Place(value.clone()));
        } else {
            Place place = places.get(number);
            place.value = update.update(place.value, value, place.count).clone();
            place.count++;
        }
        Place place = places.get(number);
        place.anchor = writes++;
        place.latest.addLast(id);
        if (place.latest.size() > kept) {
            place.latest.removeFirst();
        }
        return number;
    }

    /** Returns the number of slots in use. */
    public int size() {
        return places.size();
    }

    /** Returns the number of writes. */
    public long writes() {
        return writes;
    }

    /** Returns a slot in use, by its number. */
    public Slot slot(int number) {
        Place place = places.get(Arguments.within(number, 0, size() - 1, "number"));
        return new Slot(place.value.clone(), place.anchor, place.count, List.copyOf(place.latest));
    }
}
