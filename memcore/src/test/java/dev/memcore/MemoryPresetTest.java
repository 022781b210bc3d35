package dev.memcore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Budget;
import dev.memcore.api.Erasure;
import dev.memcore.api.Link;
import dev.memcore.api.MaintenanceReport;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryException;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryOp;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Outcome;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.Tier;
import dev.memcore.retrieval.StaticEmbedder;
import dev.memcore.testkit.ManualClock;
import dev.memcore.testkit.SequenceIds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every preset over a real store: what it does, and what every one must keep to. */
final class MemoryPresetTest {
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final Scope EVE = Scope.of("acme", "eve");
    private static final Budget ALL = Budget.ofDefaults();
    private static final int SMALL = 4;

    private static final String[] SAID = {
        "The cello of my aunt was built in Cremona in 1742.",
        "My aunt's cello needs a new bridge and two strings.",
        "I had soup for lunch.",
        "The ferry to Tallinn leaves at seven on Mondays.",
        "The Tallinn ferry was late again this Monday.",
        "Ok, thanks.",
        "Rex, our dog, is afraid of thunder.",
        "Thunder again, so Rex hid under the sofa.",
    };

    /** What each preset is seen to do here. */
    private static final Map<MemoryPreset, Set<String>> DOES = new EnumMap<>(Map.ofEntries(
            Map.entry(MemoryPreset.PLAIN, Set.of()),
            Map.entry(MemoryPreset.ELMUR, Set.of("Move")),
            Map.entry(MemoryPreset.MEMORIA, Set.of("Move", "AddLink")),
            Map.entry(MemoryPreset.MEMORY_LLM, Set.of("Move")),
            Map.entry(MemoryPreset.M_PLUS, Set.of("Move")),
            Map.entry(MemoryPreset.ATTENDRE, Set.of("Move")),
            Map.entry(MemoryPreset.SIR_LLM, Set.of("Move")),
            Map.entry(MemoryPreset.MOVIE_CHAT, Set.of("Add", "Move")),
            Map.entry(MemoryPreset.FLASH_V_STREAM, Set.of("Add", "Move")),
            Map.entry(MemoryPreset.INFTY_VIDEO, Set.of("Move")),
            Map.entry(MemoryPreset.LARIMAR, Set.of()),
            Map.entry(MemoryPreset.EPI_CACHE, Set.of("Add")),
            Map.entry(MemoryPreset.MEMORY_OS, Set.of("Move")),
            Map.entry(MemoryPreset.HEMA, Set.of("Add", "Move")),
            Map.entry(MemoryPreset.LIGHT_MEM, Set.of("Add", "Move", "Supersede")),
            Map.entry(MemoryPreset.MEM_TREE, Set.of("Add")),
            Map.entry(MemoryPreset.H_MEM, Set.of("Add", "Move")),
            Map.entry(MemoryPreset.MEM_GAS, Set.of("AddLink")),
            Map.entry(MemoryPreset.MEM_P, Set.of("Move")),
            Map.entry(MemoryPreset.MALP, Set.of("Move")),
            Map.entry(MemoryPreset.MEMORY_BANK, Set.of("Add", "Move"))));

    @TempDir
    private Path directory;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final SequenceIds ids = new SequenceIds();

    private MemoryManager open(MemoryPreset preset, String store) {
        return Memcore.builder()
                .directory(directory.resolve(store))
                .clock(clock)
                .idSource(ids)
                .preset(preset, SMALL)
                .build();
    }

    /** Three sessions of bob's, and what he noted; some of it used, one pinned. All ids, the pinned one first. */
    private List<MemoryId> live(MemoryManager manager) {
        MemorySpace bob = manager.in(BOB);
        List<MemoryId> all = new ArrayList<>();
        Memory pinned = bob.remember(
                Observation.builder("Never forget this.").pinned(true).build());
        all.add(pinned.id());
        for (int day = 0; day < 3; day++) {
            SessionMemory session = bob.session("day " + day);
            for (int i = 0; i < 16; i++) {
                clock.advance(Duration.ofMinutes(1));
                String text = i < SAID.length ? SAID[i] : SAID[i - SAID.length] + " So it was on day " + day + ".";
                all.add(session.add(Observation.builder(text)
                                .speaker(i % 2 == 0 ? "Bob" : "Agent")
                                .build())
                        .id());
            }
            clock.advance(Duration.ofDays(1));
        }
        Memory procedure = bob.remember("To tune the cello, begin with the A.");
        all.add(procedure.id());
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMinutes(1));
            bob.feedback(Set.of(procedure.id()), Outcome.FAILED);
        }
        clock.advance(Duration.ofMinutes(1));
        bob.feedback(Set.of(all.get(1), all.get(7)), Outcome.SUCCEEDED);
        return all;
    }

    private MaintenanceReport maintained(MemoryManager manager) {
        MaintenanceReport report = manager.maintain(ALL);
        assertTrue(report.finished());
        return report;
    }

    /** What is shown of memories: all but versions and who made them. */
    private static Map<MemoryId, List<Object>> state(MemorySpace space, List<MemoryId> ids) {
        Map<MemoryId, List<Object>> state = new LinkedHashMap<>();
        for (MemoryId id : ids) {
            space.get(id)
                    .ifPresent(memory -> state.put(id, List.of(memory.observation(), memory.status(), memory.links())));
        }
        return state;
    }

    @ParameterizedTest
    @EnumSource
    void eachDoesWhatItsPaperDoesAndUndoTakesItBack(MemoryPreset preset) {
        try (MemoryManager manager = open(preset, "store")) {
            List<MemoryId> all = live(manager);
            MemorySpace bob = manager.in(BOB);
            Memory foreign = manager.in(EVE).session("day 0").add(Observation.of(SAID[0]));
            Map<MemoryId, List<Object>> before = state(bob, all);
            Memory pinned = bob.get(all.getFirst()).orElseThrow();

            MaintenanceReport report = maintained(manager);
            assertEquals(
                    new TreeSet<>(Objects.requireNonNull(DOES.get(preset))),
                    report.operations().stream()
                            .map(op -> op.getClass().getSimpleName())
                            .collect(Collectors.toCollection(TreeSet::new)),
                    report::toString);
            assertEquals(pinned, bob.get(pinned.id()).orElseThrow());
            assertEquals(foreign, manager.in(EVE).get(foreign.id()).orElseThrow(), "one of one is nobody's overflow");
            report.operations().forEach(op -> assertFollows(op, bob, all));

            manager.undo(report.commits());
            assertEquals(before, state(bob, all));
            report.operations().stream()
                    .filter(MemoryOp.Add.class::isInstance)
                    .forEach(op -> assertTrue(bob.get(op.id()).isEmpty(), "what was made is gone"));
        }
    }

    /** What is made says of what; what is done says by whom; nothing of another scope is touched. */
    private static void assertFollows(MemoryOp op, MemorySpace bob, List<MemoryId> all) {
        assertTrue(op.cause().actor().startsWith("policy:"), op::toString);
        if (op instanceof MemoryOp.Add add) {
            assertEquals(BOB, add.scope());
            assertFalse(add.observation().derivedFrom().isEmpty(), op::toString);
        } else {
            assertTrue(bob.get(op.id()).isPresent() || all.contains(op.id()), op::toString);
        }
        if (op instanceof MemoryOp.AddLink(Link link, var cause)) {
            assertTrue(all.contains(link.to()), op::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRunAfterAFinishedOneDoesNothingEvenInAnotherProcess(MemoryPreset preset) {
        try (MemoryManager manager = open(preset, "store")) {
            live(manager);
            maintained(manager);
            assertEquals(List.of(), maintained(manager).operations());
        }
        try (MemoryManager again = open(preset, "store")) {
            assertEquals(List.of(), maintained(again).operations());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameHistoryGivesTheSameOperations(MemoryPreset preset) {
        List<List<MemoryOp>> runs = new ArrayList<>();
        for (String store : List.of("one", "other")) {
            ManualClock now = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
            clock.set(now.instant());
            SequenceIds own = new SequenceIds();
            try (MemoryManager manager = Memcore.builder()
                    .directory(directory.resolve(store))
                    .clock(clock)
                    .idSource(own)
                    .preset(preset, SMALL)
                    .build()) {
                live(manager);
                runs.add(maintained(manager).operations());
            }
        }
        assertEquals(runs.getFirst(), runs.getLast());
    }

    @Test
    void presetsAreFoundByTheirNames() {
        for (MemoryPreset preset : MemoryPreset.values()) {
            assertSame(preset, MemoryPreset.named(preset.label()));
        }
        MemoryException unknown = assertThrows(MemoryException.class, () -> MemoryPreset.named("memgpt"));
        assertTrue(unknown.toString().contains("memoryBank"), unknown::toString);
        assertThrows(MemoryException.class, () -> MemoryPreset.ELMUR.policies(0, StaticEmbedder.load()));
    }

    @Test
    void larimarReadsAFactByItsKeyAndNotWhatWasErased() {
        try (MemoryManager manager = open(MemoryPreset.LARIMAR, "store")) {
            MemorySpace bob = manager.in(BOB);
            Memory fact = bob.remember(
                    Observation.fact("capital of Estonia", "Tallinn").build());
            bob.remember(Observation.fact("capital of Latvia", "Riga").build());
            assertEquals(fact, bob.recall("capital of Estonia").memories().getFirst());
            bob.erase(Erasure.of(fact.id()));
            assertFalse(bob.recall("capital of Estonia").memories().stream()
                    .anyMatch(memory -> memory.id().equals(fact.id())));
        }
    }

    @Test
    void aSlotOfElmurIsTheOneUpdatedLongestAgoHoweverMuchItIsUsed() {
        try (MemoryManager manager = open(MemoryPreset.ELMUR, "store")) {
            MemorySpace bob = manager.in(BOB);
            SessionMemory session = bob.session("s");
            List<Memory> turns = new ArrayList<>();
            for (int i = 0; i < SMALL + 1; i++) {
                clock.advance(Duration.ofMinutes(1));
                turns.add(session.add(Observation.of("turn " + i)));
            }
            clock.advance(Duration.ofMinutes(1));
            bob.revise(turns.get(0).id(), "turn 0, updated");
            bob.feedback(Set.of(turns.get(1).id()), Outcome.CITED);
            maintained(manager);
            assertEquals(Tier.SHORT, bob.get(turns.get(0).id()).orElseThrow().tier());
            assertEquals(Tier.ARCHIVE, bob.get(turns.get(1).id()).orElseThrow().tier());
            assertNull(bob.get(turns.get(1).id()).orElseThrow().supersededBy());
        }
    }
}
