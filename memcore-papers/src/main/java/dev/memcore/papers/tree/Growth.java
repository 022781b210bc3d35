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
 * MemTree's insertion: from the root, a memory goes down to the child that it is most like, as long as it is like enough for
 * the depth. There it is one more child; if what it would go down to is a leaf, both become children of a new inner node. The
 * text of every node that it passes is folded with it. Depth times width cosines for each, and as many folds as it goes down.
 */
final class Growth {
    private final DepthThreshold threshold;
    private final Embedder embedder;
    private final Summarizer folder;
    private final int tokens;
    private final ScopeView scope;
    private final IdSource ids;
    private int changed;

    Growth(DepthThreshold threshold, Embedder embedder, Summarizer folder, int tokens, ScopeView scope, IdSource ids) {
        this.threshold = threshold;
        this.embedder = embedder;
        this.folder = folder;
        this.tokens = tokens;
        this.scope = scope;
        this.ids = ids;
    }

    /**
     * Lets the leaves that hang on the root go down, again and again, until none does any more; or until as many gists have
     * changed as may be written.
     *
     * @param operations how many there is room for: each gist takes two, its own and that of the one it replaces
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

    /** Whether it went down, rather than stay below the root. */
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
        path.forEach(node -> fold(node, leaf));
        return !path.isEmpty();
    }

    /** The child of a node at a depth that a leaf goes down to. */
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

    /** A leaf that is split goes one deeper; and nothing goes into a gist that a host has pinned. */
    private boolean mayGrow(Node child, int depth) {
        return child.isLeaf() ? depth + 2 <= threshold.maxDepth() : !child.isFrozen();
    }

    private Node split(Node parent, Node leaf) {
        Node node = new Node(ids.next(scope.now()), null);
        node.gist = draft(node.id, folder.fold(List.of(memory(leaf)), tokens, 1).text());
        node.changed = true;
        changed++;
        node.children.add(leaf);
        parent.children.set(parent.children.indexOf(leaf), node);
        return node;
    }

    private void fold(Node node, Node leaf) {
        Memory there = Objects.requireNonNull(node.gist);
        String folded = folder.fold(List.of(there, memory(leaf)), tokens, 2).text();
        if (!node.changed) {
            replace(node);
        }
        node.gist = draft(node.id, folded);
        node.vector = null;
    }

    /** From now on it is another memory. */
    void replace(Node node) {
        node.replaces = node.id;
        node.id = ids.next(scope.now());
        node.changed = true;
        changed++;
    }

    /** What it is derived from is known when the tree has settled. */
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
