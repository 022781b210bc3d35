package dev.memcore.bench.soak.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.bench.soak.model.Plot.Use;
import dev.memcore.bench.soak.model.Step.Interrupt;
import dev.memcore.bench.soak.model.Step.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WorldTest {
    private static final Plot PLOT = new Plot(3, 12, Use.NOTES);
    private static final Step VERIFY = new Step(Kind.VERIFY, 0, 0, 1);
    private static final int NOTES = 4;

    /** What a memory of these steps has: see {@link #notes}. */
    private static final int LINKED = 0;

    private static final int PINNED = 1;

    private final MemoryManager store = Memcore.inMemory();
    private final World world = new World(PLOT);

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Use.class,
            names = {"NOTES", "TALK"})
    void aHealthyStoreAgreesWithTheModelThroughAllSteps(Use use) {
        World healthy = new World(new Plot(1, 5, use));
        StepChoice choice = new StepChoice(new SplittableRandom(11), Set.of(Kind.REPLY), false);
        Set<Kind> done = EnumSet.noneOf(Kind.class);
        for (int i = 0; i < 150; i++) {
            Step step = healthy.choose(choice);
            done.add(step.kind());
            perform(healthy, step);
        }
        perform(healthy, VERIFY);
        assertTrue(done.size() >= 15, done::toString);
    }

    /** Each is done to the store without the model's knowledge. */
    enum Damage {
        FORGOTTEN,
        ERASED,
        REVISED,
        UNPINNED,
        CHANGED_WHILE_PINNED,
        QUARANTINED,
        SUPERSEDED,
        UNLINKED,
        LINKED_ELSEWHERE,
        ADDED,
        UNDONE;

        void inflict(MemorySpace space, List<Memory> notes) {
            Memory linked = notes.get(LINKED);
            Memory pinned = notes.get(PINNED);
            Memory other = notes.get(2);
            switch (this) {
                case FORGOTTEN -> space.forget(other.id());
                case ERASED -> space.erase(Erasure.of(other.id()));
                case REVISED -> space.revise(other.id(), "something else");
                case UNPINNED -> space.pin(pinned.id(), false);
                case CHANGED_WHILE_PINNED ->
                    space.apply(List.of(MemoryOp.Adjust.importance(pinned.id(), 0.9, Cause.HOST)));
                case QUARANTINED -> space.apply(List.of(new MemoryOp.Quarantine(other.id(), Cause.HOST)));
                case SUPERSEDED -> space.apply(List.of(new MemoryOp.Supersede(other.id(), pinned.id(), Cause.HOST)));
                case UNLINKED ->
                    space.apply(
                            List.of(new MemoryOp.RemoveLink(linked.id(), pinned.id(), LinkType.SIMILAR, Cause.HOST)));
                case LINKED_ELSEWHERE -> space.link(Link.of(other.id(), pinned.id(), LinkType.SIMILAR));
                case ADDED -> space.remember("nobody said so");
                case UNDONE -> space.undo(List.of(other.sequence()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotAsTheModelSaysIsNoticed(Damage damage) {
        List<Memory> notes = notes();
        perform(world, VERIFY);
        damage.inflict(store.space(Plot.cleared(PLOT.scope())), notes);
        assertThrows(Mismatch.class, () -> perform(world, VERIFY));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStepThatWasUnderWayIsFoundDoneOrNot(boolean done) {
        int plot = 100;
        for (Kind kind : List.of(Kind.REMEMBER, Kind.BATCH, Kind.REVISE, Kind.PIN, Kind.FORGET, Kind.ERASE)) {
            World open = new World(new Plot(2, plot++, Use.NOTES));
            perform(open, new Step(Kind.REMEMBER, 0, 0, 7));
            Step step = switch (kind) {
                case REMEMBER -> new Step(kind, 1, 0, 9);
                case BATCH -> new Step(kind, 1, 3, 9);
                case REVISE -> new Step(kind, 0, 1, 9);
                default -> new Step(kind, 0, 0, 9);
            };
            if (done) {
                open.perform(store, step); // and the acknowledgement is lost
            }
            Made made = open.resolve(store, step);
            assertEquals(done, made != null, kind.name());
            perform(open, VERIFY);
        }
    }

    @Test
    void whatIsNeitherDoneNorNotBegunIsNoticed() {
        perform(world, new Step(Kind.REMEMBER, 0, 0, 7));
        Step revise = new Step(Kind.REVISE, 0, 1, 9);
        MemorySpace space = store.space(Plot.cleared(PLOT.scope()));
        space.revise(
                space.list(Comparison.EVERY_TIER, null, 1).memories().getFirst().id(), "half of it");
        assertThrows(Mismatch.class, () -> world.resolve(store, revise));
    }

    @Test
    void aBatchOfWhichAPartIsThereIsNoticed() {
        Step batch = new Step(Kind.BATCH, 0, 3, 9);
        Contents contents = new Contents(PLOT);
        store.space(PLOT.scope()).remember(contents.additions(batch).getFirst().build());
        assertThrows(Mismatch.class, () -> world.resolve(store, batch));
    }

    @Test
    void whatIsErasedIsToldByItsWordsAndNotLasting() {
        notes();
        Step erase = new Step(Kind.ERASE, 2, 0, 1);
        Contents contents = new Contents(PLOT);
        assertEquals(Set.of(contents.word(2)), world.wordsErasedBy(erase));
        assertEquals(1, world.endangeredBy(erase).size());
        assertEquals(Set.of(), world.wordsErasedBy(new Step(Kind.FORGET, 2, 0, 1)));
        Step all = new Step(Kind.ERASE_ALL, 0, 0, 1);
        assertEquals(NOTES, world.endangeredBy(all).size());
        perform(world, all);
        perform(world, VERIFY);
    }

    @Test
    void aFailureThatAStepMayNotHaveIsThrown() {
        notes();
        store.space(Plot.cleared(PLOT.scope())).erase(Erasure.wholeScope());
        assertThrows(MemoryException.class, () -> world.perform(store, new Step(Kind.PIN, 2, 0, 1)));
    }

    @Test
    void stepsAndWhatTheyMadeCanBeReadFromTheirLines() {
        Step step = new Step(Kind.BATCH, 17, 3, 99, new Interrupt(64));
        assertEquals(step, Step.parse(step.line()));
        Made made = world.perform(store, step);
        assertEquals(made, Made.parse(made.line()));
        assertEquals(3, made.versions().size());
        assertNull(Made.parse(Made.skipped()));
        assertEquals(PLOT, Plot.parse(PLOT.id()));
        assertThrows(IllegalArgumentException.class, () -> Step.parse("FORGET everything"));
    }

    private List<Memory> notes() {
        for (int i = 0; i < NOTES; i++) {
            perform(world, new Step(Kind.REMEMBER, i, 0, 2 * i + 3));
        }
        perform(world, new Step(Kind.LINK, LINKED, PINNED, 1));
        perform(world, new Step(Kind.PIN, PINNED, 0, 1));
        List<Memory> notes = new ArrayList<>(store.space(Plot.cleared(PLOT.scope()))
                .list(Comparison.EVERY_TIER, null, NOTES)
                .memories());
        assertEquals(NOTES, notes.size());
        return notes;
    }

    private void perform(World on, Step step) {
        assertTrue(on.isApplicable(step), step::line);
        Made made = on.perform(store, step);
        if (step.kind().changes()) {
            on.apply(step, made);
        }
    }
}
