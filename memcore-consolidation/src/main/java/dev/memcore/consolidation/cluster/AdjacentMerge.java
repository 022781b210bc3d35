package dev.memcore.consolidation.cluster;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Vectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Merges the two most similar neighbours repeatedly until few enough groups are left (Song et al., MovieChat, 2024).
 * The order is kept, so only adjacent groups are merged. The similarity is the cosine of the weighted means: the
 * greater, the more similar. The code released with the paper treats this value as a distance and merges the least
 * similar groups.
 *
 * <p>Uses a heap of pairs and a doubly linked list; pairs that a merge has invalidated are skipped. O(n log n) heap
 * comparisons and at most 3 n cosines in total. Of equally similar pairs the first is merged. For one thread.
 */
public final class AdjacentMerge {
    private static final Comparator<Pair> MOST_SIMILAR_FIRST =
            Comparator.comparingDouble(Pair::similarity).reversed().thenComparingInt(pair -> pair.left().from);

    private final List<AdjacentGroup> segments;
    private final PriorityQueue<Pair> pairs = new PriorityQueue<>(MOST_SIMILAR_FIRST);
    private final IntPredicate apart;
    private final Node first;
    private int size;

    /**
     * Starts with the given groups in their order.
     *
     * @param segments at least one
     * @param apart whether the group at a position and the next one must not be merged
     */
    public AdjacentMerge(List<AdjacentGroup> segments, IntPredicate apart) {
        this.segments = List.copyOf(Arguments.allPresent(segments, "segments"));
        this.apart = Arguments.present(apart, "apart");
        this.size = Arguments.atLeast(segments.size(), 1, "the number of segments");
        this.first = new Node(0, this.segments.getFirst());
        Node last = first;
        for (int i = 1; i < size; i++) {
            Node next = new Node(i, this.segments.get(i));
            last.next = next;
            next.previous = last;
            last = next;
        }
        for (Node node = first; node != null; node = node.next) {
            offer(node);
        }
    }

    /**
     * Merges until at most {@code capacity} groups are left.
     *
     * @param capacity positive
     * @return the groups in the same order; the given ones if there are few enough
     */
    public static List<AdjacentGroup> merge(List<AdjacentGroup> segments, int capacity) {
        Arguments.atLeast(capacity, 1, "capacity");
        if (Arguments.allPresent(segments, "segments").size() <= capacity) {
            return List.copyOf(segments);
        }
        AdjacentMerge merge = new AdjacentMerge(segments, place -> false);
        while (merge.size() > capacity) {
            merge.mostSimilar().ifPresent(merge::join);
        }
        return merge.segments();
    }

    /**
     * Two neighbours, by positions in the given list: {@code [from, middle)} and {@code [middle, to)}.
     *
     * @param similarity their cosine, in [-1, 1]
     */
    public record Neighbours(int from, int middle, int to, double similarity) {}

    /** The number of groups that are left. */
    public int size() {
        return size;
    }

    /** The most similar neighbours, or empty if no neighbours may be merged. */
    public Optional<Neighbours> mostSimilar() {
        Pair best = pairs.peek();
        while (best != null && !best.isPresent()) {
            pairs.remove();
            best = pairs.peek();
        }
        return Optional.ofNullable(best)
                .map(pair -> new Neighbours(pair.left.from, pair.right.from, pair.right.to, pair.similarity));
    }

    /** Merges the neighbours that the last call of {@link #mostSimilar()} returned. */
    public void join(Neighbours neighbours) {
        Arguments.present(neighbours, "neighbours");
        Pair best = pairs.remove();
        Node left = best.left;
        if (left.from != neighbours.from() || best.right.to != neighbours.to()) {
            throw new IllegalStateException(neighbours + " are not the most similar");
        }
        left.take(best.right);
        size--;
        if (left.previous != null) {
            offer(left.previous);
        }
        offer(left);
    }

    /** The groups that are left, in order, each with its weighted mean and members. */
    public List<AdjacentGroup> segments() {
        List<AdjacentGroup> left = new ArrayList<>(size);
        for (Node node = first; node != null; node = node.next) {
            left.add(
                    node.to == node.from + 1
                            ? segments.get(node.from)
                            : AdjacentGroup.together(segments.subList(node.from, node.to)));
        }
        return left;
    }

    private void offer(Node left) {
        Node right = left.next;
        if (right != null && !apart.test(left.to - 1)) {
            pairs.add(new Pair(left, left.to, right, right.to, Vectors.cosine(left.mean, right.mean)));
        }
    }

    /** Two nodes in the state in which they were compared. */
    private record Pair(Node left, int leftTo, Node right, int rightTo, double similarity) {
        boolean isPresent() {
            return left.to == leftTo && right.to == rightTo && left.next == right;
        }
    }

    /** A range of adjacent groups that were merged. */
    private static final class Node {
        final int from;
        int to;
        double weight;
        double[] mean;

        @Nullable
        Node previous;

        @Nullable
        Node next;

        Node(int place, AdjacentGroup segment) {
            this.from = place;
            this.to = place + 1;
            this.weight = segment.weight();
            this.mean = segment.centroid();
        }

        void take(Node right) {
            mean = Vectors.blend(mean, right.mean, right.weight / (weight + right.weight));
            weight += right.weight;
            to = right.to;
            next = right.next;
            if (next != null) {
                next.previous = this;
            }
            right.next = null; // invalidates the queued pairs that contain it
        }
    }
}
