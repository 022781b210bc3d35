package dev.memcore.papers.slot;

import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A memory of so many slots, as ELMUR has it (2025): what comes fills the empty slots, then always updates the slot that was updated
 * longest ago; reading one does not count. With {@link SlotUpdates#blend} of a, what was written W writes ago counts {@code (1 -
 * a)^floor(W / slots)} in its slot.
 *
 * <p>A write is O(length), as the slots come in turn; memory is slots times length and ids kept. For one thread.
 */
public final class SlotMemory {
    private final int dimensions;
    private final int kept;
    private final SlotUpdate update;
    private final List<Place> places = new ArrayList<>();
    private final int slots;
    private long writes;

    /**
     * A memory without content.
     *
     * @param slots how many, positive
     * @param dimensions the length of every value, positive
     * @param kept of how many writes a slot keeps the ids, the latest; not negative
     */
    public SlotMemory(int slots, int dimensions, int kept, SlotUpdate update) {
        this.slots = Arguments.atLeast(slots, 1, "slots");
        this.dimensions = Arguments.atLeast(dimensions, 1, "dimensions");
        this.kept = Arguments.atLeast(kept, 0, "kept");
        this.update = Arguments.present(update, "update");
    }

    /**
     * A slot as it stands.
     *
     * @param value a copy
     * @param anchor the write that updated it last; the first write is 0
     * @param count how many writes it has had
     * @param latest the memories written into it last, oldest first
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
        // the slot updated longest ago: each is updated once in a round
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

    /** How many slots are in use. */
    public int size() {
        return places.size();
    }

    /** How many writes there were. */
    public long writes() {
        return writes;
    }

    /** A slot in use, by its number. */
    public Slot slot(int number) {
        Place place = places.get(Arguments.within(number, 0, size() - 1, "number"));
        return new Slot(place.value.clone(), place.anchor, place.count, List.copyOf(place.latest));
    }
}
