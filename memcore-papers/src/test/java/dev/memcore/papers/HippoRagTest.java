package dev.memcore.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Recalled;
import dev.memcore.api.Scope;
import dev.memcore.api.config.Durability;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.report.Signal;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.spi.Fuser;
import dev.memcore.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ranking of HippoRAG 2 over real stores: the three passages of its example, and what is published about it. */
final class HippoRagTest {
    private static final Scope READER = Scope.of("acme", "reader");
    private static final Kind PASSAGE = Kind.of("passage");
    private static final String P1 = "Alice met Bob.";
    private static final String P2 = "Bob lives in Paris.";
    private static final String P3 = "Carol, who met nobody, drinks tea.";
    private static final String QUESTION = "Whom has Alice met?";

    @TempDir
    private Path directory;

    private MemoryManager open(RecallPreset preset) {
        return open(preset.fuser());
    }

    private MemoryManager open(Fuser fuser) {
        return Memcore.builder()
                .directory(directory)
                .clock(new ManualClock(Instant.parse("2026-01-01T00:00:00Z")))
                .durability(Durability.BUFFERED)
                .fuser(fuser)
                .build();
    }

    private static Observation passage(String text) {
        return Observation.builder(text).kind(PASSAGE).build();
    }

    private static Observation fact(MemoryId source, String subject, String relation, String object) {
        return Observation.builder(subject + " " + relation + " " + object)
                .kind(Kind.FACT)
                .attribute("subject", subject)
                .attribute("relation", relation)
                .attribute("object", object)
                .derivedFrom(List.of(source))
                .build();
    }

    private static void remember(MemorySpace space, int others) {
        List<Observation> passages = new ArrayList<>(List.of(passage(P1), passage(P2), passage(P3)));
        for (int i = 0; i < others; i++) {
            passages.add(passage("Who has met the deadline of order " + i + " at last?"));
        }
        List<Memory> memories = space.rememberAll(passages);
        List<Observation> facts = new ArrayList<>(List.of(
                fact(memories.get(0).id(), "Alice", "met", "Bob"),
                fact(memories.get(1).id(), "Bob", "lives in", "Paris"),
                fact(memories.get(2).id(), "Carol", "drinks", "tea")));
        for (int i = 0; i < others; i++) {
            facts.add(fact(memories.get(3 + i).id(), "order " + i, "has", "deadline " + i));
        }
        space.rememberAll(facts);
    }

    private static List<Recalled> asked(MemoryManager manager, String question) {
        MemoryFilter passages = MemoryFilter.builder().kind(PASSAGE).build();
        return manager.space(READER)
                .recall(MemoryQuery.of(question).withFilter(passages).withLimit(3))
                .hits();
    }

    private static List<String> texts(List<Recalled> hits) {
        return hits.stream().map(hit -> hit.memory().text()).toList();
    }

    @Test
    void vectorsAlonePutTheStrangerSecond() {
        try (MemoryManager manager = open(new MinMaxWeightedSum(Map.of("dense.content", 1.0)))) {
            remember(manager.space(READER), 0);
            manager.awaitIndexed();
            assertEquals(List.of(P1, P3, P2), texts(asked(manager, QUESTION)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 600})
    void theWalkPutsTheSecondStepBeforeTheStranger(int others) {
        List<Recalled> waiting;
        try (MemoryManager manager = open(RecallPreset.HIPPO_RAG_2)) {
            remember(manager.space(READER), others);
            waiting = asked(manager, QUESTION);
            assertEquals(List.of(P1, P2), texts(waiting).subList(0, 2));
            manager.awaitIndexed();
            assertEquals(List.of(P1, P2), texts(asked(manager, QUESTION)).subList(0, 2));
        }
        try (MemoryManager manager = open(RecallPreset.HIPPO_RAG_2)) {
            List<Recalled> hits = asked(manager, QUESTION);
            assertEquals(texts(waiting).subList(0, 2), texts(hits).subList(0, 2));
            if (others == 0) {
                assertEquals(List.of(P1, P2, P3), texts(hits));
                Signal dense = signal(hits.get(1), "dense.content");
                assertTrue(dense.rank() == 3, "the vectors put it last: " + dense);
            }
            Signal walk = signal(hits.get(0), "graph");
            assertEquals(1, walk.rank());
            assertEquals(hits.get(0).score(), walk.share(), 1e-9);
        }
    }

    @Test
    void factsComeAfterTheTextsThatTheyWereTakenFrom() {
        try (MemoryManager manager = open(RecallPreset.HIPPO_RAG_2)) {
            remember(manager.space(READER), 0);
            manager.awaitIndexed();
            assertEquals(
                    List.of(P1, P2, P3),
                    texts(manager.space(READER).recall(QUESTION).hits()).subList(0, 3));
        }
    }

    @Test
    void namesReplaceFactsThatNobodyExtracted() {
        try (MemoryManager manager = open(RecallPreset.HIPPO_RAG_2)) {
            List<Observation> passages =
                    new ArrayList<>(List.of(passage(P1), passage(P2), passage("Carol drinks tea.")));
            for (int i = 0; i < 599; i++) {
                passages.add(passage("who has met the deadline of order " + i + " at last?"));
            }
            manager.space(READER).rememberAll(passages);
        }
        try (MemoryManager manager = open(RecallPreset.HIPPO_RAG_2)) {
            assertEquals(List.of(P1, P2), texts(asked(manager, QUESTION)).subList(0, 2));
        }
    }

    @Test
    void ifNoFactIsAboutTheQuestionTheRankingIsThatOfTheVectors() {
        String question = "Which beverages were consumed?";
        try (MemoryManager manager = open(RecallPreset.HIPPO_RAG_2)) {
            remember(manager.space(READER), 20);
        }
        try (MemoryManager manager = open(RecallPreset.HIPPO_RAG_2)) {
            List<Recalled> hits = asked(manager, question);
            for (int place = 0; place < hits.size(); place++) {
                assertEquals(place + 1, signal(hits.get(place), "dense.content").rank());
                assertTrue(
                        hits.get(place).signals().stream()
                                .noneMatch(signal -> signal.name().equals("graph")),
                        "there is no walk");
            }
        }
    }

    @Test
    void factsInTwoBatchesAreFactsInOne() {
        List<String> one;
        try (MemoryManager manager = open(RecallPreset.HIPPO_RAG_2)) {
            remember(manager.space(READER), 30);
            manager.awaitIndexed();
            one = texts(asked(manager, QUESTION));
            MemorySpace other = manager.space(Scope.of("acme", "other"));
            Memory second = other.remember(passage(P2));
            other.remember(fact(second.id(), "Bob", "lives in", "Paris"));
            manager.awaitIndexed();
            assertEquals(one, texts(asked(manager, QUESTION)), "another user's facts change nothing");
        }
    }

    @Test
    void aForgottenPassageTakesItsEntitiesAlong() {
        try (MemoryManager manager = open(RecallPreset.HIPPO_RAG_2)) {
            MemorySpace space = manager.space(READER);
            remember(space, 0);
            MemoryId first = asked(manager, QUESTION).getFirst().memory().id();
            space.forget(first);
            assertEquals(2, asked(manager, QUESTION).size());
            manager.awaitIndexed();
            assertTrue(texts(asked(manager, QUESTION)).stream().noneMatch(P1::equals));
        }
    }

    private static Signal signal(Recalled hit, String name) {
        return hit.signals().stream()
                .filter(signal -> signal.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
