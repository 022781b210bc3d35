package dev.memcore.papers.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.value.Valuation;
import dev.memcore.papers.Scopes;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;
import dev.memcore.testkit.ListScopeView;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The values of published systems, with golden numbers. */
final class PublishedValuesTest {
    @Provide
    Arbitrary<ListScopeView> scopes() {
        return Scopes.any();
    }

    private static List<Valuation> normalised() {
        return List.of(Valuation.of(new ReplayUtility(1, 1, 0.2, 0.1)), new SlotUsage(0.4, 0.9, 2));
    }

    @Property(tries = 200)
    void termsLieBetweenZeroAndOne(@ForAll("scopes") ListScopeView scope) {
        for (Valuation valuation : normalised()) {
            values(valuation, scope).forEach(value -> assertTrue(value >= 0 && value <= 1, value::toString));
        }
    }

    private static List<Double> values(Valuation valuation, ScopeView scope) {
        ValueFunction value = valuation.over(scope);
        try (Stream<Memory> memories = scope.memories()) {
            return memories.map(memory -> value.value(memory, scope.usage(memory.id()), scope.now()))
                    .toList();
        }
    }

    private static void assertValues(Valuation valuation, ScopeView scope, double... expected) {
        List<Double> actual = values(valuation, scope);
        assertEquals(expected.length, actual.size());
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual.get(i), 1e-9, "value " + i + " of " + actual);
        }
    }

    private static Observation note(String text) {
        return Observation.of(text);
    }

    /** Golden values of HEMA: as its caption says, and as its formula is printed. */
    @Test
    void hemaRewardsWhatWasUsedWithinAHundredMemories() {
        HemaSalience printed = new HemaSalience(1, 0.002, 0.5, 100, true);
        ListScopeView unused = Scopes.of(
                IntStream.rangeClosed(1, 501).mapToObj(i -> note("turn " + i)).toArray(Observation[]::new));
        ListScopeView recently = unused.with(Scopes.id(1), usedAt(402));
        ListScopeView longAgo = unused.with(Scopes.id(1), usedAt(401));
        assertEquals(0.36787944117144233, values(HemaSalience.PAPER, unused).getFirst(), 1e-9);
        assertEquals(1, values(HemaSalience.PAPER, unused).getLast(), 1e-9);
        assertEquals(0.8678794411714423, values(HemaSalience.PAPER, recently).getFirst(), 1e-9);
        assertEquals(0.36787944117144233, values(HemaSalience.PAPER, longAgo).getFirst(), 1e-9);
        assertEquals(0.8678794411714423, values(printed, unused).getFirst(), 1e-9);
        assertEquals(0.36787944117144233, values(printed, recently).getFirst(), 1e-9);
    }

    /** A use at the moment at which a memory was recorded. */
    private static Usage usedAt(long number) {
        return new Usage(1, 0, 0, Scopes.memory(number, note("x")).recordedAt());
    }

    @Test
    void lifeRecallFrequencyAndSlotUsageAgeByWhatIsRecordedSince() {
        ListScopeView scope = Scopes.of(IntStream.rangeClosed(1, 11)
                        .mapToObj(i -> note("note " + i))
                        .toArray(Observation[]::new))
                .with(
                        Scopes.id(1),
                        new Usage(2, 0, 0, Scopes.memory(7, note("x")).recordedAt()));
        assertEquals(9 - 10 + 2 * 8, values(Lifespan.PAPER, scope).getFirst(), 1e-9);
        assertEquals(9 - 9, values(Lifespan.PAPER, scope).get(1), 1e-9);
        assertEquals(9 - 3, values(new Lifespan(9, 8, 3), scope).get(1), 1e-9);
        assertEquals(
                1 + 2 - 10 * 0.3, values(new RecallFrequency(1, 0.3, 1), scope).getFirst(), 1e-9);
        assertEquals(
                0.49120903001250005, values(new SlotUsage(0.5, 0.9, 1), scope).getFirst(), 1e-9, "step by step");
        assertEquals(
                0.5 * Math.pow(0.9, 9),
                values(new SlotUsage(0.5, 0.9, 1), scope).get(1),
                1e-9);
        assertEquals(0.875, values(new SlotUsage(0.5, 1, 1), scope).getFirst(), 1e-9, "nothing is lost with time");
    }

    /** Golden values of SEDM. */
    @Test
    void aReplayIsWorthItsRewardLessWhatItCost() {
        ReplayUtility utility = new ReplayUtility(0.1, 0.001, 0.1, 0.01);
        assertEquals(0.13, utility.score(0.30, 0.2, 150), 1e-9);
        assertEquals(-0.12, utility.score(0.05, 0.2, 150), 1e-9);
        assertEquals(0.13, ReplayUtility.startingWeight(0.13), 1e-9);
        assertEquals(0, ReplayUtility.startingWeight(-0.12), 1e-9);
        ListScopeView scope = Scopes.of(note("x")).with(Scopes.id(1), new Usage(5, 3, 1, Scopes.NOW));
        assertValues(Valuation.of(utility), scope, 0.5 + 0.1 * 2 - 0.01 * 5);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThrows(MemoryException.class, () -> new HemaSalience(1, 1, 1, 0, false));
        assertThrows(MemoryException.class, () -> new Lifespan(0, 1, 1));
        assertThrows(MemoryException.class, () -> new RecallFrequency(1, 1, 0));
        assertThrows(MemoryException.class, () -> new SlotUsage(0, 1, 1));
        assertThrows(MemoryException.class, () -> new SlotUsage(1, 1.5, 1));
        assertThrows(MemoryException.class, () -> new ReplayUtility(1, 1, Double.NaN, 1));
    }
}
