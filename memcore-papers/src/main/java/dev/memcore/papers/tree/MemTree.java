package dev.memcore.papers.tree;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.consolidation.provenance.Validity;
import dev.memcore.consolidation.summary.Gist;
import dev.memcore.consolidation.summary.Summarizer;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Maintains a tree of gists over the memories of a tier: MemTree (Rezazadeh et al., From Isolated Conversations to
 * Hierarchical Schemas: Dynamic Tree Memory Representation for LLMs, 2024), with a {@link Summarizer} instead of a
 * language model. Similar memories are children of one gist, regardless of their sessions, and similar gists are
 * children of another one. Every gist names its children in {@code derivedFrom}. A memory without similar ones is a
 * child of the root, which is not stored.
 *
 * <p>New memories are inserted oldest first. Every gist above an inserted memory is made again, and supersedes the
 * earlier one. So a memory causes at most one new gist per level of the tree, and each gist is written once per batch.
 * Memories with different labels or validity are in different trees. Pinned gists do not change. All state is read from
 * the memories, so the next run continues an interrupted one.
 *
 * <p>A memory is compared with all children of the nodes on its path. That is O(width * depth) cosines per memory, and
 * O(n^2) in total in the worst case, in which no memories are similar. Holds the texts of the gists and a vector for
 * each compared node, but not the texts of the leaves.
 */
public final class MemTree implements LifecyclePolicy {
    private static final String KEEPER = "tree";
    private static final Set<Kind> LEAVES = Set.of(Kind.TURN, Kind.EPISODE, Kind.NOTE, Kind.FACT);

    /** The maximum length of a gist, in tokens. */
    private static final int TOKENS = 100;

    private final Embedder embedder;
    private final Summarizer summarizer;
    private final Tier from;
    private final Tier into;
    private final DepthThreshold threshold;

    /**
     * Creates the policy with the threshold of the paper.
     *
     * @param from the tier of the leaves
     * @param into the tier of the gists
     */
    public MemTree(Embedder embedder, Summarizer summarizer, Tier from, Tier into) {
        this(embedder, summarizer, from, into, DepthThreshold.PAPER);
    }

    /**
     * Creates the policy with another threshold. The threshold of the paper suits embeddings in which unrelated texts
     * have a low cosine.
     */
    public MemTree(Embedder embedder, Summarizer summarizer, Tier from, Tier into, DepthThreshold threshold) {
        this.embedder = Arguments.present(embedder, "embedder");
        this.summarizer = Arguments.present(summarizer, "summarizer");
        this.from = Arguments.present(from, "from");
        this.into = Arguments.present(into, "into");
        this.threshold = Arguments.present(threshold, "threshold");
    }

    @Override
    public String name() {
        return String.format(
                Locale.ROOT,
                "tree of %s in %s (%.2f, %.2f, %d)",
                from,
                into,
                threshold.theta0(),
                threshold.lambda(),
                threshold.maxDepth());
    }

    /** The leaves and gists of one tree. */
    private record Grove(Set<MemoryId> leaves, List<Memory> gists) {
        Grove() {
            this(new TreeSet<>(), new ArrayList<>());
        }
    }

    @Override
    public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
        Map<Validity, Grove> groves = new LinkedHashMap<>();
        try (Stream<Memory> memories = scope.memories()) {
            memories.forEachOrdered(memory -> {
                Validity validity = Validity.of(memory);
                if (Gist.isKeptBy(KEEPER, memory)) {
                    groves.computeIfAbsent(validity, v -> new Grove()).gists().add(memory);
                } else if (isLeaf(memory)) {
                    groves.computeIfAbsent(validity, v -> new Grove()).leaves().add(memory.id());
                }
            });
        }
        List<MemoryOp> operations = new ArrayList<>();
        for (Grove grove : groves.values()) {
            if (operations.size() < limit) {
                operations.addAll(new Care(scope, ids, grove).operations(limit - operations.size()));
            }
        }
        return List.copyOf(operations.subList(0, Math.min(limit, operations.size())));
    }

    private boolean isLeaf(Memory memory) {
        return memory.tier() == from
                && LEAVES.contains(memory.kind())
                && !memory.text().isBlank()
                && memory.observation().role() != Role.SYSTEM;
    }

    /** The operations for one tree. Every prefix of them leaves a state that can be read as a tree. */
    private final class Care {
        private final ScopeView scope;
        private final Tree tree;
        private final Growth growth;
        private final List<MemoryOp> operations = new ArrayList<>();
        private final List<MemoryOp> replaced = new ArrayList<>();

        Care(ScopeView scope, IdSource ids, Grove grove) {
            this.scope = scope;
            this.tree = new Tree(scope, grove.gists(), grove.leaves());
            this.growth = new Growth(threshold, embedder, summarizer, TOKENS, scope, ids);
        }

        List<MemoryOp> operations(int room) {
            growth.settle(tree.root, room);
            tree.outgrown.forEach((gist, by) -> operations.add(supersede(gist, by)));
            tree.empty.forEach(
                    gist -> operations.add(new MemoryOp.Forget(gist, because("too little is left below it"))));
            tree.root.children.forEach(this::write);
            operations.addAll(replaced);
            return operations;
        }

        /**
         * Adds the operations for changed nodes, from the bottom up. Returns whether this node has become another
         * memory.
         */
        private boolean write(Node node) {
            boolean others = false;
            for (Node child : node.children) {
                others |= write(child);
                node.stale |= child.stale;
            }
            if (node.isLeaf() || node.isFrozen() || !(node.changed || others)) {
                return false;
            }
            if (scope.get(node.id).isPresent()) {
                growth.replace(node);
            }
            List<Memory> parts = node.children.stream().map(this::memory).toList();
            Memory draft = Objects.requireNonNull(node.gist);
            String text = node.stale
                    ? summarizer.summarize(parts, TOKENS, parts.size()).text()
                    : draft.text();
            Observation gist = Gist.of(parts, text, List.of(), into, KEEPER);
            node.gist = Memory.builder(node.id, scope.scope(), gist)
                    .sequence(1)
                    .recordedAt(scope.now())
                    .status(draft.status())
                    .cause(because(String.format(Locale.ROOT, "summarises %,d similar memories", parts.size())))
                    .build();
            operations.add(new MemoryOp.Add(node.id, scope.scope(), gist, node.gist.cause()));
            MemoryId before = node.replaces;
            if (before != null) {
                replaced.add(supersede(before, node.id));
            }
            return true;
        }

        private Memory memory(Node node) {
            return node.gist == null ? scope.get(node.id).orElseThrow() : node.gist;
        }

        private MemoryOp supersede(MemoryId gist, MemoryId by) {
            return new MemoryOp.Supersede(gist, by, because("replaced by a newer gist"));
        }

        private Cause because(String reason) {
            return Cause.of(name(), reason);
        }
    }
}
