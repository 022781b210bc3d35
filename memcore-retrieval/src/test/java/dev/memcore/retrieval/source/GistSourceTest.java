package dev.memcore.retrieval.source;

import static dev.memcore.retrieval.Indexed.ALICE;
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
import dev.memcore.api.Tier;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.report.Signal;
import dev.memcore.retrieval.IndexConfig;
import dev.memcore.retrieval.Indexed;
import dev.memcore.retrieval.LuceneMemoryIndex;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.view.ContextViews;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GistSourceTest {
    private static final MemoryFilter TURNS =
            MemoryFilter.builder().kind(Kind.TURN).build();
    private static final String QUESTION = "Which musical instruments are played?";
    private static final String SUMMARY = "They spoke of the musical instruments that are played in the family.";

    private final Indexed indexed = new Indexed(LuceneMemoryIndex.open(new IndexConfig(
            null,
            null,
            new ContextViews(),
            new MinMaxWeightedSum(Map.of("bm25.content", 0.5, Signals.GIST, 0.5)),
            1_000)));

    @AfterEach
    void close() {
        indexed.close();
    }

    private Memory gist(Scope scope, String text, Memory... sources) {
        return indexed.add(scope, gist(text, sources).build());
    }

    private static Observation.Builder gist(String text, Memory... sources) {
        List<MemoryId> ids = Arrays.stream(sources).map(Memory::id).toList();
        return Observation.builder(text).kind(Kind.SUMMARY).derivedFrom(ids);
    }

    private List<Recalled> ask(MemoryFilter filter) {
        return indexed.search(Principal.of(ALICE), MemoryQuery.of(QUESTION).withFilter(filter))
                .hits();
    }

    private static double gist(Recalled hit) {
        return hit.signals().stream()
                .filter(signal -> signal.name().equals(Signals.GIST))
                .mapToDouble(Signal::raw)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static List<String> texts(List<Recalled> hits) {
        return hits.stream().map(hit -> hit.memory().text()).toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHitOnASummaryLiftsWhatItWasDerivedFrom(boolean settle) {
        Memory cello = indexed.turn("s", "Ann", "Beth has her cello lesson on Monday.");
        indexed.turn("s", "Bob", "We had soup.");
        gist(ALICE, SUMMARY, cello);
        if (settle) {
            indexed.settled();
        }
        List<Recalled> hits = ask(TURNS);
        assertEquals(cello, hits.getFirst().memory());
        assertTrue(gist(hits.getFirst()) > 0 && gist(hits.getFirst()) <= 1);
        assertTrue(hits.stream().noneMatch(hit -> hit.memory().kind().equals(Kind.SUMMARY)), "a filter holds");
        assertTrue(hits.stream().skip(1).allMatch(hit -> gist(hit) == 0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gistsOfGistsLeadDown(boolean settle) {
        Memory cello = indexed.turn("s", "Ann", "Beth has her cello lesson on Monday.");
        Memory session = gist(ALICE, "A lesson on Monday.", cello);
        Memory topic = gist(ALICE, SUMMARY, session);
        gist(ALICE, "Everything else", topic, cello);
        if (settle) {
            indexed.settled();
        }
        assertEquals(List.of(cello.text()), texts(ask(TURNS)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aGistThatWasFoldedIntoAnotherAndArchivedStillLeadsDown(boolean settle) {
        Memory cello = indexed.turn("s", "Ann", "Beth has her cello lesson on Monday.");
        indexed.turn("s", "Bob", "We had soup.");
        Memory session = indexed.add(
                ALICE, gist("A session with Beth.", cello).tier(Tier.ARCHIVE).build());
        gist(ALICE, SUMMARY, session);
        if (settle) {
            indexed.settled();
        }
        List<Recalled> hits = ask(MemoryFilter.any());
        Recalled lifted = hits.stream()
                .filter(hit -> hit.memory().equals(cello))
                .findFirst()
                .orElseThrow();
        assertTrue(gist(lifted) > 0);
        assertFalse(texts(hits).contains("A session with Beth."), "what is archived is no answer");
    }

    @Test
    void gistsThatLeadInACircleEnd() {
        Memory turn = indexed.turn("s", "Ann", "Beth has her cello lesson on Monday.");
        Memory one = gist(ALICE, SUMMARY, turn);
        Memory two = gist(ALICE, SUMMARY + " Again.", one);
        indexed.next(one, Status.ACTIVE, gist(SUMMARY, turn, two).build());
        assertEquals(List.of(turn.text()), texts(ask(TURNS)));
        assertEquals(List.of(turn.text()), texts(indexed.settled() == indexed ? ask(TURNS) : List.of()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAReaderMayNotSeeNeitherLiftsNorIsLifted(boolean settle) {
        Memory cello = indexed.turn("s", "Ann", "Beth has her cello lesson on Monday.");
        Memory soup = indexed.turn("s", "Ann", "We had soup.");
        Memory hidden = indexed.add(
                ALICE,
                Observation.builder("hidden turn")
                        .kind(Kind.TURN)
                        .label("secret")
                        .build());
        indexed.add(ALICE, gist(SUMMARY, cello, soup).label("secret").build());
        indexed.add(Scope.of("acme", "bob"), gist(SUMMARY, cello).build());
        Memory seen = gist(ALICE, SUMMARY, hidden);
        if (settle) {
            indexed.settled();
        }
        assertFalse(texts(ask(TURNS)).contains("hidden turn"));
        assertTrue(ask(TURNS).stream().allMatch(hit -> gist(hit) == 0 || Double.isNaN(gist(hit))));
        List<Recalled> cleared = indexed.search(
                        new Principal(ALICE, Set.of("secret")),
                        MemoryQuery.of(QUESTION).withFilter(TURNS))
                .hits();
        assertEquals(3, cleared.stream().filter(hit -> gist(hit) > 0).count());
        assertEquals(Kind.SUMMARY, seen.kind());
    }

    @Test
    void aGistThatIsGoneLiftsNothing() {
        Memory cello = indexed.turn("s", "Ann", "Beth has her cello lesson on Monday.");
        Memory forgotten = gist(ALICE, SUMMARY, cello);
        Memory erased = gist(ALICE, SUMMARY, cello);
        indexed.settled();
        indexed.next(forgotten, Status.FORGOTTEN, forgotten.observation());
        assertEquals(List.of(cello.text()), texts(ask(TURNS)));
        indexed.erase(erased);
        assertEquals(List.of(), texts(ask(TURNS)));
        assertEquals(List.of(), texts(indexed.settled() == indexed ? ask(TURNS) : List.of()));
    }

    @Test
    void aCollapsedReadingRanksSummariesAndTurnsInOneList() {
        Memory cello = indexed.turn("s", "Ann", "Beth has her cello lesson on Monday.");
        Memory soup = indexed.turn("s", "Bob", "We had soup after the lesson.");
        Memory summary = gist(ALICE, SUMMARY, cello, soup);
        MemoryFilter collapsed =
                MemoryFilter.builder().kind(Kind.SUMMARY).kind(Kind.TURN).build();
        indexed.add(ALICE, "a note on musical instruments");
        indexed.settled();
        List<Recalled> theme = ask(collapsed);
        assertEquals(summary, theme.getFirst().memory());
        assertTrue(theme.stream().noneMatch(hit -> hit.memory().kind().equals(Kind.NOTE)));
        List<Recalled> detail = indexed.search(
                        Principal.of(ALICE),
                        MemoryQuery.of("When is Beth's cello lesson on Monday?").withFilter(collapsed))
                .hits();
        assertEquals(cello, detail.getFirst().memory());
    }
}
