package dev.memcore.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Link;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.Tier;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.operation.Outcome;
import dev.memcore.api.report.MaintenanceReport;
import dev.memcore.retrieval.embed.StaticEmbedder;
import java.nio.file.Path;
import java.time.Duration;
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
    private static final Scope BOB = PresetLife.BOB;
    private static final Scope EVE = Scope.of("acme", "eve");
    private static final Budget ALL = Budget.ofDefaults();

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

    private final PresetLife life = new PresetLife();

    private MemoryManager open(MemoryPreset preset) {
        return life.store(preset, directory).build();
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
        try (MemoryManager manager = open(preset)) {
            List<MemoryId> all = life.live(manager);
            MemorySpace bob = manager.space(BOB);
            Memory foreign = manager.space(EVE).session("day 0").add(Observation.of(PresetLife.SAID[0]));
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
            assertEquals(
                    foreign, manager.space(EVE).get(foreign.id()).orElseThrow(), "one of one is nobody's overflow");
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
        try (MemoryManager manager = open(preset)) {
            life.live(manager);
            maintained(manager);
            assertEquals(List.of(), maintained(manager).operations());
        }
        try (MemoryManager again = open(preset)) {
            assertEquals(List.of(), maintained(again).operations());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameHistoryGivesTheSameOperations(MemoryPreset preset) {
        List<List<MemoryOp>> runs = new ArrayList<>();
        for (String store : List.of("one", "other")) {
            PresetLife own = new PresetLife();
            try (MemoryManager manager =
                    own.store(preset, directory.resolve(store)).build()) {
                own.live(manager);
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
        try (MemoryManager manager = open(MemoryPreset.LARIMAR)) {
            MemorySpace bob = manager.space(BOB);
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
        try (MemoryManager manager = open(MemoryPreset.ELMUR)) {
            MemorySpace bob = manager.space(BOB);
            SessionMemory session = bob.session("s");
            List<Memory> turns = new ArrayList<>();
            for (int i = 0; i < PresetLife.CAPACITY + 1; i++) {
                life.clock.advance(Duration.ofMinutes(1));
                turns.add(session.add(Observation.of("turn " + i)));
            }
            life.clock.advance(Duration.ofMinutes(1));
            bob.revise(turns.get(0).id(), "turn 0, updated");
            bob.feedback(Set.of(turns.get(1).id()), Outcome.CITED);
            maintained(manager);
            assertEquals(Tier.SHORT, bob.get(turns.get(0).id()).orElseThrow().tier());
            assertEquals(Tier.ARCHIVE, bob.get(turns.get(1).id()).orElseThrow().tier());
            assertNull(bob.get(turns.get(1).id()).orElseThrow().supersededBy());
        }
    }
}
