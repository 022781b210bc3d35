package dev.memcore.api.report;

import dev.memcore.api.LinkType;
import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;

/**
 * Two memories in force that cannot both be right, or that somebody linked as such. Which of them is right, nobody knows here.
 *
 * @param one the one that answers the query better
 * @param other the other
 * @param reason what speaks for it
 */
public record Conflict(MemoryId one, MemoryId other, Reason reason) {
    /** What speaks for a conflict. */
    public enum Reason {
        /** A link of type {@link LinkType#CONTRADICTS} from either to the other. */
        LINK,
        /** Two facts of one key in one scope that say different things. */
        KEY,
        /** Two statements that are equal but for their numbers. */
        NUMBER,
        /** Two statements that are equal but that one denies the other. */
        NEGATION,
        /** Two statements that are equal but for two words of opposite meaning: open and closed. */
        OPPOSITE
    }

    /** Checks that nothing is missing. */
    public Conflict {
        Arguments.present(one, "one");
        Arguments.present(other, "other");
        Arguments.present(reason, "reason");
    }
}
