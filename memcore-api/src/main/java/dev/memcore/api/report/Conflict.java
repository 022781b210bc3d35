package dev.memcore.api.report;

import dev.memcore.api.LinkType;
import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;

/**
 * Two memories in force that contradict each other, or that are linked as contradictory. The store does not decide
 * which of them is right.
 *
 * @param one the memory that answers the query better
 * @param other the other memory
 * @param reason why they are considered contradictory
 */
public record Conflict(MemoryId one, MemoryId other, Reason reason) {
    /** The reason of a conflict. */
    public enum Reason {
        /** One of the memories has a link of type {@link LinkType#CONTRADICTS} to the other. */
        LINK,
        /** Two facts with the same key and scope have different texts. */
        KEY,
        /** Two statements state different numbers for the same measure. */
        NUMBER,
        /** One statement negates the other. */
        NEGATION,
        /** Two statements differ in words of opposite meaning, for example open and closed. */
        OPPOSITE,
        /** Two statements state different dates, days of the week or times of day for the same thing. */
        DATE,
        /** Two statements state different names, places or other values of something that has one at a time. */
        VALUE
    }

    /** Checks that nothing is missing. */
    public Conflict {
        Arguments.present(one, "one");
        Arguments.present(other, "other");
        Arguments.present(reason, "reason");
    }
}
