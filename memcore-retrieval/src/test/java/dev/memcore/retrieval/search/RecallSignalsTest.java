package dev.memcore.retrieval.search;

import static dev.memcore.retrieval.Indexed.ALICE;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.report.Signal;
import dev.memcore.retrieval.IndexConfig;
import dev.memcore.retrieval.Indexed;
import dev.memcore.retrieval.LuceneMemoryIndex;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.view.ContextViews;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each signal on what it is made for, while memories wait and once they are indexed. */
final class RecallSignalsTest {
    /** The default ranking, with two signals that it does not use. */
    private static final IndexConfig CONFIG = new IndexConfig(
            null,
            StaticEmbedder.load(),
            new ContextViews(),
            MinMaxWeightedSum.ofDefaults().with(Signals.STATEMENT, 0.06).with(Signals.OWN, 0.8),
            IndexConfig.DEFAULT_CAPACITY);

    private final Indexed indexed = new Indexed(LuceneMemoryIndex.open(CONFIG));

    @AfterEach
    void close() {
        indexed.close();
    }

    private RecallResult ask(boolean settle, String query) {
        return ask(settle, MemoryQuery.of(query));
    }

    private RecallResult ask(boolean settle, MemoryQuery query) {
        if (settle) {
            indexed.settled();
        }
        return indexed.search(Principal.of(ALICE), query);
    }

    private static double raw(RecallResult result, String text, String signal) {
        return of(result, text).signals().stream()
                .filter(each -> each.name().equals(signal))
                .mapToDouble(Signal::raw)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static Recalled of(RecallResult result, String text) {
        return result.hits().stream()
                .filter(hit -> hit.memory().text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static String first(RecallResult result) {
        return result.hits().getFirst().memory().text();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aKindOfThingIsFoundByItsName(boolean settle) {
        indexed.add(ALICE, "I signed up for lessons on the violin");
        indexed.add(ALICE, "I paid the tax bill");
        RecallResult result = ask(settle, "Which instrument?");
        assertTrue(raw(result, "I signed up for lessons on the violin", "maxsim")
                > raw(result, "I paid the tax bill", "maxsim"));
        assertEquals("I signed up for lessons on the violin", first(result));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void twoMemoriesAnswerTogetherByANameThatTheyShare(boolean settle) {
        indexed.add(ALICE, "Ann plays the cello for the Riverside Ensemble");
        indexed.add(ALICE, "The Riverside Ensemble was founded by Tom Berg");
        indexed.add(ALICE, "The chess club was founded by a teacher");
        for (int i = 0; i < 20; i++) {
            indexed.add(ALICE, "The weather on day " + i + " was fine");
        }
        RecallResult result = ask(settle, "Who founded what Ann plays the cello for?");
        assertTrue(raw(result, "The Riverside Ensemble was founded by Tom Berg", "chain") > 0);
        assertEquals(0, raw(result, "The chess club was founded by a teacher", "chain"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theTurnsBesideAHitAndItsConversationGainByIt(boolean settle) {
        indexed.turn("monday", "Ann", "Did you see the eclipse?");
        indexed.turn("monday", "Bob", "Yes, from the roof");
        indexed.turn("tuesday", "Bob", "Yes, from the shop");
        RecallResult result = ask(settle, "eclipse");
        assertTrue(raw(result, "Yes, from the roof", "neighbour") > raw(result, "Yes, from the shop", "neighbour"));
        assertTrue(raw(result, "Yes, from the roof", "session") > raw(result, "Yes, from the shop", "session"));
        assertEquals(0, raw(result, "Did you see the eclipse?", "statement"));
        assertEquals(1, raw(result, "Yes, from the roof", "statement"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerGainsByWhatWasAskedBeforeIt(boolean settle) {
        indexed.turn("monday", "Ann", "Do you play an instrument?");
        indexed.turn("monday", "Bob", "Since I was a child");
        indexed.turn("tuesday", "Ann", "My instrument is out of tune");
        indexed.turn("tuesday", "Bob", "Since when?");
        indexed.turn("friday", "Bob", "Since the spring");
        String query = "Who plays an instrument?";
        RecallResult result = ask(settle, query);
        assertEquals(
                raw(result, "Do you play an instrument?", "exchange"), raw(result, "Since I was a child", "exchange"));
        assertTrue(raw(result, "Since when?", "exchange") > raw(result, "Since the spring", "exchange"));
        assertEquals(raw(result, "Do you play an instrument?", "maxsim"), raw(result, "Since I was a child", "answer"));
        assertEquals(0, raw(result, "Since when?", "answer"), "nothing was asked before");
        assertEquals(0, raw(result, "Since the spring", "answer"), "nothing was said before");
        RecallResult newest = ask(settle, "What is the current instrument?");
        assertTrue(Double.isNaN(raw(newest, "Since I was a child", "exchange")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereSeveralThingsAreAskedForATurnCountsMoreByItself(boolean settle) {
        indexed.turn("monday", "Ann", "I play the violin and the cello, both instruments are old");
        indexed.turn("monday", "Ann", "We had soup for lunch");
        indexed.turn("monday", "Ann", "The weather was fine");
        indexed.turn("tuesday", "Ann", "I bought a clarinet");
        RecallResult one = ask(settle, "What does Ann play?");
        assertTrue(Double.isNaN(raw(one, "I bought a clarinet", "own")));
        assertTrue(Double.isNaN(raw(one, "I bought a clarinet", "exchange")), "nobody asks anything");
        for (String query : List.of("Which instruments does Ann have?", "How many instruments does Ann have?")) {
            RecallResult several = ask(settle, query);
            assertTrue(raw(several, "I bought a clarinet", "own") > raw(several, "The weather was fine", "own"), query);
            assertTrue(
                    of(several, "I bought a clarinet").rank()
                            < of(several, "The weather was fine").rank(),
                    query);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLongReplyThatRepeatsAStatementComesAfterIt(boolean settle) {
        String words = IntStream.range(0, 300)
                .mapToObj(i -> "point" + i + " of the plan")
                .collect(joining(", "));
        indexed.turn("monday", "Ann", "My sister Clara moved to Lisbon");
        indexed.turn("monday", "Bob", "Your sister Clara moved to Lisbon? Then consider the following: " + words);
        indexed.turn("tuesday", "Ann", "The weather was fine");
        RecallResult result = ask(settle, "Where did Clara, the sister, move?");
        assertEquals(
                "My sister Clara moved to Lisbon", result.memories().getFirst().text());
        assertTrue(raw(result, "My sister Clara moved to Lisbon", "maxsim")
                > result.hits().stream()
                        .filter(hit -> hit.memory().text().contains("point1 of"))
                        .flatMap(hit -> hit.signals().stream())
                        .filter(signal -> signal.name().equals("maxsim"))
                        .mapToDouble(Signal::raw)
                        .max()
                        .orElseThrow());
    }

    @Test
    void whereNobodyConversesNothingIsSaidOfConversations() {
        indexed.add(ALICE, "Ann has a violin");
        indexed.add(ALICE, "Ann has a clarinet");
        RecallResult result = ask(true, "Which instruments does Ann have?");
        for (String signal : List.of("exchange", "answer", "own")) {
            assertTrue(Double.isNaN(raw(result, "Ann has a violin", signal)), signal);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ofWhatIsSaidOfOneThingTheNewestStands(boolean settle) {
        for (String room : List.of("kitchen", "garden", "hallway")) {
            indexed.turn("story", "teller", "Mary went to the " + room);
        }
        RecallResult now = ask(settle, "Where is Mary?");
        assertEquals("Mary went to the hallway", first(now));
        assertEquals(1, raw(now, "Mary went to the hallway", "state"));
        assertTrue(raw(now, "Mary went to the garden", "state") < 0.5);
        RecallResult same = ask(settle, "Which room does Mary go to now?");
        assertEquals(1, raw(same, "Mary went to the hallway", "standing"));
        assertEquals(0, raw(same, "Mary went to the garden", "standing"));
        RecallResult once = ask(settle, "Did Mary go to the kitchen?");
        assertEquals("Mary went to the kitchen", first(once));
        assertTrue(Double.isNaN(raw(once, "Mary went to the kitchen", "latest")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStatementIsFirstWhateverIsNewer(boolean settle) {
        indexed.add(ALICE, "The red suitcase is in the attic");
        indexed.add(ALICE, "I put the red suitcase under the bed");
        indexed.add(ALICE, "The blue suitcase is in the garage");
        indexed.add(ALICE, "I cleaned the red suitcase");
        for (int i = 0; i < 600; i++) {
            indexed.add(ALICE, "Today the bus number " + i + " to the station was red and late");
        }
        for (String now : List.of("Where is the red suitcase?", "Where is the red suitcase now?")) {
            RecallResult result = ask(settle, now);
            assertEquals("I put the red suitcase under the bed", first(result));
            assertEquals(0, raw(result, "I cleaned the red suitcase", "state"));
        }
        assertEquals("The red suitcase is in the attic", first(ask(settle, "Where was the red suitcase before?")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anOldAnswerIsComparedWordByWordWhenManyNewerOnesAreCandidates(boolean settle) {
        indexed.add(ALICE, "Mira is learning the bassoon");
        for (int i = 0; i < 600; i++) {
            indexed.add(ALICE, "Mira paid " + i + " euros for the instrument rental");
        }
        RecallResult result = ask(settle, "Is Mira still learning the bassoon?");
        assertEquals("Mira is learning the bassoon", first(result));
        assertEquals(1, raw(result, "Mira is learning the bassoon", "maxsim"), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatOnlySaysNowIsNotWhatAQuestionForThePresentIsAbout(boolean settle) {
        indexed.add(ALICE, "I moved from Paris to Lisbon last spring");
        indexed.add(ALICE, "I have a job at the harbour now");
        indexed.add(ALICE, "The cello needs new strings");
        RecallResult result = ask(settle, "Where does she live now?");
        assertEquals(0, raw(result, "I have a job at the harbour now", "rare"));
        assertEquals("I moved from Paris to Lisbon last spring", first(result));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWordThatNobodyUsedSaysMoreTheMoreWasSaid(boolean settle) {
        indexed.add(ALICE, "My sister is getting married in June");
        double little = ask(settle, "When is the wedding?").confidence();
        for (int i = 0; i < 300; i++) {
            indexed.add(ALICE, "The weather on day " + i + " was fine");
        }
        double much = ask(settle, "When is the wedding?").confidence();
        assertTrue(little > much + 0.1, little + " " + much);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theLongestKeyThatTheQuestionHasIsMeant(boolean settle) {
        for (String key : List.of("art", "visual art", "water")) {
            indexed.add(ALICE, Observation.fact(key, key + ": " + key.length()).build());
        }
        assertEquals("visual art: 10", first(ask(settle, "What is the current Visual Art?")));
        assertEquals("water: 5", first(ask(settle, "What is the current water?")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNamedTimeIsCountedFromWhenTheQuestionIsAsked(boolean settle) {
        String may = "a walk by the lake with Tom";
        String june = "a walk in the woods with Tom";
        add(may, "2023-05-07T10:00:00Z");
        add(june, "2023-06-09T10:00:00Z");
        MemoryQuery query = MemoryQuery.of("What did we do with Tom last month?");
        RecallResult result = ask(settle, query.withAskedAt(Instant.parse("2023-06-20T00:00:00Z")));
        assertEquals(1, raw(result, may, "time"));
        assertTrue(raw(result, june, "time") < 1);
        assertEquals(may, first(result));
        RecallResult later = ask(settle, query.withAskedAt(Instant.parse("2023-07-20T00:00:00Z")));
        assertEquals(1, raw(later, june, "time"));
        assertTrue(raw(later, may, "time") < 1);
    }

    private void add(String text, String day) {
        indexed.add(
                ALICE,
                Observation.builder(text)
                        .kind(Kind.EPISODE)
                        .eventTime(EventTime.from(Instant.parse(day), Duration.ofHours(1)))
                        .build());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsUnknownIsNotAnsweredIfTheQueryWantsToBeSure(boolean settle) {
        indexed.add(ALICE, "Ann is allergic to peanuts");
        indexed.add(ALICE, "The piano was tuned in March");
        RecallResult known = ask(settle, "What is Ann allergic to?");
        RecallResult unknown = ask(settle, "Which airport handled the cargo shipment?");
        assertTrue(known.confidence() > 0.8, "confidence " + known.confidence());
        assertTrue(unknown.confidence() < 0.3, "confidence " + unknown.confidence());
        assertFalse(unknown.hits().isEmpty());
        double somebody = ask(settle, "What is Ann allergic to, peanuts?").confidence();
        assertTrue(
                somebody > ask(settle, "What is Zoltan allergic to, peanuts?").confidence(), "of him nothing is known");

        MemoryQuery sure =
                MemoryQuery.of("Which airport handled the cargo shipment?").withMinConfidence(0.5);
        assertTrue(ask(settle, sure).hits().isEmpty());
        assertEquals(unknown.confidence(), ask(settle, sure).confidence(), 1e-6);
        assertEquals(
                2,
                ask(settle, MemoryQuery.of("What is Ann allergic to?").withMinConfidence(0.5))
                        .hits()
                        .size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sharesOfAllSignalsAddUpToTheScoreAndOrderTheHits(boolean settle) {
        indexed.turn("monday", "Ann", "Where is the cello?");
        indexed.turn("monday", "Bob", "I left the cello at the Riverside Hall");
        indexed.turn("monday", "Ann", "The Riverside Hall is closed now");
        RecallResult result = ask(settle, "Where is the cello now?");
        double last = 1;
        for (Recalled hit : result) {
            assertEquals(
                    hit.score(),
                    hit.signals().stream().mapToDouble(Signal::share).sum(),
                    1e-9);
            assertTrue(hit.score() <= last);
            last = hit.score();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void textsOfNothingButStopWordsDoNoHarm(boolean settle) {
        for (String text : List.of("to be", "or not", "to be", "pears")) {
            indexed.add(ALICE, text);
        }
        assertEquals("pears", first(ask(settle, "pears")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatTheFilterDoesNotAdmitDoesNotMoveTheScores(boolean settled) {
        MemoryQuery turns = MemoryQuery.of("Who plays the cello in Ulm?")
                .withFilter(MemoryFilter.builder().kind(Kind.TURN).build());
        indexed.together(
                Indexed.said("monday", "Ann", "Bob plays the cello"),
                Indexed.said("monday", "Ann", "In Ulm I met Carla"),
                Indexed.said("tuesday", "Bob", "The weather in Ulm is fine"));
        RecallResult alone = ask(true, turns);
        for (int i = 0; i < 100; i++) {
            indexed.add(
                    ALICE,
                    Observation.fact("player " + i, "Carla plays the cello in Ulm, number " + i)
                            .build());
        }
        RecallResult amongFacts = ask(settled, turns);
        assertEquals(alone.memories(), amongFacts.memories());
        for (int i = 0; i < alone.hits().size(); i++) {
            assertEquals(alone.hits().get(i).score(), amongFacts.hits().get(i).score(), 1e-6);
        }
    }

    @Test
    void withoutVectorsWhatIsNewButBesideThePointIsNotTheLatest() {
        try (Indexed words = new Indexed(null, null)) {
            words.add(ALICE, "The gramophone stands in the attic");
            Memory now = words.add(ALICE, "The gramophone stands in the cellar");
            words.add(ALICE, "The cellar was painted");
            words.add(ALICE, "Nothing stands there");
            assertEquals(
                    now,
                    words.settled()
                            .search(ALICE, "Where does the gramophone stand now?")
                            .memories()
                            .getFirst());
        }
    }
}
