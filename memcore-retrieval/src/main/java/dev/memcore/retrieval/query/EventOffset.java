package dev.memcore.retrieval.query;

import static java.util.Objects.requireNonNull;

import java.time.Period;

/**
 * A time that a text places before or after an event that it only names: "two weeks before the wedding". Whoever finds out
 * when the event was can say when this is.
 *
 * @param start the first character of the mention, from 0
 * @param end the character after its last; greater than {@code start}
 * @param least the least distance from the event, zero or positive
 * @param most the greatest; with "before the wedding", which says no distance, both are zero
 * @param before whether it lies before the event, else after it
 * @param event the words that name the event, without article: "wedding"
 */
public record EventOffset(int start, int end, Period least, Period most, boolean before, String event) {
    public EventOffset {
        requireNonNull(least, "least");
        requireNonNull(most, "most");
        requireNonNull(event, "event");
    }

    /** Whether no distance is said: any time on that side of the event. */
    public boolean unbounded() {
        return most.isZero();
    }
}
