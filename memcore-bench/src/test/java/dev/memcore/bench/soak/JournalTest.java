package dev.memcore.bench.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.bench.soak.model.Made;
import dev.memcore.bench.soak.model.Plot;
import dev.memcore.bench.soak.model.Step;
import dev.memcore.bench.soak.model.Step.Kind;
import dev.memcore.bench.soak.model.StepChoice;
import dev.memcore.bench.soak.model.World;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
    private static final Plot PLOT = new Plot(0, 1, Plot.Use.NOTES);

    @TempDir
    private Path directory;

    @Test
    void theNextProcessKnowsWhatTheOneBeforeKnew() {
        Journal journal = new Journal();
        World world = new World(PLOT);
        StepChoice choice = new StepChoice(new SplittableRandom(5), Set.of(), false);
        try (MemoryManager store = Memcore.inMemory()) {
            for (int i = 0; i < 120; i++) {
                Step step = world.choose(choice);
                Made made = world.perform(store, step);
                if (step.kind().changes()) {
                    journal.step(PLOT.id(), step.line());
                    journal.done(PLOT.id(), made.line());
                    world.apply(step, made);
                }
            }
            Step open = new Step(Kind.MARK, 0, 0, 0);
            journal.step(PLOT.id(), open.line());
            journal.write(directory.resolve("journal"));
            Map<String, Journal.Life> lives = Journal.read(directory.resolve("journal"));
            Journal.Life life = Objects.requireNonNull(lives.get(PLOT.id()));
            assertEquals(open, life.open());
            life.world().perform(store, new Step(Kind.VERIFY, 0, 0, 1));
            assertTrue(journal.steps(PLOT.id()).size() > 30);
        }
    }

    @Test
    void whatDidNotHappenIsLeftOut() {
        Journal journal = new Journal();
        Step first = new Step(Kind.REMEMBER, 0, 0, 1);
        journal.step(PLOT.id(), first.line());
        journal.done(PLOT.id(), Made.skipped());
        journal.write(directory.resolve("journal"));
        assertEquals(0, journal.steps(PLOT.id()).size());
        Journal.Life life = assertNotNullLife(Journal.read(directory.resolve("journal")));
        assertNull(life.open());
        journal.ended(PLOT.id());
        journal.write(directory.resolve("journal"));
        assertEquals(Map.of(), Journal.read(directory.resolve("journal")));
    }

    @Test
    void theWordsOfWhatWasErasedAreKept() {
        Journal journal = new Journal();
        journal.erased("qabab qacac");
        journal.erased("qadad");
        assertEquals(Set.of("qabab", "qacac", "qadad"), journal.erasedWords());
        journal.clear();
        assertEquals(Set.of(), journal.erasedWords());
    }

    private static Journal.Life assertNotNullLife(Map<String, Journal.Life> lives) {
        Journal.Life life = lives.get(PLOT.id());
        assertNotNull(life);
        return Objects.requireNonNull(life);
    }
}
