package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.check.Moments;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A directed relation between two memories. It belongs to the memory it starts from, as part of that memory's version; so
 * links have a history, can be undone, and vanish with the memory. There is at most one link of a type from one memory to
 * another: adding it again replaces weight and validity.
 *
 * @param from where it starts
 * @param to where it leads; another memory of the same tenant
 * @param type what it says
 * @param weight how strongly, in [0, 1]
 * @param validFrom since when it has held in the world, or null: unknown
 * @param validTo until when it held, exclusive, or null: still
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

    /** A link of weight 1, whose validity is not known. */
    public static Link of(MemoryId from, MemoryId to, LinkType type) {
        return new Link(from, to, type, 1, null, null);
    }

    /** This link with another weight. */
    public Link withWeight(double weight) {
        return new Link(from, to, type, weight, validFrom, validTo);
    }

    /** This link with a known validity. */
    public Link withValidity(@Nullable Instant from, @Nullable Instant to) {
        return new Link(this.from, this.to, type, weight, from, to);
    }

    /** Whether it held at a moment; what is unknown speaks for it. */
    public boolean validAt(Instant moment) {
        return Moments.within(validFrom, validTo, Arguments.present(moment, "moment"));
    }

    /** Whether it is the same relation, whatever its weight and validity. */
    public boolean sameRelation(Link other) {
        return from.equals(Arguments.present(other, "other").from) && to.equals(other.to) && type.equals(other.type);
    }
}
