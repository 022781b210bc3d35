package dev.memcore.retrieval.search;

import static dev.memcore.retrieval.Indexed.ALICE;
import static dev.memcore.retrieval.Indexed.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.SearchKeys;
import dev.memcore.retrieval.IndexConfig;
import dev.memcore.retrieval.LuceneMemoryIndex;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.spi.index.ReadTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A word that no vector knows is answered by the memories that have it, in a store of thousands, after merges of merges. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RareWordsTest {
    private static final String[] COMMON =
            ("harbour lantern quiet orchard window letter morning river garden copper blanket teacher violin market"
                + " pebble winter bridge candle forest kettle ladder meadow needle pocket ribbon saddle thunder uncle"
                + " valley whistle yellow zebra anchor basket cottage")
                    .split(" ");

    private static final int SINGLE = 2_400;

    private final SplittableRandom random = new SplittableRandom(11);
    private final List<Memory> all = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final LuceneMemoryIndex index = LuceneMemoryIndex.open(IndexConfig.ofDefaults(null, StaticEmbedder.load()));

    /** Memories with a word each that no other text has, and merges of them, of merges, and of merges of merges. */
    @BeforeAll
    void fill() {
        for (int i = 0; i < SINGLE; i++) {
            words.add(madeUp());
            add(Observation.builder(line(words.get(i))));
        }
        List<String> level = all.stream().limit(800).map(Memory::text).toList();
        for (int merges = 0; merges < 4; merges++) {
            List<String> merged = new ArrayList<>();
            for (int i = 0; i + 1 < level.size(); i += 2) {
                merged.add(level.get(i) + "\n" + level.get(i + 1));
            }
            merged.forEach(text -> add(Observation.builder(text)));
            level = merged;
        }
        for (int ticket = 4700; ticket < 4750; ticket++) {
            for (String said : List.of("was opened", "waits for Tom", "is closed", "was billed", "is late")) {
                add(Observation.builder("Ticket ZX-" + ticket + " " + said));
            }
        }
        for (String word : List.of("Жмыховка", "खिचड़ीपुर", "ぴよまる", "Ünterwöhld")) {
            for (int i = 0; i < 6; i++) {
                add(Observation.builder(common(5) + " " + word + " " + common(8)));
            }
        }
        add(Observation.builder(common(12)).searchKeys(SearchKeys.KEYWORDS, List.of("qoozimbar")));
        for (int i = 0; i < 300; i++) {
            add(Observation.builder("The plumbusator " + common(3 + i % 20)));
        }
        index.publish(1, all);
        index.awaitIndexed(1);
    }

    @AfterAll
    void close() {
        index.close();
    }

    private void add(Observation.Builder observation) {
        MemoryId id = new MemoryId(7, all.size() + 1L);
        all.add(Memory.builder(id, ALICE, observation.build())
                .sequence(1)
                .recordedAt(NOW)
                .build());
    }

    private String madeUp() {
        StringBuilder word = new StringBuilder("q");
        for (int i = 0; i < 8; i++) {
            word.append("bdfgklmnprtvz".charAt(random.nextInt(13))).append("aou".charAt(random.nextInt(3)));
        }
        return word.toString();
    }

    private String common(int count) {
        List<String> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(COMMON[random.nextInt(COMMON.length)]);
        }
        return String.join(" ", some);
    }

    private String line(String word) {
        return word + ": " + common(random.nextInt(2, 40)) + " #" + Integer.toHexString(random.nextInt());
    }

    private Set<MemoryId> having(String word) {
        Set<MemoryId> having = new TreeSet<>();
        all.stream().filter(memory -> memory.text().contains(word)).forEach(memory -> having.add(memory.id()));
        return having;
    }

    private static RecallResult ask(LuceneMemoryIndex index, String query, int limit) {
        return index.search(Principal.of(ALICE), MemoryQuery.of(query).withLimit(limit), ReadTime.present(NOW));
    }

    private void assertFirst(Set<MemoryId> having, String query) {
        Set<MemoryId> first = new TreeSet<>();
        ask(index, query, Math.max(10, having.size())).hits().stream()
                .limit(having.size())
                .forEach(hit -> first.add(hit.memory().id()));
        assertEquals(having, first, query);
    }

    @Test
    void allThatHaveItComeBeforeAllThatDoNot() {
        for (int i = 0; i < 800; i += 40) {
            Set<MemoryId> having = having(words.get(i));
            assertEquals(5, having.size());
            assertFirst(having, words.get(i));
            assertFirst(having, "What is said of " + words.get(i) + "?");
        }
        for (int i = 800; i < SINGLE; i += 200) {
            assertFirst(having(words.get(i)), words.get(i));
        }
    }

    @Test
    void soDoesANumberAmongAFewCommonWords() {
        for (int ticket = 4700; ticket < 4750; ticket += 7) {
            Set<MemoryId> having = having("ZX-" + ticket);
            for (String query : List.of("ZX-%d", "What is the status of ticket ZX-%d?", "ticket zx %d")) {
                assertFirst(having, query.formatted(ticket));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Жмыховка", "खिचड़ीपुर", "ぴよまる", "Ünterwöhld"})
    void soDoesAWordOfAnyScript(String word) {
        assertFirst(having(word), word);
    }

    @Test
    void soDoesASearchKey() {
        assertEquals(
                all.stream()
                        .filter(memory -> !memory.observation().searchKeys().isEmpty())
                        .map(Memory::id)
                        .toList(),
                List.of(ask(index, "qoozimbar", 10).memories().getFirst().id()));
    }

    @Test
    void ofMoreThanAreAskedForAllHaveIt() {
        assertTrue(ask(index, "plumbusator", 100).memories().stream()
                .allMatch(memory -> memory.text().contains("plumbusator")));
        assertEquals(
                300,
                new HashSet<>(ask(index, "plumbusator", 300).memories())
                        .stream()
                                .filter(memory -> memory.text().contains("plumbusator"))
                                .count());
    }

    @Test
    void whatVectorsKnowIsAnsweredByMeaningToo() {
        RecallResult result = ask(index, "Which orchard is beside the river?", 5);
        assertTrue(result.hits().stream()
                .flatMap(hit -> hit.signals().stream())
                .noneMatch(signal -> signal.name().equals("exact")));
    }
}
