package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.check.Moments;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A directed, typed relation between two memories. A link belongs to the version of the memory at which it starts. So
 * links have a history, can be undone, and are removed with the memory. There is at most one link of a type from one
 * memory to another. If it is added again, its weight and validity are replaced.
 *
 * @param from the memory at which the link starts
 * @param to the memory to which the link leads; another memory of the same tenant
 * @param type the type
 * @param weight the strength, in [0, 1]
 * @param validFrom the time since which the relation has been true in the world, or null if unknown
 * @param validTo the time until which it was true, exclusive, or null if no end is known
 */
public record Link(
        MemoryId from,
        MemoryId to,
        LinkType type,
        double weight,
        @Nullable Instant validFrom,
        @Nullable Instant validTo) {
    /** Checks the parts. */
    public Link {
        Arguments.present(from, "from");
        Arguments.present(to, "to");
        Arguments.present(type, "link type");
        Arguments.unit(weight, "weight");
        validFrom = Moments.optionalToMillis(validFrom);
        validTo = Moments.optionalToMillis(validTo);
        Moments.requireOrder(validFrom, validTo);
        if (from.equals(to)) {
            throw Arguments.invalid("a memory cannot be linked to itself: " + from);
        }
    }

    /** Returns a link with weight 1 and unknown validity. */
    public static Link of(MemoryId from, MemoryId to, LinkType type) {
        return new Link(from, to, type, 1, null, null);
    }

    /** Returns this link with another weight. */
    public Link withWeight(double weight) {
        return new Link(from, to, type, weight, validFrom, validTo);
    }

    /** Returns this link with a validity. */
    public Link withValidity(@Nullable Instant from, @Nullable Instant to) {
        return new Link(this.from, this.to, type, weight, from, to);
    }

    /** Returns whether the link is valid at a time. An unknown start or end excludes no time. */
    public boolean validAt(Instant moment) {
        return Moments.within(validFrom, validTo, Arguments.present(moment, "moment"));
    }

    /** Returns whether both links have the same type, start and end. Weight and validity are ignored. */
    public boolean sameRelation(Link other) {
        return from.equals(Arguments.present(other, "other").from) && to.equals(other.to) && type.equals(other.type);
    }
}
