package dev.memcore.retrieval.search;

import dev.memcore.api.Recalled;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.Signal;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.rerank.Reranking;
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
 * The hits in the order of a {@link Reranking}, or in their previous order if its reranker fails.
 *
 * @param hits all hits
 * @param moved the number of hits whose position has changed
 */
record Reranked(List<Recalled> hits, int moved) {
    private static final Logger LOG = LoggerFactory.getLogger(Reranked.class);

    static Reranked of(Reranking reranking, String question, List<Recalled> hits) {
        List<Recalled> head = hits.subList(0, Math.min(reranking.depth(), hits.size()));
        if (head.isEmpty()) {
            return new Reranked(hits, 0);
        }
        try {
            double[] values = values(reranking.reranker(), question, List.copyOf(head));
            int[] order = IntStream.range(0, values.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(hit -> -values[hit]))
                    .mapToInt(hit -> hit)
                    .toArray();
            return reranked(hits, values, order);
        } catch (RuntimeException e) {
            LOG.warn("the reranker failed; {} memories keep their order", head.size(), e);
            return new Reranked(hits, 0);
        }
    }

    private static double[] values(Reranker reranker, String question, List<Recalled> head) {
        double[] values = reranker.rerank(question, head).clone();
        if (values.length != head.size() || Arrays.stream(values).anyMatch(Double::isNaN)) {
            throw MemoryException.of(
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
            result.add(hit.withRank(place + 1).withScore(score, signals));
            moved += order[place] == place ? 0 : 1;
        }
        result.addAll(hits.subList(order.length, hits.size()));
        return new Reranked(result, moved);
    }
}
