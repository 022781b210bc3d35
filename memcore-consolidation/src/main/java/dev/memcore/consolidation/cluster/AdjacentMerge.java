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
 * Merges the two neighbours that are most alike, again and again, until few enough are left (Song et al., MovieChat, 2024). The
 * order stays, so what is merged was together. Alike is the cosine of the means by weight: the greater, the more alike; the code
 * released with the paper takes a distance for it, and merges what is least alike.
 *
 * <p>A heap of pairs, in which those that a merge has changed are passed over, beside a list that is linked both ways: O(n log n)
 * comparisons of the heap and at most 3 n cosines in all. Of equally similar pairs the first is merged. For one thread.
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
     * Segments in their order, nothing merged yet.
     *
     * @param segments at least one
     * @param apart whether the segment at a place and the next one are never merged
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
     * Merges until no more than so many are left.
     *
     * @param capacity positive
     * @return in the same order; the given ones, if they are few enough
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
     * Two neighbours, by places in the list that was given: {@code [from, middle)} and {@code [middle, to)}.
     *
     * @param similarity their cosine, in [-1, 1]
     */
    public record Neighbours(int from, int middle, int to, double similarity) {}

    /** How many are left. */
    public int size() {
        return size;
    }

    /** The neighbours that are most alike; empty: there are none that may be merged. */
    public Optional<Neighbours> mostSimilar() {
        Pair best = pairs.peek();
        while (best != null && !best.isPresent()) {
            pairs.remove();
            best = pairs.peek();
        }
        return Optional.ofNullable(best)
                .map(pair -> new Neighbours(pair.left.from, pair.right.from, pair.right.to, pair.similarity));
    }

    /** Merges the neighbours that {@link #mostSimilar()} has just given. */
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

    /** What is left, in order: of each the mean by weight, and the members. */
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

    /** Two nodes as they were when they were compared. */
    private record Pair(Node left, int leftTo, Node right, int rightTo, double similarity) {
        boolean isPresent() {
            return left.to == leftTo && right.to == rightTo && left.next == right;
        }
    }

    /** A run of the given segments. */
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
            right.next = null; // so that no pair with it is present
        }
    }
}
