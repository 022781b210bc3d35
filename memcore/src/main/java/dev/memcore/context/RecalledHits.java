package dev.memcore.context;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.health.HealthCause;
import dev.memcore.api.report.Conflict;
import dev.memcore.spi.QueryRewriter;
import dev.memcore.spi.QueryRewriter.WeightedQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The hits of the queries that a rewriter makes for a message. With several queries, the hits are ranked by weighted
 * reciprocal ranks: the sum of weight / (60 + rank) over the queries (Cormack et al. 2009), in which equal sums keep the
 * order of the first query that found the hit. One recall for each query.
 */
record RecalledHits(MemorySpace space, QueryRewriter rewriter) {
    /** The constant of reciprocal rank fusion, as published. */
    private static final double RANK_CONSTANT = 60;

    RecallResult of(MemoryQuery query, List<Memory> before) {
        List<WeightedQuery> queries = rewriter.rewrite(query.text(), before);
        List<RecallResult> results = new ArrayList<>();
        for (WeightedQuery weighted : queries.subList(0, Math.min(queries.size(), QueryRewriter.MAX_QUERIES))) {
            results.add(space.recall(weighted.text().equals(query.text()) ? query : query.withText(weighted.text())));
        }
        return results.size() == 1 ? results.getFirst() : fused(queries, results, query.limit());
    }

    private static RecallResult fused(List<WeightedQuery> queries, List<RecallResult> results, int limit) {
        Map<MemoryId, Recalled> hits = new LinkedHashMap<>();
        Map<MemoryId, Double> sums = new LinkedHashMap<>();
        Set<Conflict> conflicts = new LinkedHashSet<>();
        Set<HealthCause> degraded = EnumSet.noneOf(HealthCause.class);
        for (int i = 0; i < results.size(); i++) {
            double weight = queries.get(i).weight();
            for (Recalled hit : results.get(i)) {
                hits.putIfAbsent(hit.memory().id(), hit);
                sums.merge(hit.memory().id(), weight / (RANK_CONSTANT + hit.rank()), Double::sum);
            }
            conflicts.addAll(results.get(i).conflicts());
            degraded.addAll(results.get(i).degraded());
        }
        List<Recalled> ranked = new ArrayList<>();
        sums.entrySet().stream()
                .sorted(Map.Entry.<MemoryId, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(limit)
                .forEach(sum -> {
                    Recalled hit = hits.get(sum.getKey());
                    if (hit != null) {
                        ranked.add(hit.withRank(ranked.size() + 1));
                    }
                });
        RecallResult first = results.getFirst();
        return new RecallResult(ranked, first.stages(), first.confidence(), List.copyOf(conflicts), degraded);
    }
}
