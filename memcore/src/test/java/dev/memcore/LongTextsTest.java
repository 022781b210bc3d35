package dev.memcore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Recalled;
import dev.memcore.api.Scope;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.report.EmbeddingProgress;
import dev.memcore.api.report.TextSpan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host stores long texts: each is one memory that is found by any of its passages. */
class LongTextsTest {
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final List<String> WORDS = List.of(
            "river",
            "window",
            "garden",
            "market",
            "engine",
            "forest",
            "silver",
            "castle",
            "winter",
            "letter",
            "number",
            "music",
            "paper",
            "coffee",
            "table",
            "morning",
            "travel",
            "mountain",
            "ocean",
            "desert",
            "bridge",
            "tower");

    @TempDir
    private Path directory;

    private MemoryManager open() {
        return Memcore.open(directory.resolve("store"));
    }

    /** Returns the lines of a log. Line {@code i} has the id {@code Q<seed>X<i>}, which no other text has. */
    private static List<String> log(int seed, int characters) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        int length = 0;
        while (length < characters) {
            StringBuilder line = new StringBuilder(String.format(
                    Locale.ROOT,
                    "2026-11-28 12:%02d:%02d INFO [worker-%d] request %s",
                    lines.size() / 60 % 60,
                    lines.size() % 60,
                    random.nextInt(16),
                    id(seed, lines.size())));
            for (int word = 0; word < 6; word++) {
                line.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
            }
            lines.add(line.append(" took ")
                    .append(random.nextInt(900))
                    .append(" ms\n")
                    .toString());
            length += lines.getLast().length();
        }
        return lines;
    }

    private static String id(int seed, int line) {
        return String.format(Locale.ROOT, "Q%02dX%05d", seed, line);
    }

    private static void assertFound(MemorySpace space, Memory memory, String asked, String shown) {
        Recalled best = space.recall(asked).hits().getFirst();
        assertEquals(memory.id(), best.memory().id(), asked);
        assertTrue(best.quotes().stream().anyMatch(quote -> quote.contains(shown)), () -> asked + best.quotes());
        int quoted = best.quotes().stream().mapToInt(String::length).sum();
        assertTrue(quoted < 5_000, () -> "quoted " + quoted);
    }

    private static boolean isFound(MemorySpace space, Memory memory, String asked) {
        return space.recall(asked).hits().stream()
                .anyMatch(hit -> hit.memory().id().equals(memory.id()));
    }

    @Test
    void everyPassageOfALogIsFoundBeforeAndAfterARestartAndMaintenance() {
        List<String> lines = log(1, 350_000);
        Memory log;
        try (MemoryManager manager = open()) {
            MemorySpace space = manager.space(BOB);
            Stream.of("The meeting is on Monday.", "Ann likes tea.", "The router is in the cupboard.")
                    .forEach(space::remember);
            log = space.remember(Observation.of(String.join("", lines)));
            assertFound(space, log, "What did request " + id(1, 17) + " take?", id(1, 17)); // not indexed yet, perhaps
            manager.awaitIndexed();
            for (int line = 0; line < lines.size(); line += 199) {
                assertFound(space, log, "What did request " + id(1, line) + " take?", id(1, line));
            }
            assertEquals(
                    "Ann likes tea.",
                    space.recall("What does Ann like?")
                            .hits()
                            .getFirst()
                            .memory()
                            .text());
            assertEquals(4, manager.stats().memories());
            assertEquals(4, space.stream(MemoryFilter.any()).count());
            assertEquals(new EmbeddingProgress(4, 4, true), manager.stats().embedding());
        }
        try (MemoryManager manager = open()) {
            MemorySpace space = manager.space(BOB);
            assertEquals(0, manager.stats().recovery().replayed());
            assertFound(space, log, "request " + id(1, 501), id(1, 501));
            manager.maintain();
            manager.awaitIndexed();
            assertFound(space, log, "request " + id(1, 1_502), id(1, 1_502));
            assertEquals(log.text(), space.get(log.id()).orElseThrow().text());
            assertTrue(manager.check().findings().isEmpty());
        }
    }

    @Test
    void aHitShowsSentencesOfItsBestPassagesOnly() {
        try (MemoryManager manager = open()) {
            MemorySpace space = manager.space(BOB);
            String text = "It rained on the hills. ".repeat(300)
                    + "The captain keeps the treasure map in a blue bottle. "
                    + "It rained on the hills. ".repeat(300);
            Memory memory = space.remember(Observation.of(text));
            for (int round = 0; round < 2; round++) {
                Recalled hit = space.recall(MemoryQuery.of("Where is the treasure map of the captain?")
                                .withSpans(1))
                        .hits()
                        .getFirst();
                assertEquals(memory.id(), hit.memory().id());
                TextSpan span = hit.spans().getFirst();
                assertEquals("The captain keeps the treasure map in a blue bottle.", span.of(text));
                manager.awaitIndexed();
            }
        }
    }

    @Test
    void aTextThatIsNotDividedHasNoSpansUnlessAsked() {
        try (MemoryManager manager = open()) {
            manager.space(BOB).remember("Ann likes tea.");
            assertEquals(
                    List.of(),
                    manager.space(BOB).recall("Ann").hits().getFirst().spans());
        }
    }

    @Test
    void anErasedLongTextIsGone() {
        try (MemoryManager manager = open()) {
            MemorySpace space = manager.space(BOB);
            Memory one = space.remember(Observation.of(String.join("", log(1, 40_000))));
            Memory two = space.remember(Observation.of(String.join("", log(2, 40_000))));
            manager.awaitIndexed();
            var receipt = space.erase(Erasure.of(one.id()));
            assertTrue(space.verify(receipt).findings().isEmpty());
            assertFalse(isFound(space, one, "request " + id(1, 100)));
            assertFound(space, two, "request " + id(2, 100), id(2, 100));
            manager.awaitIndexed();
            assertFalse(isFound(space, one, "request " + id(1, 100)));
        }
        try (MemoryManager manager = open()) {
            assertTrue(manager.check().findings().isEmpty());
        }
    }

    @Test
    void aRevisedLongTextIsFoundByItsNewPassagesAndInThePastByItsOldOnes() {
        try (MemoryManager manager = open()) {
            MemorySpace space = manager.space(BOB);
            Memory before = space.remember(Observation.of(String.join("", log(1, 40_000))));
            manager.awaitIndexed();
            space.revise(before.id(), String.join("", log(2, 40_000)));
            Instant then = before.recordedAt();
            for (int round = 0; round < 2; round++) {
                assertFound(space, before, "request " + id(2, 50), id(2, 50));
                assertTrue(space.recall("request " + id(1, 50)).hits().stream()
                        .flatMap(hit -> hit.quotes().stream())
                        .noneMatch(quote -> quote.contains(id(1, 50))));
                Recalled past =
                        space.asOf(then).recall("request " + id(1, 50)).hits().getFirst();
                assertTrue(past.quotes().stream().anyMatch(quote -> quote.contains(id(1, 50))));
                manager.awaitIndexed();
            }
            assertEquals(2, space.history(before.id()).size());
            space.revise(before.id(), "Nothing is left of the log.");
            manager.awaitIndexed();
            assertEquals(
                    "Nothing is left of the log.",
                    space.recall("log").hits().getFirst().memory().text());
            assertEquals(1, manager.stats().memories());
        }
    }

    @Test
    void forgottenAndQuarantinedLongTextsAreNotFound() {
        try (MemoryManager manager = open()) {
            MemorySpace space = manager.space(BOB);
            Memory memory = space.remember(Observation.of(String.join("", log(1, 40_000))));
            manager.awaitIndexed();
            space.forget(memory.id());
            assertFalse(isFound(space, memory, "request " + id(1, 50)));
            manager.awaitIndexed();
            assertFalse(isFound(space, memory, "request " + id(1, 50)));
        }
    }

    @Test
    void filtersScopesAndLabelsHoldForPassages() {
        try (MemoryManager manager = open()) {
            MemorySpace space = manager.space(BOB);
            Memory memory = space.remember(Observation.builder(String.join("", log(1, 40_000)))
                    .session("monday")
                    .attribute("kind", "log")
                    .build());
            MemorySpace cleared = manager.space(new Principal(BOB, Set.of("secret")));
            Memory secret = cleared.remember(Observation.builder(String.join("", log(2, 40_000)))
                    .label("secret")
                    .build());
            for (int round = 0; round < 2; round++) {
                MemoryQuery asked = MemoryQuery.of("request " + id(1, 77));
                MemoryFilter monday = MemoryFilter.builder().session("monday").build();
                MemoryFilter tuesday = MemoryFilter.builder().session("tuesday").build();
                assertEquals(
                        memory.id(),
                        space.recall(asked.withFilter(monday))
                                .hits()
                                .getFirst()
                                .memory()
                                .id());
                assertTrue(space.recall(asked.withFilter(tuesday)).hits().isEmpty());
                assertTrue(manager.space(Scope.of("acme", "eve"))
                        .recall(asked)
                        .hits()
                        .isEmpty());
                assertTrue(manager.space(Scope.of("other", "bob"))
                        .recall(asked)
                        .hits()
                        .isEmpty());
                assertFalse(isFound(space, secret, "request " + id(2, 77)));
                assertFound(cleared, secret, "request " + id(2, 77), id(2, 77));
                manager.awaitIndexed();
            }
        }
    }

    @Test
    void aReplacedFactWithALongValueIsNotFound() {
        try (MemoryManager manager = open()) {
            MemorySpace space = manager.space(BOB);
            Memory old = space.remember(fact(String.join("", log(1, 20_000))));
            manager.awaitIndexed();
            Memory now = space.remember(fact(String.join("", log(2, 20_000))));
            for (int round = 0; round < 2; round++) {
                assertFalse(isFound(space, old, "request " + id(1, 50)));
                assertFound(space, now, "request " + id(2, 50), id(2, 50));
                manager.awaitIndexed();
            }
        }
    }

    private static Observation fact(String text) {
        return Observation.builder(text)
                .kind(Kind.FACT)
                .attribute(Observation.KEY, "deployment log")
                .build();
    }

    @Test
    void theTitleOfATextIsSearchedWithEachPassage() {
        try (MemoryManager manager = open()) {
            MemorySpace space = manager.space(BOB);
            String steps = "Turn the left handle and wait until the lamp is green. ".repeat(90)
                    + "To empty the tank, open the valve at the bottom. "
                    + "Turn the left handle and wait until the lamp is green. ".repeat(90);
            Memory kettle = space.remember(Observation.builder(steps)
                    .searchKeys("title", List.of("Kettle Model Zephyr"))
                    .build());
            Memory boiler = space.remember(Observation.builder(steps)
                    .searchKeys("title", List.of("Boiler Model Orion"))
                    .build());
            for (int round = 0; round < 2; round++) {
                assertFound(space, kettle, "How do I empty the tank of the Zephyr?", "open the valve");
                assertFound(space, boiler, "How do I empty the tank of the Orion?", "open the valve");
                manager.awaitIndexed();
            }
        }
    }

    @Test
    void exportAndBackupKeepLongTexts() {
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        Memory memory;
        try (MemoryManager manager = open()) {
            memory = manager.space(BOB).remember(Observation.of(String.join("", log(1, 350_000))));
            manager.exportTo(exported);
            manager.backup(directory.resolve("backup"));
        }
        try (MemoryManager other = Memcore.inMemory()) {
            other.importFrom(new ByteArrayInputStream(exported.toByteArray()));
            assertFound(other.space(BOB), memory, "request " + id(1, 999), id(1, 999));
        }
        try (MemoryManager other = Memcore.open(directory.resolve("backup"))) {
            assertFound(other.space(BOB), memory, "request " + id(1, 999), id(1, 999));
        }
    }

    @Test
    void aTurnBesideALongTextIsNotDisplacedByIt() {
        try (MemoryManager manager = open()) {
            MemorySpace space = manager.space(BOB);
            space.remember(Observation.builder("I paste the log of the deployment.")
                    .session("s")
                    .build());
            space.remember(Observation.builder(String.join("", log(1, 100_000)))
                    .session("s")
                    .build());
            Memory after = space.remember(Observation.builder("The zeppelin broke down because the cable was loose.")
                    .session("s")
                    .build());
            for (int round = 0; round < 2; round++) {
                assertEquals(
                        after.id(),
                        space.recall("Why did the zeppelin break down?")
                                .hits()
                                .getFirst()
                                .memory()
                                .id());
                manager.awaitIndexed();
            }
        }
    }

    @Test
    void aTextAboveTheLimitIsRefusedWithBothNumbers() {
        try (MemoryManager manager = open()) {
            int limit = Limits.ofDefaults().textChars();
            MemorySpace space = manager.space(BOB);
            MemoryException refused = assertThrows(MemoryException.class, () -> space.remember("x".repeat(limit + 1)));
            assertEquals(ErrorCode.LIMIT_EXCEEDED, refused.code());
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.contains("1000001") && message.contains("1000000"), message);
        }
    }
}
