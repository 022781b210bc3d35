package dev.memcore.retrieval.ranking;

import static dev.memcore.retrieval.Indexed.ALICE;
import static dev.memcore.retrieval.Indexed.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Kind;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
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
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedMemoriesTest {
    private static final String QUESTION = "Where is the gramophone?";

    private static final MinMaxWeightedSum LINKS =
            MinMaxWeightedSum.ofDefaults().with(Signals.LINK, 0.60);

    /** Without an embedder what has no word of the question is found by links alone. */
    private final Indexed indexed = new Indexed(LuceneMemoryIndex.open(
            new IndexConfig(null, null, new ContextViews(), LINKS, IndexConfig.DEFAULT_CAPACITY)));

    @AfterEach
    void close() {
        indexed.close();
    }

    private RecallResult ask(boolean settle) {
        return (settle ? indexed.settled() : indexed).search(ALICE, QUESTION);
    }

    private static double link(RecallResult result, Memory memory) {
        return result.hits().stream()
                .filter(hit -> hit.memory().id().equals(memory.id()))
                .flatMap(hit -> hit.signals().stream())
                .filter(signal -> signal.name().equals(Signals.LINK))
                .mapToDouble(Signal::raw)
                .findFirst()
                .orElse(0);
    }

    private void fill() {
        for (int i = 0; i < 30; i++) {
            indexed.add(ALICE, "Nothing of note, day " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsLinkedToTheBestComesInBothWays(boolean settle) {
        fill();
        Memory cellar = indexed.add(ALICE, "Mind the third stair");
        Memory seed = indexed.add(ALICE, "The gramophone stands in the cellar");
        Memory key = indexed.add(ALICE, "It hangs behind the clock");
        seed = indexed.linked(seed, cellar.id(), LinkType.SIMILAR);
        key = indexed.linked(key, seed.id(), LinkType.SUPPORTS);
        RecallResult result = ask(settle);
        assertEquals(seed.id(), result.hits().getFirst().memory().id());
        assertEquals(result.hits().getFirst().score(), sharesOf(result.hits().getFirst()), 1e-9);
        assertTrue(link(result, cellar) > 0.5, "forward " + link(result, cellar));
        assertEquals(link(result, cellar), link(result, key), 1e-9, "and back");
    }

    private static double sharesOf(Recalled hit) {
        return hit.signals().stream().mapToDouble(Signal::share).sum();
    }

    @Test
    void activationFallsWithWeightAndDistance() {
        Memory far = indexed.add(ALICE, "Far");
        Memory middle = indexed.add(ALICE, "Middle");
        Memory seed = indexed.add(ALICE, "The gramophone");
        Memory beyond = indexed.add(ALICE, "Beyond");
        middle = indexed.linked(middle, far.id(), LinkType.NEXT);
        indexed.linked(far, beyond.id(), LinkType.NEXT);
        Memory half = indexed.next(seed, Status.ACTIVE, seed.observation());
        indexed.linked(half, Link.of(half.id(), middle.id(), LinkType.NEXT).withWeight(0.5));
        RecallResult result = ask(true);
        double one = link(result, middle);
        assertTrue(one > 0);
        assertEquals(one / 2, link(result, far), 1e-9);
        assertEquals(0, link(result, beyond), 0.0, "two links far, and no farther");
    }

    @Test
    void theWeightOfALinkScalesWhatItGives() {
        Memory strong = indexed.add(ALICE, "Strong");
        Memory weak = indexed.add(ALICE, "Weak");
        Memory seed = indexed.add(ALICE, "The gramophone");
        seed = indexed.linked(seed, strong.id(), LinkType.SIMILAR);
        indexed.linked(seed, Link.of(seed.id(), weak.id(), LinkType.SIMILAR).withWeight(0.25));
        RecallResult result = ask(true);
        assertEquals(link(result, strong) / 4, link(result, weak), 1e-9);
    }

    @Test
    void whatIsNotSeenOrNotAdmittedOrNoLongerValidIsNotReached() {
        Memory foreign = indexed.add(Scope.of("acme", "bob"), "Bob's");
        Memory note = indexed.add(
                ALICE, Observation.builder("A note").kind(Kind.of("aside")).build());
        Memory past = indexed.add(ALICE, "Once");
        Memory seed = indexed.add(ALICE, "The gramophone");
        seed = indexed.linked(seed, foreign.id(), LinkType.SIMILAR);
        seed = indexed.linked(seed, note.id(), LinkType.SIMILAR);
        Link over = Link.of(seed.id(), past.id(), LinkType.SIMILAR).withValidity(null, NOW.minus(Duration.ofDays(1)));
        indexed.linked(seed, over);
        MemoryQuery query = MemoryQuery.of(QUESTION)
                .withFilter(MemoryFilter.builder().kind(seed.kind()).build());
        List<Memory> found =
                indexed.settled().search(Principal.of(ALICE), query).memories();
        assertEquals(List.of(seed.id()), found.stream().map(Memory::id).toList());
    }

    @Test
    void withoutLinksNothingIsSaid() {
        indexed.add(ALICE, "The gramophone");
        assertFalse(ask(true).hits().getFirst().signals().stream()
                .anyMatch(signal -> signal.name().equals(Signals.LINK)));
    }
}
