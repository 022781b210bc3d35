package dev.memcore.retrieval.search;

import static dev.memcore.retrieval.Indexed.ALICE;
import static dev.memcore.retrieval.Indexed.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;

import dev.memcore.api.Kind;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Status;
import dev.memcore.retrieval.IndexConfig;
import dev.memcore.retrieval.LuceneMemoryIndex;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.spi.index.ReadTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order in which memories came into the index, and merges of its segments, change nothing, however many are equal. */
final class DocumentOrderTest {
    /** More than any source gives. */
    private static final int EQUAL = 320;

    private static final List<String> QUERIES = List.of(
            "okay sure",
            "What is the current colour?",
            "What happened on 4 March 2025?",
            "What did the gardener say of roses?",
            "Is the door of the shed open?",
            "How many days before the harvest festival did it rain?");

    /** Equal texts, facts of one key, events of one moment, links to one memory, and claims that contradict one. */
    private static List<Memory> memories() {
        List<Memory> all = new ArrayList<>();
        for (int i = 0; i < EQUAL; i++) {
            add(all, Observation.of("Okay, sure."));
            add(all, Observation.fact("colour", "The colour is number " + i).build());
            Instant moment = Instant.parse("2025-03-04T10:00:00Z");
            add(all, Observation.builder("It was noted").eventTime(moment).build());
        }
        Memory hub = add(all, Observation.of("The gardener spoke of roses"));
        for (int i = 0; i < EQUAL; i++) {
            Memory leaf = add(all, Observation.of("Number " + i + " was there"));
            all.set(all.size() - 1, linked(leaf, Link.of(leaf.id(), hub.id(), LinkType.SIMILAR)));
        }
        add(all, Observation.of("The door of the shed is open"));
        for (int i = 0; i < 60; i++) {
            add(all, Observation.of("The door of the shed is closed"));
        }
        for (int i = 0; i < 30; i++) {
            Instant day = Instant.parse("2025-09-%02dT10:00:00Z".formatted(1 + i % 28));
            add(
                    all,
                    Observation.builder("We went to the harvest festival")
                            .eventTime(day)
                            .build());
        }
        return all;
    }

    private static Memory add(List<Memory> all, Observation observation) {
        MemoryId id = new MemoryId(7, all.size() + 1L);
        all.add(Memory.builder(id, ALICE, observation)
                .sequence(1)
                .recordedAt(NOW)
                .build());
        return all.getLast();
    }

    private static Memory linked(Memory memory, Link link) {
        return Memory.builder(memory.id(), memory.scope(), memory.observation())
                .sequence(1)
                .recordedAt(NOW)
                .links(List.of(link))
                .build();
    }

    private static LuceneMemoryIndex filled(List<Memory> memories, int commits) {
        LuceneMemoryIndex index = LuceneMemoryIndex.open(IndexConfig.ofDefaults(null, StaticEmbedder.load()));
        int size = (memories.size() + commits - 1) / commits;
        long sequence = 0;
        for (int from = 0; from < memories.size(); from += size) {
            sequence++;
            index.publish(sequence, memories.subList(from, Math.min(memories.size(), from + size)));
            index.awaitIndexed(sequence);
        }
        return index;
    }

    /** All that a recall says, but how long it took. */
    private static Map<String, List<String>> answers(LuceneMemoryIndex index) {
        return QUERIES.stream().collect(Collectors.toMap(query -> query, query -> {
            RecallResult result =
                    index.search(Principal.of(ALICE), MemoryQuery.of(query).withLimit(25), ReadTime.present(NOW));
            assertFalse(result.hits().isEmpty(), query);
            List<String> said = new ArrayList<>();
            result.forEach(hit -> said.add(hit.memory().id() + " %.5f".formatted(hit.score())));
            result.conflicts().forEach(conflict -> said.add(conflict.toString()));
            result.stages().forEach(stage -> said.add(stage.name() + " " + stage.candidates()));
            return said;
        }));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theOrderOfInsertionChangesNothing(long seed) {
        List<Memory> memories = memories();
        List<Memory> shuffled = new ArrayList<>(memories);
        Collections.shuffle(shuffled, new Random(seed));
        try (LuceneMemoryIndex one = filled(memories, 1);
                LuceneMemoryIndex other = filled(shuffled, 40)) {
            assertSame(answers(one), answers(other));
        }
    }

    @Test
    void aMergeOfSegmentsChangesNothing() {
        List<Memory> memories = memories();
        Collections.reverse(memories);
        try (LuceneMemoryIndex index = filled(memories, 40)) {
            Memory gone = memories.getFirst();
            index.publish(41, List.of(erased(gone)));
            index.awaitIndexed(41);
            index.expunge(); // merges the segment that held it away
            List<Memory> rest = memories.subList(1, memories.size());
            try (LuceneMemoryIndex anew = filled(rest.reversed(), 1)) {
                assertSame(answers(anew), answers(index));
            }
        }
    }

    private static void assertSame(Map<String, List<String>> expected, Map<String, List<String>> actual) {
        QUERIES.forEach(query -> assertIterableEquals(expected.get(query), actual.get(query), query));
    }

    private static Memory erased(Memory memory) {
        return Memory.builder(
                        memory.id(),
                        memory.scope(),
                        Observation.builder("(erased)").kind(Kind.RECORD).build())
                .version(2)
                .sequence(41)
                .recordedAt(NOW)
                .status(Status.ERASED)
                .build();
    }

    @Test
    void aQueryOfThousandsOfKnownWordsIsAnswered() {
        String words = IntStream.range(0, 2_000).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
        String days = IntStream.range(1, 1_000)
                .mapToObj(i -> "%d.%d.%d".formatted(1 + i % 28, 1 + i % 12, 1900 + i % 100))
                .collect(Collectors.joining(" "));
        try (LuceneMemoryIndex index = LuceneMemoryIndex.open(IndexConfig.ofDefaults(null, StaticEmbedder.load()))) {
            List<Memory> all = new ArrayList<>();
            Memory memory = add(all, Observation.of(words));
            index.publish(1, all);
            index.awaitIndexed(1);
            for (String query : List.of("What is now " + words, "On " + days + " word1")) {
                RecallResult result = index.search(Principal.of(ALICE), MemoryQuery.of(query), ReadTime.present(NOW));
                assertEquals(List.of(memory), result.memories());
            }
        }
    }
}
