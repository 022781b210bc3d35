package dev.memcore.bench.eval.run;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.Scope;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.bench.eval.baseline.Baseline;
import dev.memcore.bench.eval.baseline.Ranker;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.eval.measure.Outcome;
import dev.memcore.bench.eval.measure.Outcomes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stores a set and asks its questions through the public API: all groups in one store, each as its own user.
 *
 * <p>A question is asked when exactly the documents before it are stored. So the evaluation proceeds in rounds. In each
 * round, every group stores the documents before its next questions; when all are indexed, all groups ask these
 * questions. A set with all questions at the end has one round.
 *
 * <p>For one thread, and one store.
 */
public final class Evaluation {
    /** The maximum number of memories of a batch; a session of LoCoMo has about 25. */
    private static final int BATCH = 1_000;

    private final EvaluationSet set;
    private final List<Group> groups;
    private final Map<String, MemoryId> remembered = new HashMap<>();

    /**
     * Creates the evaluation of a set, with all its questions or fewer.
     *
     * @param limit the maximum number of questions, spread evenly over the groups
     */
    public Evaluation(EvaluationSet set, int limit) {
        this.set = set;
        this.groups = new ArrayList<>();
        int[] asked = spread(set.groups(), limit);
        for (int i = 0; i < asked.length; i++) {
            groups.add(set.groups().get(i).withQuestions(asked[i]));
        }
    }

    /** The number of questions of each group: the same for each, and more for others if a group has fewer. */
    private static int[] spread(List<Group> groups, int limit) {
        long total = Math.min(
                limit,
                groups.stream().mapToLong(group -> group.questions().size()).sum());
        int[] asked = new int[groups.size()];
        long left = total;
        for (int i = 0; i < asked.length; i++) {
            long even = (i + 1) * total / asked.length - i * total / asked.length;
            asked[i] = (int) Math.min(groups.get(i).questions().size(), even);
            left -= asked[i];
        }
        for (int i = 0; left > 0; i = (i + 1) % asked.length) {
            if (asked[i] < groups.get(i).questions().size()) {
                asked[i]++;
                left--;
            }
        }
        return asked;
    }

    /** The groups with the questions that are asked. */
    List<Group> groups() {
        return groups;
    }

    /** The number of times at which questions are asked. */
    public int rounds() {
        return groups.stream()
                .mapToInt(group -> group.checkpoints().size())
                .max()
                .orElse(0);
    }

    /** Stores the documents before the questions of a round, and waits until they are indexed. */
    public void remember(MemoryManager store, int round) {
        for (Group group : groups) {
            List<Integer> checkpoints = group.checkpoints();
            if (round < checkpoints.size()) {
                int from = round == 0 ? 0 : checkpoints.get(round - 1);
                remember(space(store, group), group, group.documents().subList(from, checkpoints.get(round)));
            }
        }
        store.awaitIndexed();
    }

    private void remember(MemorySpace space, Group group, List<Document> documents) {
        for (int from = 0; from < documents.size(); ) {
            int to = endOfBatch(documents, from);
            List<Document> batch = documents.subList(from, to);
            List<Observation> observations =
                    batch.stream().map(document -> observation(group, document)).toList();
            String session = batch.getFirst().session();
            List<Memory> memories = session == null
                    ? space.rememberAll(observations)
                    : space.session(session).addAll(observations);
            for (int i = 0; i < memories.size(); i++) {
                remembered.put(key(group, batch.get(i).id()), memories.get(i).id());
            }
            from = to;
        }
    }

    /**
     * The end of a batch. A document derived from others cannot be in the same batch, because their ids are not known
     * yet.
     */
    private static int endOfBatch(List<Document> documents, int from) {
        Document first = documents.get(from);
        int to = from + 1;
        while (to < documents.size()
                && to - from < BATCH
                && Objects.equals(documents.get(to).session(), first.session())
                && documents.get(to).derivedFrom().isEmpty()
                        == first.derivedFrom().isEmpty()) {
            to++;
        }
        return to;
    }

    private Observation observation(Group group, Document document) {
        if (document.derivedFrom().isEmpty()) {
            return document.observation();
        }
        List<MemoryId> sources = document.derivedFrom().stream()
                .map(id -> Objects.requireNonNull(remembered.get(key(group, id)), () -> "not remembered: " + id))
                .toList();
        return document.observation().toBuilder().derivedFrom(sources).build();
    }

    private static String key(Group group, String document) {
        return group.id() + '\n' + document;
    }

    /** An action for a question, in the memory of its group. */
    public interface Each {
        void question(MemorySpace space, Group group, Asked asked);
    }

    /** Performs an action for the questions of a round, group by group, in the order of the set. */
    public void forEach(MemoryManager store, int round, Each each) {
        for (Group group : groups) {
            List<Integer> checkpoints = group.checkpoints();
            if (round < checkpoints.size()) {
                MemorySpace space = space(store, group);
                group.questions().stream()
                        .filter(asked -> asked.after() == checkpoints.get(round))
                        .forEach(asked -> each.question(space, group, asked));
            }
        }
    }

    /** A callback that learns from an answer. */
    interface Lesson {
        /** Receives the hits of an answer, and the memories that contain the question's evidence. */
        void answered(List<Recalled> hits, Set<MemoryId> evidence);
    }

    /** Asks the store the questions of a round. */
    public List<Outcome> ask(MemoryManager store, int round) {
        List<Outcome> outcomes = new ArrayList<>();
        forEach(store, round, (space, group, asked) -> outcomes.add(ask(space, group, asked)));
        return outcomes;
    }

    /** Asks the memory of a group a question of this or of another group. */
    public Outcome ask(MemorySpace space, Group group, Asked asked) {
        return ask(space, group, asked, (hits, evidence) -> {});
    }

    /** Asks the memory of a group one of its own questions, and then calls the lesson. */
    public Outcome ask(MemorySpace space, Group group, Asked asked, Lesson lesson) {
        MemoryQuery query = query(asked);
        long start = System.nanoTime();
        RecallResult result = space.recall(query);
        long nanos = System.nanoTime() - start;
        lesson.answered(result.hits(), evidence(group, asked));
        List<String> retrieved = result.memories().stream()
                .map(set::idOf)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        return new Outcome(group.id(), asked, retrieved, result.confidence(), nanos);
    }

    private Set<MemoryId> evidence(Group group, Asked asked) {
        return asked.evidence().stream()
                .map(id -> remembered.get(key(group, id)))
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
    }

    /** Returns the query for a question of the set: the number of memories, without a cut-off, their kinds, and the time. */
    public MemoryQuery query(Asked asked) {
        MemoryQuery query = MemoryQuery.builder(asked.text())
                .limit(set.depth())
                .filter(set.filter())
                .minRelevance(0)
                .build();
        Instant at = asked.at();
        return at == null ? query : query.withAskedAt(at);
    }

    /** Asks a baseline all questions, each with the documents that are stored at that point. */
    public Outcomes ask(Baseline baseline) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Group group : groups) {
            Map<Integer, Ranker> rankers = new HashMap<>();
            for (Asked asked : group.questions()) {
                Ranker ranker = rankers.computeIfAbsent(
                        asked.after(),
                        after -> baseline.over()
                                .apply(answering(group.documents().subList(0, after))));
                long start = System.nanoTime();
                List<String> retrieved = ranker.rank(asked.text(), set.depth());
                outcomes.add(new Outcome(group.id(), asked, retrieved, 0, System.nanoTime() - start));
            }
        }
        return new Outcomes(outcomes, set.metrics());
    }

    /** Returns the documents that the set's filter accepts, as for memory. */
    private List<Document> answering(List<Document> documents) {
        MemoryFilter filter = set.filter();
        return documents.stream()
                .filter(document -> filter.kinds().isEmpty()
                        || filter.kinds().contains(document.observation().kind()))
                .toList();
    }

    MemorySpace space(MemoryManager store, Group group) {
        return store.space(Scope.of(set.name(), group.id()));
    }
}
