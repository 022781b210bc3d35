package dev.memcore.bench.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.memcore.bench.soak.model.Plot;
import dev.memcore.bench.soak.model.Step;
import dev.memcore.bench.soak.model.Step.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ReductionTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Plot PLOT = new Plot(0, 1, Plot.Use.NOTES);

    @Test
    void onlyTheStepsThatAreNeededStay() {
        List<Step> steps =
                IntStream.range(0, 100).mapToObj(ReductionTest::remember).toList();
        Set<Step> needed = Set.of(remember(13), remember(14), remember(90));
        Reduction reduction = new Reduction(list -> list.containsAll(needed), LONG);
        assertEquals(List.of(remember(13), remember(14), remember(90)), reduction.reduce(steps));
    }

    @Test
    void withoutTimeNothingIsLeftOut() {
        List<Step> steps = List.of(remember(0), remember(1));
        assertEquals(steps, new Reduction(list -> true, Duration.ZERO).reduce(steps));
    }

    @Test
    void whatAHealthyStoreDoesShowsNothing() {
        List<Step> steps = List.of(remember(0), new Step(Kind.RECALL, 0, 0, 1), new Step(Kind.FORGET, 0, 0, 1));
        assertNull(new Replay(PLOT, false).run(steps));
        assertNull(new Replay(PLOT, true).run(steps));
        assertNull(Reduction.of("a memory is not listed", PLOT, steps, LONG));
    }

    @Test
    void stepsThatMakeNoSenseAreLeftOut() {
        assertNull(new Replay(PLOT, false).run(List.of(new Step(Kind.FORGET, 5, 0, 1), remember(0))));
        // A fact that ended is a difference of today or not; a step on it is never an error of the replay.
        assertNotNull(Step.parse(remember(3).line()));
    }

    private static Step remember(int number) {
        return new Step(Kind.REMEMBER, number, 0, 3 + number);
    }
}
