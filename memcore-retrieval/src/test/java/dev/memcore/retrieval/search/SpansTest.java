package dev.memcore.retrieval.search;

import static dev.memcore.retrieval.Indexed.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.report.TextSpan;
import dev.memcore.retrieval.IndexConfig;
import dev.memcore.retrieval.Indexed;
import dev.memcore.retrieval.LuceneMemoryIndex;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.retrieval.fusion.ReciprocalRankFusion;
import dev.memcore.retrieval.text.SentencesTest;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.spi.Embedder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpansTest {
    private static final String STORY =
            "Ann came home late. Her brother Tom had bought a red bicycle in Lyon. It rained all day! Was he glad?";

    private static Recalled ask(@Nullable Embedder embedder, String text, String question, int spans) {
        try (Indexed indexed = new Indexed(null, embedder)) {
            indexed.add(ALICE, text);
            indexed.add(ALICE, "something else entirely");
            return find(indexed, question, spans, text);
        }
    }

    private static Recalled find(Indexed indexed, String question, int spans, String text) {
        return indexed.search(Principal.of(ALICE), MemoryQuery.of(question).withSpans(spans)).hits().stream()
                .filter(hit -> hit.memory().text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSentenceThatAnswersIsQuotedWordForWord() {
        Recalled hit = ask(StaticEmbedder.load(), STORY, "Where did Tom buy a bike?", 1);
        assertEquals(List.of("Her brother Tom had bought a red bicycle in Lyon."), hit.quotes());
        assertEquals(STORY.indexOf("Her"), hit.spans().getFirst().start());
    }

    @Test
    void withoutVectorsTheRarestWordsDecide() {
        Recalled hit = ask(null, STORY, "What did Tom have bought?", 3);
        assertEquals(List.of("Her brother Tom had bought a red bicycle in Lyon."), hit.quotes());
    }

    @Test
    void withVectorsThatNoLateInteractionUsesWordsDecide() {
        try (Indexed indexed = new Indexed(LuceneMemoryIndex.open(new IndexConfig(
                null, new Indexed.LetterEmbedder(), new ContextViews(), new ReciprocalRankFusion(), 1_000)))) {
            indexed.add(ALICE, STORY);
            assertEquals(
                    List.of("It rained all day!"),
                    find(indexed, "did it rain?", 1, STORY).quotes());
            assertEquals(List.of(), find(indexed, "giraffes", 3, STORY).spans());
        }
    }

    @Test
    void nothingIsLookedForUnlessAsked() {
        try (Indexed indexed = Indexed.inMemory()) {
            indexed.add(ALICE, STORY);
            RecallResult result = indexed.search(ALICE, "Tom");
            assertEquals(List.of(), result.hits().getFirst().spans());
            assertTrue(result.stages().stream().noneMatch(stage -> stage.name().equals("spans")));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ofADocumentOfThousandsOfWordsTheFewBestAreGiven(boolean vectors) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            text.append("The weather on day ").append(i).append(" was fine. ");
            if (i == 700) {
                text.append("The treasurer hid the silver key under the piano. ");
            }
        }
        Recalled hit = ask(
                vectors ? StaticEmbedder.load() : null,
                text.toString().strip(),
                "Where is the treasurer's silver key?",
                3);
        assertEquals(
                "The treasurer hid the silver key under the piano.",
                hit.quotes().getFirst());
        assertTrue(hit.spans().size() <= 3);
    }

    @Test
    void asManyAreGivenAsWereAskedFor() {
        String text = "Tom sings. Tom dances. Tom cooks. Tom paints.";
        assertEquals(
                List.of("Tom sings.", "Tom dances."), ask(null, text, "Tom", 2).quotes());
        assertEquals(4, ask(null, text, "Tom", 10).spans().size());
    }

    private static final Indexed HOSTILE = new Indexed(null, StaticEmbedder.load());

    @AfterContainer
    static void close() {
        HOSTILE.close();
    }

    @Provide
    static Arbitrary<String> hostile() {
        return SentencesTest.hostile().map(text -> text + "Tom sang. ").filter(SpansTest::wellFormed);
    }

    private static boolean wellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    @Property(tries = 100)
    void spansAreApartInTheTextAndBestFirst(
            @ForAll("hostile") String text, @ForAll @IntRange(min = 1, max = 5) int most) {
        HOSTILE.add(ALICE, text);
        List<Recalled> hits = HOSTILE.search(
                        Principal.of(ALICE),
                        MemoryQuery.of("who sang one long word?").withLimit(5).withSpans(most))
                .hits();
        assertFalse(hits.isEmpty());
        for (Recalled hit : hits) {
            List<TextSpan> spans = hit.spans();
            assertTrue(spans.size() <= most && !spans.isEmpty(), hit::toString);
            assertTrue(IntStream.range(1, spans.size())
                    .allMatch(i -> spans.get(i - 1).score() >= spans.get(i).score()));
            List<TextSpan> inOrder = new ArrayList<>(spans);
            inOrder.sort(Comparator.comparingInt(TextSpan::start));
            assertTrue(IntStream.range(1, spans.size())
                    .allMatch(i -> inOrder.get(i - 1).end() <= inOrder.get(i).start()));
            for (TextSpan span : spans) {
                String quote = span.of(hit.memory().text());
                List<String> graphemes = Pattern.compile("\\X")
                        .matcher(quote)
                        .results()
                        .map(MatchResult::group)
                        .toList();
                assertFalse(
                        graphemes.getFirst().isBlank() || graphemes.getLast().isBlank(), quote);
                assertTrue(wellFormed(quote), quote);
            }
        }
    }
}
