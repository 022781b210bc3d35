package dev.memcore.consolidation.link;

import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.consolidation.arithmetic.Vectors;
import dev.memcore.consolidation.cluster.TwoGaussians;
import dev.memcore.consolidation.provenance.LastActor;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Links each memory to similar earlier memories. Of the {@value #NEAREST} nearest by cosine, it links either those in
 * the upper component of two normal distributions fitted to the cosines (MemGAS: Xu et al., 2025, whose code takes 20
 * or 30), or those of a minimum cosine. The weight of a link is the cosine.
 *
 * <p>The links of a memory are proposed together. A memory newer than the newest one with such links was not processed
 * yet, or had no similar memory. So the policy processes a scope from the oldest memory on, and later only its newest
 * memories. A memory with more links than the budget allows gets them in parts: the newest memory that this policy has
 * linked is processed again, too. A memory with {@value Memory#MAX_LINKS} links of any type gets no more. Makes one
 * pass, and one embedding per memory; O(new * all * dimensions); holds a vector for each memory of the scope.
 */
public final class SimilarLinks implements LifecyclePolicy {
    static final int NEAREST = 20;

    /**
     * The minimum number of earlier memories. With fewer, similar memories cannot be told from merely near ones. MemGAS
     * also starts after this number of sessions.
     */
    static final int LEAST_BEFORE = 5;

    private final Embedder embedder;
    private final double least;

    /**
     * Creates the policy.
     *
     * @param least the minimum cosine, in (0, 1]; NaN: the mixture decides
     */
    public SimilarLinks(Embedder embedder, double least) {
        this.embedder = embedder;
        this.least = least;
    }

    @Override
    public String name() {
        return "similar links, " + (Double.isNaN(least) ? "by a mixture" : "from cosine " + least) + " of "
                + embedder.modelId();
    }

    /** The data of a memory that this policy needs, apart from its vector. */
    private record Node(MemoryId id, boolean pinned, Set<MemoryId> linked, int room, boolean linkedHere) {}

    private record Near(MemoryId id, double cosine) {}

    @Override
    public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
        List<Node> nodes = new ArrayList<>();
        List<double[]> vectors = new ArrayList<>();
        collect(scope, nodes, vectors);
        List<MemoryOp> proposed = new ArrayList<>();
        for (int i = Math.max(first(nodes), LEAST_BEFORE); i < nodes.size(); i++) {
            Node node = nodes.get(i);
            List<Near> missing = node.pinned() ? List.of() : missing(i, nodes, vectors);
            if (proposed.size() + missing.size() > limit) {
                // a memory whose links alone exceed the limit gets some of them now; otherwise it would never be
                // processed
                missing = proposed.isEmpty() ? missing.subList(0, limit) : List.of();
                i = nodes.size();
            }
            missing.forEach(near -> proposed.add(link(node, near)));
        }
        return proposed;
    }

    /** The index of the first memory that may not have all its links yet. */
    private static int first(List<Node> nodes) {
        int next = nodes.size();
        while (next > 0 && nodes.get(next - 1).linked().isEmpty()) {
            next--;
        }
        // If another actor changed the newest linked memory last, it is not processed again, so that a removed link
        // stays removed.
        return next > 0 && nodes.get(next - 1).linkedHere() ? next - 1 : next;
    }

    private void collect(ScopeView scope, List<Node> nodes, List<double[]> vectors) {
        try (Stream<Memory> memories = scope.memories()) {
            memories.filter(memory -> !memory.text().isBlank()).forEachOrdered(memory -> {
                float[] vector = embedder.embed(List.of(memory.text()), Embedder.Purpose.DOCUMENT)
                        .getFirst();
                Set<MemoryId> linked = memory.links().stream()
                        .filter(link -> link.type().equals(LinkType.SIMILAR))
                        .map(Link::to)
                        .collect(Collectors.toSet());
                int room = Memory.MAX_LINKS - memory.links().size();
                nodes.add(new Node(memory.id(), memory.pinned(), linked, room, LastActor.by(this, memory)));
                vectors.add(Vectors.unit(Vectors.widened(vector)));
            });
        }
    }

    /** The earlier memories that are similar to a memory and not linked to it yet. */
    private List<Near> missing(int memory, List<Node> nodes, List<double[]> vectors) {
        List<Near> nearest = IntStream.range(0, memory)
                .mapToObj(i -> new Near(nodes.get(i).id(), Vectors.dot(vectors.get(memory), vectors.get(i))))
                .sorted(Comparator.comparingDouble(Near::cosine).reversed().thenComparing(Near::id))
                .limit(NEAREST)
                .toList();
        DoublePredicate like = Double.isNaN(least)
                ? TwoGaussians.fit(nearest.stream().mapToDouble(Near::cosine).toArray())::isUpper
                : cosine -> cosine >= least;
        return nearest.stream()
                .filter(near -> near.cosine() > 0 && like.test(near.cosine()))
                .filter(near -> !nodes.get(memory).linked().contains(near.id()))
                .limit(nodes.get(memory).room())
                .toList();
    }

    private MemoryOp link(Node node, Near near) {
        String reason = String.format(Locale.ROOT, "cosine %.3f", near.cosine());
        Link link = Link.of(node.id(), near.id(), LinkType.SIMILAR).withWeight(Math.min(1, near.cosine()));
        return new MemoryOp.AddLink(link, Cause.of(name(), reason));
    }
}
