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
 * A breadth-first traversal of links.
 *
 * @param from the start memories; they are not part of the result
 * @param direction the direction in which links are followed
 * @param types the link types to follow; if empty, all types
 * @param depth the maximum number of steps, 1 to {@value #MAX_DEPTH}
 * @param limit the maximum number of memories, 1 to {@value MemoryQuery#MAX_LIMIT}
 * @param validAt the time at which a link must be valid; null for links of any validity
 */
public record LinkWalk(
        Set<MemoryId> from,
        Direction direction,
        Set<LinkType> types,
        int depth,
        int limit,
        @Nullable Instant validAt) {
    /** The maximum number of steps. */
    public static final int MAX_DEPTH = 16;

    /** The direction in which a link is followed. */
    public enum Direction {
        /** From the start of the link to its end. */
        OUT,
        /** From the end of the link to its start. */
        IN,
        /** In both directions. */
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

    /** Returns a walk of one step from one memory, in both directions, along all types, to at most 100 memories. */
    public static LinkWalk from(MemoryId id) {
        return new LinkWalk(Set.of(Arguments.present(id, "id")), Direction.BOTH, Set.of(), 1, 100, null);
    }

    /** Returns this walk in one direction. */
    public LinkWalk withDirection(Direction direction) {
        return new LinkWalk(from, direction, types, depth, limit, validAt);
    }

    /** Returns this walk along links of one type. */
    public LinkWalk withType(LinkType type) {
        return new LinkWalk(from, direction, Set.of(Arguments.present(type, "link type")), depth, limit, validAt);
    }

    /** Returns this walk with another maximum number of steps. */
    public LinkWalk withDepth(int depth) {
        return new LinkWalk(from, direction, types, depth, limit, validAt);
    }

    /** Returns this walk with another maximum number of memories. */
    public LinkWalk withLimit(int limit) {
        return new LinkWalk(from, direction, types, depth, limit, validAt);
    }

    /** Returns this walk along links that are valid at a time. */
    public LinkWalk withValidAt(Instant moment) {
        return new LinkWalk(from, direction, types, depth, limit, Arguments.present(moment, "moment"));
    }
}
