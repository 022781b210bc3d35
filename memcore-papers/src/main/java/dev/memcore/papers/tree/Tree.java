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
 * The tree as its memories tell it. A gist whose parts have all gone into later gists is outgrown; a part that has been
 * superseded is what superseded it; a part that is gone is left out; of two gists that name a part, the later
 * has it, and stands in its place below the other, as where a leaf has been split. So whatever a run that was cut short has left, is read as
 * a tree, and what differs from its memories is marked as changed.
 */
final class Tree {
    final Node root = new Node(new MemoryId(0, 0), null);

    /** Gists that others have taken the place of, with these. */
    final Map<MemoryId, MemoryId> outgrown = new LinkedHashMap<>();

    /** Gists that nothing is left of. */
    final List<MemoryId> empty = new ArrayList<>();

    private final Map<MemoryId, Node> nodes = new LinkedHashMap<>();
    /** Which gist a part is below. */
    private final Map<MemoryId, MemoryId> holders = new HashMap<>();

    private final ScopeView scope;

    /**
     * Reads a tree.
     *
     * @param gists its inner nodes, oldest first
     * @param leaves the ids of what may be a leaf, in force
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

    /** What a gist's parts have become. */
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

    /** The part, or what stands in its place and is below nothing yet. */
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

    /** An inner node with one child is that child. */
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
