package dev.memcore.bench.simulate.trace;

import java.time.Instant;
import java.util.List;

/**
 * A sequence of requests of a reader.
 *
 * @param name what sort of trace it is
 * @param items what there is to be remembered
 * @param steps what happens, in the order of time
 */
public record Trace(String name, List<Item> items, List<Step> steps) {
    /** When every trace begins. */
    public static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");

    /**
     * Something that can be remembered.
     *
     * @param importance in [0, 1]
     */
    public record Item(String text, double importance) {}

    /**
     * Something that happens.
     *
     * @param item the place of an item
     * @param at never before the step before
     * @param asked whether the reader wants the item; otherwise it is only told
     */
    public record Step(int item, Instant at, boolean asked) {}

    /** Returns the number of requests, on which hit rates are based. */
    public long asked() {
        return steps.stream().filter(Step::asked).count();
    }
}
