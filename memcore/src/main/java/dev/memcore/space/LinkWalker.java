package dev.memcore.space;

import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Principal;
import dev.memcore.api.filter.LinkWalk;
import dev.memcore.api.filter.LinkWalk.Direction;
import dev.memcore.api.filter.Linked;
import dev.memcore.commit.OperationFold;
import dev.memcore.spi.index.MemoryLookup;
import dev.memcore.spi.index.ReadTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Traverses links breadth first, as one reader sees them at one moment. For one use. */
final class LinkWalker {
    private final MemoryLookup index;
    private final Principal reader;
    private final ReadTime time;
    private final LinkWalk walk;
    private final Set<MemoryId> reached;
    private final List<Linked> found = new ArrayList<>();

    LinkWalker(MemoryLookup index, Principal reader, ReadTime time, LinkWalk walk) {
        this.index = index;
        this.reader = reader;
        this.time = time;
        this.walk = walk;
        this.reached = new HashSet<>(walk.from());
    }

    List<Linked> walk() {
        List<Memory> frontier = walk.from().stream().map(this::start).toList();
        for (int depth = 1; depth <= walk.depth() && !frontier.isEmpty() && found.size() < walk.limit(); depth++) {
            frontier = step(frontier, depth);
        }
        return List.copyOf(found);
    }

    private Memory start(MemoryId id) {
        return index.get(id, time).filter(this::isShown).orElseThrow(() -> OperationFold.notFound(id));
    }

    private List<Memory> step(List<Memory> frontier, int depth) {
        Map<MemoryId, Linked> next = new LinkedHashMap<>();
        for (Memory from : frontier) {
            neighbours(from)
                    .filter(link -> isWalked(link) && !reached.contains(other(link, from.id())))
                    .forEach(link -> reach(other(link, from.id()), link, depth, next));
        }
        List<Linked> ordered = next.values().stream()
                .sorted(Comparator.comparingDouble(
                                (Linked linked) -> -linked.by().weight())
                        .thenComparing(linked -> linked.memory().id()))
                .limit(walk.limit() - found.size())
                .toList();
        found.addAll(ordered);
        ordered.forEach(linked -> reached.add(linked.memory().id()));
        return ordered.stream().map(Linked::memory).toList();
    }

    private void reach(MemoryId id, Link link, int depth, Map<MemoryId, Linked> next) {
        Linked before = next.get(id);
        if (before != null) {
            if (before.by().weight() < link.weight()) {
                next.put(id, new Linked(before.memory(), depth, link));
            }
        } else {
            index.get(id, time)
                    .filter(this::isShown)
                    .ifPresent(memory -> next.put(id, new Linked(memory, depth, link)));
        }
    }

    private static MemoryId other(Link link, MemoryId id) {
        return link.from().equals(id) ? link.to() : link.from();
    }

    private Stream<Link> neighbours(Memory memory) {
        Stream<Link> out = walk.direction() == Direction.IN ? Stream.empty() : outgoing(memory);
        Stream<Link> in = walk.direction() == Direction.OUT ? Stream.empty() : incoming(memory.id());
        return Stream.concat(out, in);
    }

    private Stream<Link> incoming(MemoryId id) {
        return index.referring(reader, id, MemoryQuery.MAX_LIMIT, time).stream()
                .filter(this::isShown)
                .flatMap(LinkWalker::outgoing)
                .filter(link -> link.to().equals(id));
    }

    /** The links that start at a memory: explicit links, and links that follow from its parts. */
    private static Stream<Link> outgoing(Memory memory) {
        MemoryId by = memory.supersededBy();
        Stream<Link> successor =
                by == null ? Stream.empty() : Stream.of(Link.of(memory.id(), by, LinkType.SUPERSEDED_BY));
        Stream<Link> sources = memory.observation().derivedFrom().stream()
                .map(source -> Link.of(memory.id(), source, LinkType.DERIVED_FROM));
        return Stream.of(memory.links().stream(), sources, successor).flatMap(links -> links);
    }

    private boolean isWalked(Link link) {
        return (walk.types().isEmpty() || walk.types().contains(link.type()))
                && (walk.validAt() == null || link.validAt(walk.validAt()));
    }

    private boolean isShown(Memory memory) {
        return reader.sees(memory) && memory.status().isReadable();
    }
}
