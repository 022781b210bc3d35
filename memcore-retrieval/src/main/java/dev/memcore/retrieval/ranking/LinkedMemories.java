package dev.memcore.retrieval.ranking;

import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.visibility.Candidates;
import dev.memcore.retrieval.visibility.Visible;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Finds and values the memories that links connect to the best candidates. A host or a policy has made these links. A
 * linked memory may be relevant even if it shares no word and no meaning with the question.
 *
 * <p>The value is spreading activation (Collins and Loftus, 1975). A best candidate is active by the distance of its
 * score from the first candidate that is not among the best. A link passes on the activation times the link's weight;
 * the second link on a path also halves it. Several paths add up. Links are followed in both directions while they are
 * valid, except {@link LinkType#CONTRADICTS} links, which are handled elsewhere.
 *
 * <p>Only memories that the query admits are followed. If no memory has links, it only costs a check of the segments'
 * field names. For one query, one thread.
 */
final class LinkedMemories {
    /** The number of best candidates whose links are followed. */
    private static final int SEEDS = 10;

    /** The maximum length of a path in links. */
    private static final int HOPS = 2;

    /** The factor of the activation for the second link of a path: the damping of HippoRAG (Gutiérrez et al., 2024). */
    private static final double DAMPING = 0.5;

    /** The maximum number of memories with a link to a reached memory that are read in each step. */
    private static final int LEADING = 100;

    /** The maximum number of candidates that links provide: the most active. */
    private static final int ADMITTED = 100;

    private final Visible visible;
    private final Instant now;
    private Map<MemoryId, Double> active = Map.of();

    LinkedMemories(Visible visible, Instant now) {
        this.visible = visible;
        this.now = now;
    }

    /** Follows the links of the best candidates, and returns the documents that are reached, ascending. */
    int[] reach(FirstPass first, Query filter) throws IOException {
        active = Map.of();
        if (!anyLinks(first.candidates())) {
            return new int[0];
        }
        Map<MemoryId, Double> seeds = seeds(first);
        Map<MemoryId, Double> reached = new HashMap<>(seeds); // the start of a link is as active as its end
        Map<MemoryId, Double> current = seeds;
        boolean led = false;
        double damping = 1;
        for (int hop = 0; hop < HOPS && !current.isEmpty(); hop++) {
            Map<MemoryId, Double> next = step(current, first.candidates(), filter, damping);
            led |= !next.isEmpty();
            next.forEach((id, activation) -> reached.merge(id, activation, LinkedMemories::either));
            next.keySet().removeAll(seeds.keySet()); // the best candidates are not expanded again
            current = next;
            damping = DAMPING;
        }
        active = led ? reached : Map.of();
        return documents(most(active), filter);
    }

    /**
     * Returns the activation of the best candidates: how far each is above the first candidate that is not among them,
     * from 0 to 1 for the best.
     */
    private static Map<MemoryId, Double> seeds(FirstPass first) {
        int[] best = first.best(SEEDS + 1);
        double[] scores = first.scores();
        double base = best.length > SEEDS ? scores[best[SEEDS]] : 0;
        Map<MemoryId, Double> seeds = new HashMap<>();
        for (int i = 0; i < Math.min(SEEDS, best.length); i++) {
            double activation = (scores[best[i]] - base) / (scores[best[0]] - base);
            if (activation > 0) {
                seeds.put(first.features()[best[i]].id(), activation);
            }
        }
        return seeds;
    }

    /** Adds up two paths as independent evidence, so that the sum is never above 1. */
    private static double either(double one, double other) {
        return 1 - (1 - one) * (1 - other);
    }

    /** Returns the activation of each candidate, in [0, 1], from the last call of {@link #reach}. */
    double[] values(FirstPass first) {
        return Arrays.stream(first.features())
                .mapToDouble(features -> active.getOrDefault(features.id(), 0.0))
                .toArray();
    }

    /** Returns whether the last call of {@link #reach} followed a link. */
    boolean lead() {
        return !active.isEmpty();
    }

    private boolean anyLinks(Candidates candidates) {
        for (LeafReaderContext leaf : visible.index().leaves()) {
            if (leaf.reader().getFieldInfos().fieldInfo(MemoryDocument.LINKS) != null) {
                return true;
            }
        }
        return candidates.waiting().stream()
                .anyMatch(waiting -> !waiting.entry().memory().links().isEmpty());
    }

    /** Returns the activation of the memories that are one link away. */
    private Map<MemoryId, Double> step(
            Map<MemoryId, Double> active, Candidates candidates, Query filter, double damping) throws IOException {
        Map<MemoryId, Double> next = new HashMap<>();
        for (Memory memory : linking(active.keySet(), candidates, filter)) {
            for (Link link : memory.links()) {
                if (link.validAt(now) && !link.type().equals(LinkType.CONTRADICTS)) {
                    spread(active, link.from(), link.to(), damping * link.weight(), next);
                    spread(active, link.to(), link.from(), damping * link.weight(), next);
                }
            }
        }
        return next;
    }

    private static void spread(
            Map<MemoryId, Double> active, MemoryId from, MemoryId to, double weight, Map<MemoryId, Double> next) {
        double activation = active.getOrDefault(from, 0.0) * weight;
        if (activation > 0) {
            next.merge(to, activation, LinkedMemories::either);
        }
    }

    /** Returns the memories with links that are among the given ones or have a link to one of them. */
    private List<Memory> linking(Set<MemoryId> ids, Candidates candidates, Query filter) throws IOException {
        List<BytesRef> keys = keys(ids);
        List<Memory> linking = new ArrayList<>();
        for (String field : List.of(MemoryDocument.ID, MemoryDocument.REFERS)) {
            Query these = new BooleanQuery.Builder()
                    .add(
                            field.equals(MemoryDocument.ID)
                                    ? MemoryDocument.searchedOnce(keys)
                                    : new TermInSetQuery(field, keys),
                            Occur.FILTER)
                    .add(new FieldExistsQuery(MemoryDocument.LINKS), Occur.FILTER)
                    .add(filter, Occur.FILTER)
                    .build();
            int most = field.equals(MemoryDocument.ID) ? keys.size() : LEADING;
            for (int document : search(these, most)) {
                linking.add(visible.memory(document));
            }
        }
        candidates.waiting().stream()
                .map(waiting -> waiting.entry().memory())
                .filter(memory -> !memory.links().isEmpty())
                .distinct()
                .forEach(linking::add);
        return linking;
    }

    private static List<MemoryId> most(Map<MemoryId, Double> reached) {
        return reached.entrySet().stream()
                .sorted(Map.Entry.<MemoryId, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(ADMITTED)
                .map(Map.Entry::getKey)
                .toList();
    }

    private int[] documents(Collection<MemoryId> ids, Query filter) throws IOException {
        Query these = new BooleanQuery.Builder()
                .add(MemoryDocument.searchedOnce(keys(ids)), Occur.FILTER)
                .add(filter, Occur.FILTER)
                .build();
        return search(these, ids.size());
    }

    private int[] search(Query query, int most) throws IOException {
        return most == 0
                ? new int[0]
                : Arrays.stream(visible.searcher().search(query, most, MemoryDocument.BY_ID).scoreDocs)
                        .mapToInt(hit -> hit.doc)
                        .sorted()
                        .toArray();
    }

    private static List<BytesRef> keys(Collection<MemoryId> ids) {
        return ids.stream().map(Keys::of).toList();
    }
}
