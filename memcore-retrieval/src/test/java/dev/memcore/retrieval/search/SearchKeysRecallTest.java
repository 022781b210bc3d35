package dev.memcore.retrieval.search;

import static dev.memcore.retrieval.Indexed.ALICE;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.Scope;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.Status;
import dev.memcore.api.report.Signal;
import dev.memcore.retrieval.IndexConfig;
import dev.memcore.retrieval.Indexed;
import dev.memcore.retrieval.LuceneMemoryIndex;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.spi.Fuser;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recall by search keys: while memories wait, and once they are indexed. */
final class SearchKeysRecallTest {
    private static final String LEXICAL = Signals.bm25(ContextViews.KEYS);
    private static final String DENSE = Signals.dense(ContextViews.KEYS);
    private static final Scope BOB = Scope.of("acme", "bob");

    private final Indexed indexed = new Indexed(null, StaticEmbedder.load());

    @AfterEach
    void close() {
        indexed.close();
    }

    private static Observation keyed(String text, String... questions) {
        return Observation.builder(text)
                .searchKeys(SearchKeys.QUESTIONS, List.of(questions))
                .build();
    }

    /** More than a source gives, and most of them no farther from the question than what is looked for. */
    private void addDistractors() {
        for (int i = 0; i < 300; i++) {
            indexed.add(ALICE, "The dog went for a walk by the river on day " + i);
        }
    }

    private RecallResult ask(boolean settle, String question) {
        return (settle ? indexed.settled() : indexed).search(ALICE, question);
    }

    private static double raw(Recalled hit, String signal) {
        return requireNonNull(signals(hit).get(signal), signal);
    }

    private static Map<String, Double> signals(Recalled hit) {
        return hit.signals().stream().collect(Collectors.toMap(Signal::name, Signal::raw));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatSaysNothingOfTheQuestionIsFoundByAQuestionThatItAnswers(boolean settle) {
        addDistractors();
        Memory plain = indexed.add(ALICE, "Picked it up from the shop at last");
        String question = "Which instrument does Ann play?";
        assertTrue(ask(settle, question).memories().stream().noneMatch(plain::equals), "else it proves nothing");
        indexed.next(
                plain,
                Status.ACTIVE,
                keyed(plain.text(), "Which musical instrument does Ann play?", "What was repaired?"));
        Recalled first = ask(settle, question).hits().getFirst();
        assertEquals("Picked it up from the shop at last", first.memory().text());
        assertTrue(raw(first, LEXICAL) > 0, first::toString);
        assertTrue(raw(first, DENSE) > 0.5, first::toString);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aKeyIsComparedByItsMeaningToo(boolean settle) {
        Memory work = indexed.add(ALICE, keyed("That was long ago", "What is her profession?"));
        indexed.add(ALICE, keyed("That was long ago", "What is the weather like?"));
        List<Recalled> hits = ask(settle, "Which job has she got?").hits();
        assertEquals(work, hits.getFirst().memory());
        assertTrue(raw(hits.getFirst(), DENSE) > raw(hits.get(1), DENSE), hits::toString);
    }

    /** The last digit of a rounding would decide between two equal texts of which one waits. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aMemoryWithoutKeysIsNotTheWorseForIt(int indexedFirst) {
        Memory plain = indexed.add(ALICE, "She works as a baker");
        if (indexedFirst == 1) {
            indexed.settled();
        }
        Memory keyed = indexed.add(ALICE, keyed("She works as a baker", "Sunny tomorrow?"));
        List<Recalled> hits = ask(indexedFirst == 2, "Where does she work?").hits();
        assertEquals(List.of(keyed, plain), hits.stream().map(Recalled::memory).toList(), "equal, so the newest first");
        assertEquals(hits.getFirst().score(), hits.getLast().score(), 1e-9);
        for (Recalled hit : hits) {
            Map<String, Double> signals = signals(hit);
            assertEquals(signals.get(Signals.dense(ContextViews.CONTENT)), signals.get(DENSE));
        }
    }

    @Test
    void whatWaitsIsScoredLikeWhatIsIndexed() {
        indexed.add(ALICE, keyed("That was long ago", "What is her profession?"));
        indexed.add(ALICE, keyed("That was on a day", "What is the weather like?"));
        indexed.add(ALICE, "She is a baker by profession");
        List<Recalled> waiting = ask(false, "What is her profession?").hits();
        List<Recalled> settled = ask(true, "What is her profession?").hits();
        assertEquals(3, waiting.size());
        for (int i = 0; i < waiting.size(); i++) {
            assertEquals(waiting.get(i).memory(), settled.get(i).memory());
            assertEquals(waiting.get(i).score(), settled.get(i).score(), 1e-6);
            assertEquals(raw(waiting.get(i), LEXICAL), raw(settled.get(i), LEXICAL), 1e-6);
            assertEquals(raw(waiting.get(i), DENSE), raw(settled.get(i), DENSE));
        }
    }

    /** A view that nobody uses changes no score by its last digit, and leaves no signal behind. */
    @Test
    void withoutKeysAllIsAsIfThereWereNone() {
        Map<String, Double> weights =
                new TreeMap<>(MinMaxWeightedSum.ofDefaults().weights());
        weights.remove(LEXICAL);
        weights.remove(DENSE);
        Fuser without = new MinMaxWeightedSum(weights);
        assertEquals(2, MinMaxWeightedSum.ofDefaults().weights().size() - weights.size());
        try (Indexed reference = new Indexed(LuceneMemoryIndex.open(
                new IndexConfig(null, StaticEmbedder.load(), new ContextViews(), without, 20_000)))) {
            for (Indexed index : List.of(indexed, reference)) {
                index.turn("monday", "Ann", "Did you see the eclipse?");
                index.turn("monday", "Bob", "Yes, from the roof of the old town hall");
                index.turn("tuesday", "Ann", "The eclipse was wonderful");
                index.add(BOB, keyed("another user's", "Who saw the eclipse?"));
            }
            indexed.settled();
            reference.settled();
            String question = "Who saw the eclipse from the roof?";
            assertEquals(
                    reference.search(ALICE, question).hits(),
                    indexed.search(ALICE, question).hits());
            assertEquals(3, indexed.search(ALICE, question).hits().size());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keysOfOneReaderNeitherAnswerNorCountForAnother(boolean settle) {
        Memory mine = indexed.add(ALICE, keyed("mine", "What is her profession?"));
        List<Recalled> before = ask(true, "profession").hits();
        for (int i = 0; i < 20; i++) {
            indexed.add(BOB, keyed("his " + i, "What is his profession?"));
        }
        List<Recalled> after = ask(settle, "profession").hits();
        assertEquals(before, after);
        assertEquals(List.of(mine), after.stream().map(Recalled::memory).toList());
    }

    @Test
    void aMemoryThatIsNotInForceIsNotFoundByItsKeys() {
        Memory keyed = indexed.add(ALICE, keyed("restrung", "Which instrument?"));
        indexed.settled();
        indexed.next(keyed, Status.QUARANTINED, keyed.observation());
        assertEquals(List.of(), indexed.texts(ALICE, "instrument"));
        assertEquals(List.of(), indexed.settled().texts(ALICE, "instrument"));
    }

    @Test
    void itWorksByWordsAloneWithoutAnEmbedder() {
        try (Indexed words = new Indexed(null, null)) {
            words.add(ALICE, keyed("restrung", "Which instrument?"));
            words.add(ALICE, "nothing of the kind");
            assertEquals(List.of("restrung"), words.settled().texts(ALICE, "instrument"));
        }
    }
}
