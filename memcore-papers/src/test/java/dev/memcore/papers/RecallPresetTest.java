package dev.memcore.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Recalled;
import dev.memcore.api.Scope;
import dev.memcore.api.config.Durability;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.Signal;
import dev.memcore.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RecallPresetTest {
    private static final Scope ALICE = Scope.of("acme", "alice");
    private static final String CLARINET = "My sister Beth plays the clarinet in Lyon.";

    @TempDir
    private Path directory;

    private MemoryManager open(RecallPreset preset) {
        return Memcore.builder()
                .directory(directory)
                .clock(new ManualClock(Instant.parse("2026-01-01T00:00:00Z")))
                .durability(Durability.BUFFERED)
                .fuser(preset.fuser())
                .build();
    }

    private static Observation said(String speaker, String text) {
        return Observation.builder(text).speaker(speaker).build();
    }

    private static List<Recalled> hits(MemoryManager manager) {
        return manager.space(ALICE).recall("who plays the clarinet?").hits();
    }

    @ParameterizedTest
    @EnumSource
    void eachFindsWhatIsAskedForAndSaysWhy(RecallPreset preset) {
        List<Recalled> waiting;
        try (MemoryManager manager = open(preset)) {
            MemorySpace alice = manager.space(ALICE);
            // In one commit, because an indexed turn has its next turn in its context only once that is indexed, too.
            alice.session("s")
                    .addAll(List.of(
                            said("Ann", CLARINET),
                            said("Cleo", "The weather in Lyon was awful."),
                            said("Ann", "We had soup for lunch.")));
            alice.session("t").add(said("Cleo", "I finished the report on the harbour."));
            waiting = hits(manager);
        }
        try (MemoryManager again = open(preset)) {
            List<Recalled> settled = hits(again);
            assertEquals(settled, hits(again));
            assertEquals(CLARINET, waiting.getFirst().memory().text());
            assertEquals(settled.size(), waiting.size());
            for (int place = 0; place < waiting.size(); place++) {
                Recalled hit = waiting.get(place);
                double shares =
                        hit.signals().stream().mapToDouble(Signal::share).sum();
                assertEquals(hit.score(), shares, 1e-9);
                assertEquals(hit.memory(), settled.get(place).memory(), "indexed or not, the order is the same");
                assertEquals(hit.score(), settled.get(place).score(), 1e-6, "but for Lucene's floats");
            }
        }
    }

    @Test
    void presetsAreFoundByTheirNames() {
        for (RecallPreset preset : RecallPreset.values()) {
            assertSame(preset, RecallPreset.named(preset.label()));
        }
        assertEquals(
                RecallPreset.values().length,
                Arrays.stream(RecallPreset.values())
                        .map(RecallPreset::label)
                        .distinct()
                        .count());
        MemoryException unknown = assertThrows(MemoryException.class, () -> RecallPreset.named("best"));
        assertTrue(unknown.toString().contains("hippoRag2"), unknown::toString);
    }
}
