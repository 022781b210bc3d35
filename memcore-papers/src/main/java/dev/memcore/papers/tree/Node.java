package dev.memcore.papers.tree;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in the tree: a leaf, which is a raw memory, or an inner node, which is a gist. The root is neither. */
final class Node {
    final List<Node> children = new ArrayList<>();

    /** The memory as it is, or will be: of leaves it is read when it is asked for, so that not all texts are held at once. */
    @Nullable
    Memory gist;

    MemoryId id;
    /** The gist that this one takes the place of; null: none. */
    @Nullable
    MemoryId replaces;

    /** Whether it is to be written. */
    boolean changed;

    /** Whether its text may quote what is no longer below it. */
    boolean stale;

    double @Nullable [] vector;

    Node(MemoryId id, @Nullable Memory gist) {
        this.id = id;
        this.gist = gist;
    }

    boolean isLeaf() {
        return gist == null;
    }

    /** Nothing goes into a gist that a host has pinned. */
    boolean isFrozen() {
        return gist != null && gist.pinned();
    }
}
