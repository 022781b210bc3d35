package dev.memcore.retrieval.source;

import static dev.memcore.retrieval.Indexed.ALICE;
import static dev.memcore.retrieval.Indexed.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Recalled;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.report.Signal;
import dev.memcore.retrieval.IndexConfig;
import dev.memcore.retrieval.Indexed;
import dev.memcore.retrieval.LuceneMemoryIndex;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.view.ContextViews;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitSourceTest {
    private static final String QUESTION = "who plays the clarinet in the harbour?";

    private static Indexed open() {
        return new Indexed(LuceneMemoryIndex.open(new IndexConfig(
                null,
                new Indexed.LetterEmbedder(),
                new ContextViews(),
                new MinMaxWeightedSum(Map.of("bm25.content", 0.5, "dense.content", 0.1, Signals.UNIT, 0.4)),
                1_000)));
    }

    private static Map<String, Double> units(Indexed indexed, Principal reader) {
        Map<String, Double> units = new TreeMap<>();
        for (Recalled hit : indexed.search(reader, MemoryQuery.of(QUESTION).withLimit(500))) {
            units.put(hit.memory().text(), unit(hit));
        }
        return units;
    }

    private static double unit(Recalled hit) {
        return hit.signals().stream()
                .filter(signal -> signal.name().equals(Signals.UNIT))
                .mapToDouble(Signal::raw)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double unit(Indexed indexed, String text) {
        return units(indexed, Principal.of(ALICE)).getOrDefault(text, Double.NaN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTurnIsWorthWhatItsWindowIsWorth(boolean settle) {
        try (Indexed indexed = open()) {
            indexed.turn("s", "Ann", "My sister plays the clarinet.");
            indexed.turn("s", "Bob", "Really?");
            indexed.turn("s", "Ann", "Yes, every Monday.");
            indexed.turn("s", "Bob", "Lovely.");
            for (int i = 0; i < 12; i++) {
                indexed.turn("s", "Ann", "Then soup number " + i);
            }
            indexed.turn("t", "Ann", "The bus was late.");
            indexed.add(ALICE, "a note that is in no conversation");
            if (settle) {
                indexed.settled();
            }
            double best = unit(indexed, "Yes, every Monday.");
            assertEquals(best, unit(indexed, "My sister plays the clarinet."));
            assertEquals(best, unit(indexed, "Lovely."));
            assertTrue(best > unit(indexed, "Then soup number 0"));
            assertTrue(best > unit(indexed, "The bus was late.") && best <= 1);
            assertTrue(Double.isNaN(unit(indexed, "a note that is in no conversation")));
        }
    }

    @Test
    void turnsThatNoFlatSourceFindsComeInByTheirWindow() {
        try (Indexed indexed = new Indexed(LuceneMemoryIndex.open(new IndexConfig(
                null,
                null,
                new ContextViews(),
                new MinMaxWeightedSum(Map.of("bm25.content", 0.5, Signals.UNIT, 0.5)),
                1_000)))) {
            indexed.turn("s", "Ann", "My sister plays the clarinet.");
            indexed.turn("s", "Bob", "Really?");
            indexed.turn("t", "Ann", "The bus was late.");
            List<String> texts = indexed.settled().texts(ALICE, QUESTION);
            assertEquals(List.of("My sister plays the clarinet.", "Really?"), texts.subList(0, 2));
            MemoryFilter others = MemoryFilter.builder().session("t").build();
            List<Recalled> hits = indexed.search(
                            Principal.of(ALICE), MemoryQuery.of(QUESTION).withFilter(others))
                    .hits();
            assertTrue(hits.stream().noneMatch(hit -> hit.memory().text().equals("Really?")), "a filter holds");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAReaderMayNotSeeMovesNothing(boolean settle) {
        try (Indexed indexed = open()) {
            for (int i = 0; i < 9; i++) {
                indexed.turn("s" + i % 2, "Ann", (i % 3 == 0 ? "The clarinet " : "The harbour ") + i);
            }
            Principal alice = Principal.of(ALICE);
            Map<String, Double> before = units(indexed.settled(), alice);
            for (int i = 0; i < 20; i++) {
                Observation secret = Observation.builder("clarinet clarinet harbour " + i)
                        .session("s" + i % 2)
                        .kind(Kind.TURN)
                        .build();
                indexed.add(Scope.of("acme", "bob"), secret);
                indexed.add(Scope.of("other", "alice"), secret);
                indexed.add(ALICE, secret.toBuilder().label("secret").build());
            }
            if (settle) {
                indexed.settled();
            }
            assertEquals(before, units(indexed, alice));
            assertFalse(
                    before.equals(units(indexed, new Principal(ALICE, Set.of("secret")))), "who may see it is moved");
        }
    }

    /** Any history leaves the values that an index has which never knew more than what is left. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void erasedRevisedAndForgottenTurnsLeaveNothing(long seed) {
        Random random = new Random(seed);
        Map<MemoryId, Memory> present = new LinkedHashMap<>();
        try (Indexed indexed = open();
                Indexed fresh = open()) {
            for (int step = 0; step < 150; step++) {
                change(indexed, present, random, step);
                if (random.nextInt(25) == 0) {
                    indexed.settled();
                    units(indexed, Principal.of(ALICE)); // what is cached now must not be wrong later
                }
            }
            long sequence = 0;
            for (Memory left : present.values()) {
                fresh.index.publish(++sequence, List.of(left));
            }
            Map<String, Double> expected = units(fresh, Principal.of(ALICE));
            assertTrue(expected.size() > 20 && expected.values().stream().anyMatch(unit -> unit > 0));
            assertEquals(expected, units(indexed, Principal.of(ALICE)), "seed " + seed);
            assertEquals(expected, units(indexed.settled(), Principal.of(ALICE)), "settled, seed " + seed);
        }
    }

    private static void change(Indexed indexed, Map<MemoryId, Memory> present, Random random, int step) {
        List<Memory> all = new ArrayList<>(present.values());
        int kind = all.isEmpty() ? 9 : random.nextInt(10);
        if (kind >= 4) {
            Memory added = indexed.turn("s" + random.nextInt(4), "Ann", text(random, step));
            present.put(added.id(), added);
            return;
        }
        Memory chosen = all.get(random.nextInt(all.size()));
        if (kind < 2) {
            Observation other =
                    chosen.observation().toBuilder().text(text(random, step)).build();
            present.put(chosen.id(), indexed.next(chosen, Status.ACTIVE, other));
        } else if (kind == 2) {
            indexed.erase(chosen);
            present.remove(chosen.id());
        } else {
            indexed.next(chosen, Status.FORGOTTEN, chosen.observation());
            present.remove(chosen.id());
        }
    }

    private static String text(Random random, int step) {
        List<String> words = List.of("clarinet", "harbour", "soup", "bus", "plays", "late");
        StringBuilder text = new StringBuilder("turn " + step);
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(' ').append(words.get(random.nextInt(words.size())));
        }
        return text.toString();
    }

    @Test
    void aLongSessionIsCutByTheOrderOfItsTurns() {
        try (Indexed indexed = open()) {
            Memory memory = indexed.turn("s", "Ann", "plays the clarinet");
            for (int i = 0; i < 40; i++) {
                indexed.turn("s", "Ann", "turn " + i);
            }
            indexed.settled();
            indexed.next(
                    memory,
                    Status.ACTIVE,
                    memory.observation().toBuilder()
                            .text("plays the clarinet well")
                            .build());
            Map<String, Double> units = units(indexed.settled(), Principal.of(ALICE));
            assertEquals(units.get("plays the clarinet well"), units.get("turn 2"), "a revised turn keeps its place");
            assertTrue(units.getOrDefault("turn 3", 1.0) < units.getOrDefault("turn 2", 0.0));
            assertEquals(units.get("turn 38"), units.get("turn 39"), "one turn alone is no window");
        }
    }

    @Test
    void nothingIsAskedOfAnEmptyStore() {
        try (Indexed indexed = open()) {
            assertEquals(Map.of(), units(indexed, Principal.of(ALICE)));
            Memory note = Memory.builder(new MemoryId(7, 1), ALICE, Observation.of("a clarinet"))
                    .sequence(1)
                    .recordedAt(NOW)
                    .build();
            indexed.index.publish(1, List.of(note));
            assertEquals(Map.of("a clarinet", Double.NaN), units(indexed, Principal.of(ALICE)));
        }
    }
}
