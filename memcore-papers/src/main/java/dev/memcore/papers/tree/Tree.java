package dev.memcore.papers.tree;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Status;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the tree from its memories. A gist is outgrown if all its parts belong to later gists. A superseded part is
 * replaced by the memory that superseded it, and a part that is no longer in force is omitted. If two gists name the
 * same part, it belongs to the later gist, which takes its place below the other; this happens when a leaf is split. So
 * the result of an interrupted run is also read as a tree, and nodes that differ from their memories are marked as
 * changed.
 */
final class Tree {
    final Node root = new Node(new MemoryId(0, 0), null);

    /** The outgrown gists, each with the gist that replaces it. */
    final Map<MemoryId, MemoryId> outgrown = new LinkedHashMap<>();

    /** The gists with fewer than two children left. */
    final List<MemoryId> empty = new ArrayList<>();

    private final Map<MemoryId, Node> nodes = new LinkedHashMap<>();
    /** The gist above each part. */
    private final Map<MemoryId, MemoryId> holders = new HashMap<>();

    private final ScopeView scope;

    /**
     * Reads the tree.
     *
     * @param gists its inner nodes, oldest first
     * @param leaves the ids of possible leaves in force
     */
    Tree(ScopeView scope, List<Memory> gists, Set<MemoryId> leaves) {
        this.scope = scope;
        gists.forEach(gist -> nodes.put(gist.id(), new Node(gist.id(), gist)));
        Map<MemoryId, Set<MemoryId>> parts = new LinkedHashMap<>();
        gists.forEach(gist -> parts.put(gist.id(), resolved(gist)));
        findOutgrown(parts);
        List<MemoryId> newestFirst = new ArrayList<>(parts.keySet()).reversed();
        newestFirst.stream()
                .filter(id -> !outgrown.containsKey(id))
                .forEach(id -> attach(id, parts.getOrDefault(id, Set.of())));
        nodes.values().stream()
                .filter(node -> !holders.containsKey(node.id) && !outgrown.containsKey(node.id))
                .forEach(root.children::add);
        leaves.stream()
                .sorted()
                .filter(id -> !holders.containsKey(id))
                .forEach(id -> root.children.add(new Node(id, null)));
        prune(root);
    }

    /** The memories that the parts of a gist have become. */
    private Set<MemoryId> resolved(Memory gist) {
        Set<MemoryId> parts = new HashSet<>();
        for (MemoryId part : gist.observation().derivedFrom()) {
            present(part).ifPresent(parts::add);
        }
        return parts;
    }

    private Optional<MemoryId> present(MemoryId part) {
        Optional<Memory> memory = scope.get(part);
        Set<MemoryId> seen = new HashSet<>();
        while (memory.isPresent()
                && memory.get().status() == Status.SUPERSEDED
                && seen.add(memory.get().id())) {
            memory = Optional.ofNullable(memory.get().supersededBy()).flatMap(scope::get);
        }
        return memory.filter(present -> present.inForceAt(scope.now())).map(Memory::id);
    }

    private void findOutgrown(Map<MemoryId, Set<MemoryId>> parts) {
        boolean found = true;
        while (found) {
            found = false;
            Map<MemoryId, MemoryId> last = new HashMap<>();
            parts.forEach((id, ids) -> ids.forEach(part -> last.put(part, id)));
            for (Map.Entry<MemoryId, Set<MemoryId>> gist : parts.entrySet()) {
                Optional<MemoryId> by = gist.getValue().stream()
                        .map(part -> last.getOrDefault(part, gist.getKey()))
                        .min(MemoryId::compareTo);
                if (by.isPresent() && by.get().compareTo(gist.getKey()) > 0 && !isPinned(gist.getKey())) {
                    outgrown.put(gist.getKey(), by.get());
                    parts.values().forEach(ids -> {
                        if (ids.remove(gist.getKey())) {
                            ids.add(by.get());
                        }
                    });
                    gist.setValue(new HashSet<>());
                    found = true;
                    break;
                }
            }
        }
    }

    private boolean isPinned(MemoryId id) {
        return Optional.ofNullable(nodes.get(id)).filter(Node::isFrozen).isPresent();
    }

    private void attach(MemoryId id, Set<MemoryId> parts) {
        Node node = Optional.ofNullable(nodes.get(id)).orElseThrow();
        Memory gist = Optional.ofNullable(node.gist).orElseThrow();
        for (MemoryId part : parts.stream().sorted().toList()) {
            MemoryId child = highest(part);
            if (!holds(child, node)) {
                node.children.add(node(child));
                holders.put(child, id);
            }
        }
        Set<MemoryId> there =
                new HashSet<>(node.children.stream().map(child -> child.id).toList());
        node.stale = !there.equals(gist.observation().derivedFrom());
        node.changed = node.stale;
    }

    /** The part, or the topmost gist that contains it. */
    private MemoryId highest(MemoryId part) {
        MemoryId highest = part;
        while (holders.containsKey(highest)) {
            highest = holders.getOrDefault(highest, highest);
        }
        return highest;
    }

    private Node node(MemoryId id) {
        return Optional.ofNullable(nodes.get(id)).orElseGet(() -> new Node(id, null));
    }

    private boolean holds(MemoryId above, Node node) {
        Node there = node(above);
        return there.equals(node) || there.children.stream().anyMatch(child -> holds(child.id, node));
    }

    /** Replaces each inner node with one child by that child, and removes those without children. */
    private void prune(Node node) {
        List<Node> kept = new ArrayList<>();
        for (Node child : node.children) {
            prune(child);
            if (child.isLeaf() || child.isFrozen() || child.children.size() > 1) {
                kept.add(child);
            } else {
                empty.add(child.id);
                kept.addAll(child.children);
                node.changed = true;
                node.stale = true;
            }
        }
        node.children.clear();
        node.children.addAll(kept);
    }
}
