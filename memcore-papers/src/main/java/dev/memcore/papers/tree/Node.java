package dev.memcore.papers.tree;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of the tree: a leaf, which is a raw memory, or an inner node, which is a gist. The root is neither. */
final class Node {
    final List<Node> children = new ArrayList<>();

    /**
     * The present or future memory of an inner node; null for the root and for leaves. Leaves are read only when
     * needed, so that not all texts are held at once.
     */
    @Nullable
    Memory gist;

    MemoryId id;
    /** The gist that this one replaces; null if there is none. */
    @Nullable
    MemoryId replaces;

    /** Whether the node must be written. */
    boolean changed;

    /** Whether its text may quote memories that are no longer below it. */
    boolean stale;

    double @Nullable [] vector;

    Node(MemoryId id, @Nullable Memory gist) {
        this.id = id;
        this.gist = gist;
    }

    boolean isLeaf() {
        return gist == null;
    }

    /** Whether nothing may be inserted below it, because a host has pinned the gist. */
    boolean isFrozen() {
        return gist != null && gist.pinned();
    }
}
