package dev.memcore.api.filter;

import dev.memcore.api.LinkType;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.check.Moments;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A walk along links, breadth first.
 *
 * @param from where it starts; these are not among the results
 * @param direction along the links, against them, or both
 * @param types of these types; empty: of any
 * @param depth how many steps at most, 1 to {@value #MAX_DEPTH}
 * @param limit how many memories at most, 1 to {@value MemoryQuery#MAX_LIMIT}
 * @param validAt only along links that held at this moment; null: whenever they held
 */
public record LinkWalk(
        Set<MemoryId> from,
        Direction direction,
        Set<LinkType> types,
        int depth,
        int limit,
        @Nullable Instant validAt) {
    /** The most steps. */
    public static final int MAX_DEPTH = 16;

    /** Which way a link is walked. */
    public enum Direction {
        /** From its start to its end. */
        OUT,
        /** From its end to its start. */
        IN,
        /** Either. */
        BOTH
    }

    /** Checks the ranges, and copies the sets. */
    public LinkWalk {
        from = Collections.unmodifiableSet(new TreeSet<>(Arguments.allPresent(from, "from")));
        Arguments.positive(from.size(), "the number of memories to start from");
        Arguments.present(direction, "direction");
        Arguments.allPresent(types, "link types");
        types = Collections.unmodifiableSet(new TreeSet<>(types));
        Arguments.atMost(Arguments.positive(depth, "depth"), MAX_DEPTH, "depth");
        Arguments.atMost(Arguments.positive(limit, "limit"), MemoryQuery.MAX_LIMIT, "limit");
        validAt = Moments.optionalToMillis(validAt);
    }

    /** One step from one memory, either way, along all types, to at most 100 memories. */
    public static LinkWalk from(MemoryId id) {
        return new LinkWalk(Set.of(Arguments.present(id, "id")), Direction.BOTH, Set.of(), 1, 100, null);
    }

    /** This walk in one direction. */
    public LinkWalk withDirection(Direction direction) {
        return new LinkWalk(from, direction, types, depth, limit, validAt);
    }

    /** This walk along links of one type. */
    public LinkWalk withType(LinkType type) {
        return new LinkWalk(from, direction, Set.of(Arguments.present(type, "link type")), depth, limit, validAt);
    }

    /** This walk, so many steps far. */
    public LinkWalk withDepth(int depth) {
        return new LinkWalk(from, direction, types, depth, limit, validAt);
    }

    /** This walk, to at most so many memories. */
    public LinkWalk withLimit(int limit) {
        return new LinkWalk(from, direction, types, depth, limit, validAt);
    }

    /** This walk along links that held at a moment. */
    public LinkWalk withValidAt(Instant moment) {
        return new LinkWalk(from, direction, types, depth, limit, Arguments.present(moment, "moment"));
    }
}
