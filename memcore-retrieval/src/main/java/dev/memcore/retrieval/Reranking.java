package dev.memcore.retrieval;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.MemoryException;
import dev.memcore.api.Recalled;
import dev.memcore.api.Signal;
import dev.memcore.spi.Reranker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A second look at the best candidates.
 *
 * <p>Places keep the scores that the fusion gave them, so that scores still fall with the rank and mean what they meant. What a memory gains
 * or loses by moving is the share of the signal {@value Signals#RERANK}, so that shares still add up to scores.
 *
 * @param reranker looks
 * @param depth at so many of the best, 1 to {@value #MAX_DEPTH}
 */
public record Reranking(Reranker reranker, int depth) {
    /** How many are looked at when nothing is said: {@value}. */
    public static final int DEFAULT_DEPTH = 50;

    /** The most that can be looked at. */
    public static final int MAX_DEPTH = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Reranking.class);

    /**
     * Checks the depth.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if it is out of range
     */
    public Reranking {
        if (depth < 1 || depth > MAX_DEPTH) {
            throw new MemoryException(
                    ErrorCode.INVALID_ARGUMENT, "depth must lie in [1, " + MAX_DEPTH + "], but is " + depth);
        }
    }

    /**
     * The memories in their new order.
     *
     * @param hits all of them
     * @param moved how many have another place than before
     */
    record Reranked(List<Recalled> hits, int moved) {}

    Reranked of(String question, List<Recalled> hits) {
        List<Recalled> head = hits.subList(0, Math.min(depth, hits.size()));
        if (head.isEmpty()) {
            return new Reranked(hits, 0);
        }
        try {
            double[] values = values(question, List.copyOf(head));
            int[] order = IntStream.range(0, values.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(hit -> -values[hit]))
                    .mapToInt(hit -> hit)
                    .toArray();
            return reranked(hits, values, order);
        } catch (RuntimeException e) {
            LOG.warn("{} memories keep their order: the reranker failed", head.size(), e);
            return new Reranked(hits, 0);
        }
    }

    private double[] values(String question, List<Recalled> head) {
        double[] values = reranker.rerank(question, head).clone();
        if (values.length != head.size() || Arrays.stream(values).anyMatch(Double::isNaN)) {
            throw new MemoryException(
                    ErrorCode.COMPONENT_FAILED,
                    "the reranker gave " + Arrays.toString(values) + " for " + head.size() + " candidates");
        }
        return values;
    }

    private static Reranked reranked(List<Recalled> hits, double[] values, int[] order) {
        double[] ascending = Arrays.stream(values).sorted().toArray();
        List<Recalled> result = new ArrayList<>(hits.size());
        int moved = 0;
        for (int place = 0; place < order.length; place++) {
            Recalled hit = hits.get(order[place]);
            double score = hits.get(place).score();
            Signal signal = new Signal(
                    Signals.RERANK,
                    values[order[place]],
                    Signals.rank(values[order[place]], ascending),
                    score - hit.score());
            List<Signal> signals =
                    Stream.concat(hit.signals().stream(), Stream.of(signal)).toList();
            result.add(new Recalled(hit.memory(), place + 1, score, signals));
            moved += order[place] == place ? 0 : 1;
        }
        result.addAll(hits.subList(order.length, hits.size()));
        return new Reranked(result, moved);
    }
}
