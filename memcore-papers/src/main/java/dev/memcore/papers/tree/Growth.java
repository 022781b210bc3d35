package dev.memcore.papers.tree;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.operation.Cause;
import dev.memcore.consolidation.arithmetic.Vectors;
import dev.memcore.consolidation.segment.Texts;
import dev.memcore.consolidation.summary.Gist;
import dev.memcore.consolidation.summary.Summarizer;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Inserts memories into a tree, as in MemTree. From the root, a memory descends to the most similar child, as long as
 * the similarity reaches the threshold for the depth. It becomes a child of the node where it stops. If the next node
 * is a leaf, both become children of a new inner node. The text of every inner node on the path is summarised again
 * together with the memory. Each insertion takes O(depth * width) cosines, and one summary per level that the memory
 * descends.
 */
final class Growth {
    private final DepthThreshold threshold;
    private final Embedder embedder;
    private final Summarizer summarizer;
    private final int tokens;
    private final ScopeView scope;
    private final IdSource ids;
    private int changed;

    Growth(
            DepthThreshold threshold,
            Embedder embedder,
            Summarizer summarizer,
            int tokens,
            ScopeView scope,
            IdSource ids) {
        this.threshold = threshold;
        this.embedder = embedder;
        this.summarizer = summarizer;
        this.tokens = tokens;
        this.scope = scope;
        this.ids = ids;
    }

    /**
     * Inserts the leaves below the root repeatedly, until none of them descends any more, or until the number of
     * changed gists reaches the limit.
     *
     * @param operations the maximum number of operations; each gist takes two, one to add it and one for the gist that
     *     it replaces
     */
    void settle(Node root, int operations) {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Node leaf : List.copyOf(root.children)) {
                boolean full = changed > 0 && 2L * (changed + threshold.maxDepth()) > operations;
                if (!full && leaf.isLeaf() && root.children.remove(leaf)) {
                    moved |= insert(root, leaf);
                }
            }
        }
    }

    /** Inserts a leaf. Returns whether it descended below another node than the root. */
    private boolean insert(Node root, Node leaf) {
        Node at = root;
        List<Node> path = new ArrayList<>();
        Optional<Node> next = best(at, leaf, 0);
        while (next.isPresent()) {
            boolean splits = next.get().isLeaf();
            at = splits ? split(at, next.get()) : next.get();
            path.add(at);
            next = splits ? Optional.empty() : best(at, leaf, path.size());
        }
        at.children.add(leaf);
        path.forEach(node -> summarize(node, leaf));
        return !path.isEmpty();
    }

    /** The child to which a leaf descends, if there is one. */
    private Optional<Node> best(Node at, Node leaf, int depth) {
        Node best = null;
        double most = threshold.at(depth);
        for (Node child : at.children) {
            double likeness = mayGrow(child, depth) ? Vectors.cosine(vector(leaf), vector(child)) : -1;
            if (best == null ? likeness >= most : likeness > most) {
                best = child;
                most = likeness;
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * Whether a leaf may descend to a child. Splitting a leaf increases its depth by one. Nothing is inserted below a
     * gist that a host has pinned.
     */
    private boolean mayGrow(Node child, int depth) {
        return child.isLeaf() ? depth + 2 <= threshold.maxDepth() : !child.isFrozen();
    }

    private Node split(Node parent, Node leaf) {
        Node node = new Node(ids.next(scope.now()), null);
        node.gist = draft(
                node.id, summarizer.summarize(List.of(memory(leaf)), tokens, 1).text());
        node.changed = true;
        changed++;
        node.children.add(leaf);
        parent.children.set(parent.children.indexOf(leaf), node);
        return node;
    }

    private void summarize(Node node, Node leaf) {
        Memory there = Objects.requireNonNull(node.gist);
        String summary =
                summarizer.summarize(List.of(there, memory(leaf)), tokens, 2).text();
        if (!node.changed) {
            replace(node);
        }
        node.gist = draft(node.id, summary);
        node.vector = null;
    }

    /** Gives a changed node a new id, because a changed gist is a new memory. */
    void replace(Node node) {
        node.replaces = node.id;
        node.id = ids.next(scope.now());
        node.changed = true;
        changed++;
    }

    /** Creates a provisional gist. Its sources are not known before the tree is complete. */
    private Memory draft(MemoryId id, String text) {
        Observation draft = Observation.builder(text)
                .kind(Kind.SUMMARY)
                .attribute(Gist.LEVEL, 1)
                .build();
        return Memory.builder(id, scope.scope(), draft)
                .sequence(1)
                .recordedAt(scope.now())
                .cause(Cause.of("draft"))
                .build();
    }

    private Memory memory(Node leaf) {
        return scope.get(leaf.id)
                .orElseThrow(() -> new IllegalStateException("a memory has left its scope: " + leaf.id));
    }

    private double[] vector(Node node) {
        double[] vector = node.vector;
        if (vector == null) {
            String text = (node.gist == null ? memory(node) : node.gist).text();
            vector = Texts.embedded(embedder, List.of(text)).getFirst();
            node.vector = vector;
        }
        return vector;
    }
}
