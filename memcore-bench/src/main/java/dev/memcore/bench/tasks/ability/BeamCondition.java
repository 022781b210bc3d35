package dev.memcore.bench.tasks.ability;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.RecallResult;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.eval.run.Evaluation;
import dev.memcore.bench.eval.run.EvaluationSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What must be retrieved for a question of an ability of BEAM. */
enum BeamCondition {
    /** Both sides of a contradiction are among ten hits, and are reported as a contradiction. */
    CONTRADICTION("contradiction resolution") {
        @Override
        void check(Question question, Map<String, List<Double>> scores) {
            RecallResult result = question.recall(10);
            List<String> hits = question.ids(result.memories());
            add(scores, "contradictionBothInTen", hits.containsAll(question.evidence()));
            boolean flagged = result.conflicts().stream()
                    .anyMatch(conflict -> result.memories().stream()
                                    .filter(memory -> memory.id().equals(conflict.one())
                                            || memory.id().equals(conflict.other()))
                                    .filter(memory -> question.evidence().contains(question.id(memory)))
                                    .count()
                            == 2);
            add(scores, "contradictionReported", flagged);
        }
    },
    /** The events are found, and their times give their order. A pair with an event that is not found counts as 0. */
    ORDERING("event ordering") {
        @Override
        void check(Question question, Map<String, List<Double>> scores) {
            List<Memory> found = question.recall(25).memories().stream()
                    .filter(memory -> question.evidence().contains(question.id(memory)))
                    .sorted((one, other) -> one.id().compareTo(other.id()))
                    .toList();
            List<String> order = question.ids(found);
            double sum = 0;
            int pairs = 0;
            List<String> events = question.evidence();
            for (int i = 0; i < events.size(); i++) {
                for (int j = i + 1; j < events.size(); j++) {
                    int one = order.indexOf(events.get(i));
                    int other = order.indexOf(events.get(j));
                    sum += one < 0 || other < 0 ? 0 : Integer.signum(other - one);
                    pairs++;
                }
            }
            add(scores, "orderingTauInTwentyFive", pairs == 0 ? 0 : sum / pairs);
        }
    },
    /** The evidence is among ten hits. */
    EXTRACTION("information extraction") {
        @Override
        void check(Question question, Map<String, List<Double>> scores) {
            add(
                    scores,
                    "extractionRecallInTen",
                    question.share(question.ids(question.recall(10).memories())));
        }
    },
    /** The instruction is in the context of a task that does not ask for it. */
    INSTRUCTION("instruction following") {
        @Override
        void check(Question question, Map<String, List<Double>> scores) {
            add(scores, "instructionInContext4000", question.share(question.context(4_000)) > 0);
        }
    },
    /** The preference is in the context of a task that does not ask for it. */
    PREFERENCE("preference following") {
        @Override
        void check(Question question, Map<String, List<Double>> scores) {
            add(scores, "preferenceInContext4000", question.share(question.context(4_000)) > 0);
        }
    },
    /** The newest evidence is among ten hits and above all older evidence. */
    UPDATE("knowledge update") {
        @Override
        void check(Question question, Map<String, List<Double>> scores) {
            List<String> hits = question.ids(question.recall(10).memories());
            List<String> evidence = question.inOrder();
            int newest = hits.indexOf(evidence.getLast());
            boolean first = evidence.stream().mapToInt(hits::indexOf).noneMatch(rank -> rank >= 0 && rank < newest);
            add(scores, "updateNewestFirst", newest >= 0 && first);
        }
    },
    /** Every session with evidence is among 25 hits. */
    SESSIONS("multi-session reasoning") {
        @Override
        void check(Question question, Map<String, List<Double>> scores) {
            List<String> hits = question.ids(question.recall(25).memories());
            add(
                    scores,
                    "sessionsAllInTwentyFive",
                    question.sessions(hits).containsAll(question.sessions(question.evidence())));
        }
    },
    /** The evidence is in the context. */
    SUMMARY("summarization") {
        @Override
        void check(Question question, Map<String, List<Double>> scores) {
            add(scores, "summaryInContext4000", question.share(question.context(4_000)));
        }
    },
    /** All dates are among ten hits. */
    TEMPORAL("temporal reasoning") {
        @Override
        void check(Question question, Map<String, List<Double>> scores) {
            List<String> hits = question.ids(question.recall(10).memories());
            add(scores, "temporalAllInTen", hits.containsAll(question.evidence()));
        }
    };

    private final String ability;

    BeamCondition(String ability) {
        this.ability = ability;
    }

    /** Returns the condition of an ability, if it has one here. */
    static Optional<BeamCondition> of(String ability) {
        return Arrays.stream(values())
                .filter(condition -> condition.ability.equals(ability))
                .findFirst();
    }

    /** Asks a question, and adds its scores. */
    abstract void check(Question question, Map<String, List<Double>> scores);

    private static void add(Map<String, List<Double>> scores, String figure, boolean met) {
        add(scores, figure, met ? 1.0 : 0.0);
    }

    private static void add(Map<String, List<Double>> scores, String figure, double score) {
        scores.computeIfAbsent(figure, none -> new ArrayList<>()).add(score);
    }

    /** A question and the store that is asked. */
    record Question(EvaluationSet set, Evaluation evaluation, MemorySpace space, Group group, Asked asked) {
        List<String> evidence() {
            return asked.evidence();
        }

        /** Returns the evidence in the order of the conversation. */
        List<String> inOrder() {
            List<String> documents =
                    group.documents().stream().map(Document::id).toList();
            return evidence().stream()
                    .sorted((one, other) -> Integer.compare(documents.indexOf(one), documents.indexOf(other)))
                    .toList();
        }

        RecallResult recall(int limit) {
            return space.recall(evaluation.query(asked).withLimit(limit));
        }

        List<String> context(int tokens) {
            MemoryQuery query = evaluation.query(asked);
            return space.context(ContextRequest.builder(query, tokens).build()).lines().stream()
                    .flatMap(line -> Stream.ofNullable(line.memory()))
                    .map(this::id)
                    .toList();
        }

        String id(Memory memory) {
            return Objects.requireNonNullElse(set.idOf(memory), "");
        }

        List<String> ids(List<Memory> memories) {
            return memories.stream().map(this::id).toList();
        }

        double share(List<String> shown) {
            return evidence().stream().filter(shown::contains).count()
                    / (double) Math.max(1, evidence().size());
        }

        Set<String> sessions(List<String> ids) {
            Map<String, String> sessions = new HashMap<>();
            group.documents()
                    .forEach(document ->
                            sessions.put(document.id(), Objects.requireNonNullElse(document.session(), "")));
            Set<String> found = new HashSet<>();
            ids.forEach(id -> found.add(sessions.getOrDefault(id, "")));
            return found;
        }
    }
}
