package dev.memcore.bench.life;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.eval.measure.Metric;
import dev.memcore.bench.eval.measure.Outcome;
import dev.memcore.bench.eval.measure.Outcomes;
import dev.memcore.bench.eval.run.EvaluationSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Asks the questions of a set in the store of a simulated life. In its outcomes, evidence and superseded statements are
 * named by the ids of the memories that count for them.
 */
final class Interview {
    /** The number of memories that each question requests. */
    static final int DEPTH = 25;

    /** The depth whose recall is compared with and without maintenance. */
    static final int COMPARED = 10;

    private static final String ACCURACY = "accuracy";

    private final EvaluationSet set;

    Interview(EvaluationSet set) {
        this.set = set;
    }

    /** Asks every question that counts for the figure of the set, in the order of the set. */
    Outcomes ask(SimulatedLife life, MemoryManager store) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Group group : set.groups()) {
            MemorySpace space = life.space(store, group);
            StandIns standIns = new StandIns(space);
            Map<String, MemoryId> remembered = life.remembered(group);
            group.questions().stream()
                    .filter(set::counts)
                    .forEach(asked -> outcomes.add(ask(space, group, asked, byMemory(asked, remembered, standIns))));
        }
        return new Outcomes(outcomes, metrics());
    }

    /** Whether the set says which statements no longer hold, so that there is an accuracy. */
    boolean knowsSuperseded() {
        return set.metrics().stream().anyMatch(metric -> metric.key().equals(ACCURACY));
    }

    private List<Metric> metrics() {
        List<Metric> recalls = Metric.recalls(5, COMPARED, DEPTH);
        return knowsSuperseded()
                ? Metric.accuracy(DEPTH).and(Metric.staleFirst(DEPTH).and(recalls))
                : recalls;
    }

    private Outcome ask(MemorySpace space, Group group, Asked asked, Asked byMemory) {
        MemoryQuery query = MemoryQuery.of(asked.text()).withLimit(DEPTH).withFilter(set.filter());
        Instant at = asked.at();
        long start = System.nanoTime();
        List<Memory> recalled =
                space.recall(at == null ? query : query.withAskedAt(at)).memories();
        long nanos = System.nanoTime() - start;
        return new Outcome(
                group.id(),
                byMemory,
                recalled.stream().map(memory -> memory.id().toString()).toList(),
                0,
                nanos);
    }

    private static Asked byMemory(Asked asked, Map<String, MemoryId> remembered, StandIns standIns) {
        return new Asked(
                asked.text(),
                asked.category(),
                names(asked.evidence(), remembered, standIns::of),
                names(asked.superseded(), remembered, standIns::shownBy),
                asked.after(),
                asked.at());
    }

    /** A document that was never remembered keeps its name, which no memory has. */
    private static List<String> names(
            List<String> documents, Map<String, MemoryId> remembered, UnaryOperator<MemoryId> standIn) {
        return documents.stream()
                .map(document -> {
                    MemoryId id = remembered.get(document);
                    return id == null ? document : standIn.apply(id).toString();
                })
                .toList();
    }
}
