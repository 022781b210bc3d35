package dev.memcore.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.config.Durability;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.session.Fold;
import dev.memcore.api.session.FoldedWindow;
import dev.memcore.api.session.SessionFolds;
import dev.memcore.api.session.WindowLine;
import dev.memcore.spi.TokenCounter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionFoldsTest {
    private static final TokenCounter COUNTER = TokenCounter.approximate();
    private static final Scope ALICE = Scope.of("acme", "alice");

    @TempDir
    private Path directory;

    private MemoryManager open() {
        return Memcore.builder()
                .directory(directory.resolve("store"))
                .durability(Durability.BUFFERED)
                .withoutEmbedder()
                .build();
    }

    private static List<String> texts(FoldedWindow window) {
        return window.lines().stream().map(WindowLine::text).toList();
    }

    private static Observation call(Role role, String text, String id) {
        return Observation.builder(text).role(role).toolCallId(id).build();
    }

    @Test
    void aFoldIsOneLineUntilItIsExpanded() {
        List<String> before;
        try (MemoryManager manager = open()) {
            SessionMemory session = manager.space(ALICE).session("s");
            List<Memory> said = IntStream.range(0, 6)
                    .mapToObj(i -> session.add(Role.USER, "Message " + i + " is about\nthe \ud83c\udf33 garden\t" + i))
                    .toList();
            before = texts(session.folds().window(1_000));
            Fold fold = session.folds().fold(said.get(1).id(), said.get(4).id());
            assertEquals(1, fold.number());
            assertEquals(
                    "[fold 1: 4 turns, " + fold.tokens() + " tokens: Message 1 is about the \ud83c\udf33 garden 1]",
                    fold.marker());
            assertEquals(1, Fold.numberIn("please expand " + fold.marker()).orElseThrow());
        }
        try (MemoryManager manager = open()) {
            SessionMemory session = manager.space(ALICE).session("s");
            FoldedWindow window = session.folds().window(1_000);
            assertEquals(3, window.lines().size());
            assertEquals(2, window.messages().size());
            assertEquals(6, session.window(1_000).size());
            assertEquals(
                    before.subList(1, 5),
                    session.folds().expand(1).stream().map(Memory::text).toList());
            assertEquals(before, texts(session.folds().window(1_000)));
            assertEquals(List.of(), session.folds().list());
        }
    }

    @Test
    void errorsSayWhatToDo() {
        try (MemoryManager manager = Memcore.inMemory()) {
            MemorySpace space = manager.space(ALICE);
            SessionMemory session = space.session("s");
            Memory one = session.add(Role.USER, "one");
            Memory other = space.session("t").add(Role.USER, "other");
            session.folds().fold(List.of(one.id()));
            assertEquals(
                    ErrorCode.INVALID_ARGUMENT,
                    assertThrows(MemoryException.class, () -> session.folds().fold(List.of(one.id())))
                            .code());
            assertEquals(
                    ErrorCode.NOT_FOUND,
                    assertThrows(MemoryException.class, () -> session.folds().fold(one.id(), other.id()))
                            .code());
            MemoryException unknown =
                    assertThrows(MemoryException.class, () -> session.folds().expand(7));
            assertEquals("[NOT_FOUND 201] session s has no fold 7; its folds are [1]", unknown.getMessage());
        }
    }

    @Test
    void aCallIsFoldedWithItsResults() {
        try (MemoryManager manager = Memcore.inMemory()) {
            SessionMemory session = manager.space(ALICE).session("s");
            session.add(Role.USER, "What is the weather?");
            Memory call = session.add(call(Role.ASSISTANT, "weather()", "c"));
            Memory result = session.add(call(Role.TOOL, "sunny", "c"));
            Memory answer = session.add(Role.ASSISTANT, "It is sunny.");
            Memory open = session.add(call(Role.ASSISTANT, "again()", "d"));
            assertEquals(
                    List.of(call.id(), result.id()),
                    session.folds().fold(List.of(result.id())).messages());
            assertThrows(MemoryException.class, () -> session.folds().fold(List.of(open.id())));
            assertEquals(
                    List.of(answer.id()),
                    session.folds().fold(call.id(), open.id()).messages());
        }
    }

    @Test
    void whatIsForgottenOrErasedLeavesTheFold() {
        try (MemoryManager manager = Memcore.inMemory()) {
            MemorySpace space = manager.space(ALICE);
            SessionMemory session = space.session("s");
            List<Memory> said = IntStream.range(0, 3)
                    .mapToObj(i -> session.add(Role.USER, "Secret" + i))
                    .toList();
            session.folds().fold(said.get(0).id(), said.get(2).id());
            space.erase(Erasure.of(said.get(0).id()));
            space.forget(said.get(1).id());
            Fold left = session.folds().list().getFirst();
            assertEquals(List.of(said.get(2).id()), left.messages());
            assertFalse(left.marker().contains("Secret0"));
        }
    }

    @Test
    void othersSeeOnlyTheirPart() {
        try (MemoryManager manager = Memcore.inMemory()) {
            SessionMemory session =
                    manager.space(new Principal(ALICE, Set.of("secret"))).session("s");
            Memory open = session.add(Role.USER, "Public words");
            Memory secret = session.add(
                    Observation.builder("Hidden words").label("secret").build());
            session.folds().fold(secret.id(), secret.id());
            session.folds().fold(open.id(), open.id());
            SessionMemory plain = manager.space(ALICE).session("s");
            assertEquals(1, plain.folds().list().size());
            assertEquals(1, plain.folds().window(100).lines().size());
            assertEquals(1, plain.folds().restoreAll());
            assertEquals(1, session.folds().list().size());
        }
    }

    @Test
    void concurrentFoldsHaveNumbersOfTheirOwn() throws Exception {
        try (MemoryManager manager = Memcore.inMemory();
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            SessionMemory session = manager.space(ALICE).session("s");
            List<Memory> said = IntStream.range(0, 40)
                    .mapToObj(i -> session.add(Role.USER, "Message " + i))
                    .toList();
            List<Future<Fold>> folds = new ArrayList<>();
            for (Memory message : said) {
                folds.add(threads.submit(() -> session.folds().fold(Set.of(message.id()))));
            }
            Set<Integer> numbers = new TreeSet<>();
            for (Future<Fold> fold : folds) {
                numbers.add(fold.get().number());
            }
            assertEquals(40, numbers.size());
            assertEquals(40, session.folds().list().size());
        }
    }

    /** The policy of Sculptor's test: messages whose key is overwritten later are folded. */
    @Test
    void staleValuesFoldToTheLatest() {
        try (MemoryManager manager = Memcore.inMemory()) {
            SessionMemory session = manager.space(ALICE).session("s");
            SplittableRandom random = new SplittableRandom(3);
            Map<String, MemoryId> last = new HashMap<>();
            List<MemoryId> stale = new ArrayList<>();
            Map<String, String> values = new TreeMap<>();
            for (int i = 0; i < 46 * 20; i++) {
                String key = "key" + i % 46;
                String text = key + " = " + random.nextInt(1_000_000);
                MemoryId before = last.put(key, session.add(Role.USER, text).id());
                values.put(key, text);
                if (before != null) {
                    stale.add(before);
                }
            }
            FoldedWindow all = session.folds().window(1_000_000);
            session.folds().fold(stale);
            FoldedWindow folded = session.folds().window(1_000_000);
            assertEquals(
                    new TreeSet<>(values.values()),
                    new TreeSet<>(folded.messages().stream().map(Memory::text).toList()));
            assertTrue(folded.tokens() <= 0.1 * all.tokens(), folded.tokens() + " of " + all.tokens());
            session.folds().restoreAll();
            assertEquals(texts(all), texts(session.folds().window(1_000_000)));
        }
    }

    /** Random folds, expansions, messages and restarts against a model: a list of texts with the number of each fold. */
    @Test
    void foldsFollowTheModelAcrossRestarts() {
        SplittableRandom random = new SplittableRandom(11);
        List<MemoryId> ids = new ArrayList<>();
        Map<MemoryId, Integer> model = new HashMap<>();
        Map<MemoryId, String> said = new HashMap<>();
        for (int restart = 0; restart < 4; restart++) {
            try (MemoryManager manager = open()) {
                SessionMemory session = manager.space(ALICE).session("s");
                for (int step = 0; step < 60; step++) {
                    change(session.folds(), session, random, ids, model, said);
                    checkAgainst(session, ids, model, said);
                }
            }
        }
    }

    private static void change(
            SessionFolds folds,
            SessionMemory session,
            SplittableRandom random,
            List<MemoryId> ids,
            Map<MemoryId, Integer> model,
            Map<MemoryId, String> said) {
        int action = random.nextInt(10);
        if (action < 6 || ids.isEmpty()) {
            Memory message = session.add(Role.USER, "Text " + ids.size() + " \u4f60\u597d " + random.nextInt(99));
            ids.add(message.id());
            said.put(message.id(), message.text());
        } else if (action < 8) {
            int from = random.nextInt(ids.size());
            int to = Math.min(ids.size() - 1, from + random.nextInt(6));
            List<MemoryId> range = ids.subList(from, to + 1).stream()
                    .filter(id -> !model.containsKey(id))
                    .toList();
            if (range.isEmpty()) {
                assertThrows(MemoryException.class, () -> folds.fold(ids.get(from), ids.get(to)));
            } else {
                Fold fold = folds.fold(ids.get(from), ids.get(to));
                assertEquals(range, fold.messages());
                assertFalse(model.containsValue(fold.number()));
                range.forEach(id -> model.put(id, fold.number()));
            }
        } else if (!model.isEmpty()) {
            int number = List.copyOf(model.values()).get(random.nextInt(model.size()));
            List<String> expanded =
                    folds.expand(number).stream().map(Memory::text).toList();
            assertEquals(
                    ids.stream()
                            .filter(id -> model.getOrDefault(id, 0) == number)
                            .map(said::get)
                            .toList(),
                    expanded);
            model.values().removeIf(value -> value == number);
        }
    }

    private static void checkAgainst(
            SessionMemory session, List<MemoryId> ids, Map<MemoryId, Integer> model, Map<MemoryId, String> said) {
        List<String> expected = new ArrayList<>();
        Set<Integer> marked = new TreeSet<>();
        for (MemoryId id : ids) {
            int number = model.getOrDefault(id, 0);
            if (number == 0) {
                expected.add(said.get(id));
            } else if (marked.add(number)) {
                expected.add("[fold " + number);
            }
        }
        List<String> shown = texts(session.folds().window(100_000)).stream()
                .map(text -> text.startsWith("[fold") ? text.substring(0, text.indexOf(':')) : text)
                .toList();
        assertEquals(expected, shown);
        for (int budget : new int[] {0, 7, 40, 100}) {
            FoldedWindow window = session.folds().window(budget);
            long tokens = window.lines().stream()
                    .mapToLong(line -> COUNTER.count(line.text()))
                    .sum();
            assertEquals(tokens, window.tokens());
            assertTrue(tokens <= budget);
        }
    }
}
