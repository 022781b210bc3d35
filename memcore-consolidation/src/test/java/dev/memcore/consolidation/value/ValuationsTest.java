package dev.memcore.consolidation.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Tier;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.consolidation.Policies;
import dev.memcore.consolidation.Scopes;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;
import dev.memcore.testkit.ListScopeView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class ValuationsTest {
    @Provide
    Arbitrary<ListScopeView> scopes() {
        return Scopes.any();
    }

    private static List<Valuation> normalised() {
        return List.of(
                Valuations.novelty(),
                Valuations.surprisal(),
                Valuations.sessionDecay(0.7),
                Valuations.ageDecay(0.1),
                Valuations.centrality(),
                Valuations.ranked(Valuations.telling()),
                Valuations.minMax(Valuation.of(Heat.PAPER)),
                Valuation.of(Values.parts(2)),
                Valuation.of(Values.length(100)),
                Valuation.of(Values.exponential(Duration.ofDays(3))),
                Valuation.of(Values.exponentialOfUse(Duration.ofDays(3))),
                Valuation.of(Values.powerForgetting()),
                Valuation.of(Values.provenRate(2)));
    }

    @Property(tries = 200)
    void termsLieBetweenZeroAndOne(@ForAll("scopes") ListScopeView scope) {
        for (Valuation valuation : normalised()) {
            values(valuation, scope).forEach(value -> assertTrue(value >= 0 && value <= 1, value::toString));
        }
    }

    @Property(tries = 200)
    void whatIsArchivedChangesNoTermThatLooksAtTheScope(@ForAll("scopes") ListScopeView scope) {
        List<MemoryOp> archived = Scopes.proposals(Policies.fifo(Tier.LONG, 1), scope);
        for (Valuation valuation : List.of(
                Valuations.telling(),
                Valuations.novelty(),
                Valuations.surprisal(),
                Valuations.sessionDecay(0.7),
                Valuations.recordedSince(),
                Valuations.centrality(),
                Valuations.ranked(Valuations.telling()))) {
            assertEquals(values(valuation, scope), values(valuation, scope.after(archived)));
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

    @Test
    void whatAnEarlierMemoryHasIsNotNew() {
        ListScopeView scope =
                Scopes.of(note("red green blue"), note("red green"), note("red green grey pink"), note("!"));
        assertValues(Valuations.novelty(), scope, 1, 0, 0.5, 0);
    }

    @Test
    void commonWordsAreLookedForInTheLatestOnly() {
        List<Observation> many = new ArrayList<>();
        many.add(note("common rare"));
        for (int i = 0; i < Novelty.LATEST; i++) {
            many.add(note("common word" + i));
        }
        many.add(note("common rare"));
        List<Double> novelty = values(Valuations.novelty(), Scopes.of(many.toArray(Observation[]::new)));
        assertEquals(0.5, novelty.getLast(), "that both words were together is too long ago to be found");
    }

    @Test
    void surprisalIsTheMeanOfTheFiveLeastProbableWords() {
        ListScopeView scope = Scopes.of(note("a a a b"), note("a b c d e f g"));
        double all = Math.log(11 + 7); // a 4, b 2, c to g 1 each: 11 words, 7 different
        double ab = (Math.log(18 / 5.0) + Math.log(18 / 3.0)) / 2 / all;
        assertValues(Valuations.surprisal(), scope, ab, Math.log(18 / 2.0) / all);
    }

    @Test
    void sessionsAndMemoriesThatFollowFadeWhatWasBefore() {
        Observation one = note("x").toBuilder().session("one").build();
        Observation two = note("x").toBuilder().session("two").build();
        ListScopeView scope = Scopes.of(one, note("alone"), two, one, note("alone"));
        assertValues(Valuations.sessionDecay(0.9), scope, 0.9, 0.9, 1, 0.9, 1);
        assertValues(Valuations.recordedSince(), scope, 4, 3, 2, 1, 0);
        assertValues(Valuations.ageDecay(0.5), scope, Math.exp(-2), Math.exp(-1.5), Math.exp(-1), Math.exp(-0.5), 1);
    }

    @Test
    void linksAtBothEndsAndWhatWasMadeOfItMakeAMemoryCentral() {
        Memory hub = Scopes.memory(1, note("hub"));
        Memory part = Scopes.memory(2, note("part"));
        Memory whole = Scopes.memory(
                3, note("whole").toBuilder().derivedFrom(Scopes.id(1)).build());
        Memory linked = Memory.builder(part.id(), part.scope(), part.observation())
                .version(part.version())
                .sequence(part.sequence())
                .createdAt(part.createdAt())
                .recordedAt(part.recordedAt())
                .status(part.status())
                .cause(part.cause())
                .links(List.of(Link.of(part.id(), hub.id(), LinkType.of("about"))))
                .build();
        ListScopeView scope = ListScopeView.of(Scopes.SCOPE, Scopes.NOW, List.of(hub, linked, whole));
        assertValues(Valuations.centrality(), scope, 1, 0.5, 0);
    }

    @Test
    void placesAmongTheOthersAreRanksOrStretched() {
        ListScopeView scope = Scopes.of(
                note("x").toBuilder().importance(0.2).build(),
                note("x").toBuilder().importance(0.4).build(),
                note("x").toBuilder().importance(0.4).build(),
                note("x").toBuilder().importance(0.6).build());
        Valuation importance = Valuation.of(Values.importance());
        assertValues(Valuations.ranked(importance), scope, 0.125, 0.5, 0.5, 0.875);
        assertValues(Valuations.minMax(importance), scope, 0, 0.5, 0.5, 1);
        assertValues(Valuations.minMax(Valuation.of((memory, usage, now) -> 3)), scope, 1, 1, 1, 1);
    }

    @Test
    void valuationsAreCombinedLikeValues() {
        ListScopeView scope = Scopes.of(note("x"), note("y"));
        Valuation half = Valuation.of(Values.importance());
        Valuation sum =
                Valuation.weightedSum(new Valuation.Term(1, half), new Valuation.Term(3, Valuations.recordedSince()));
        assertValues(sum, scope, (0.5 + 3) / 4, 0.5 / 4);
        assertValues(Valuation.product(half, Valuations.recordedSince()), scope, 0.5, 0);
        assertThrows(MemoryException.class, () -> Valuation.weightedSum(new Valuation.Term(0, half)));
        assertThrows(MemoryException.class, () -> new Valuation.Term(-1, half));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThrows(MemoryException.class, () -> Valuations.sessionDecay(1.1));
        assertThrows(MemoryException.class, () -> Valuations.ageDecay(-1));
    }
}
