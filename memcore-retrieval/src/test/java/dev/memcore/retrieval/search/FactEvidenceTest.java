package dev.memcore.retrieval.search;

import static dev.memcore.retrieval.Indexed.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.Scope;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.report.Signal;
import dev.memcore.retrieval.IndexConfig;
import dev.memcore.retrieval.Indexed;
import dev.memcore.retrieval.LuceneMemoryIndex;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.retrieval.view.ContextViews;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Facts that cite their sources, in the default ranking, while memories wait and once they are indexed. */
final class FactEvidenceTest {
    private static final String FIRST = "The lighthouse at Kelm was designed by Ansel Breuer in his youth.";
    private static final String SECOND = "Breuer spent all his later years in the town of Orrin.";
    private static final String QUESTION = "Where did the designer of the lighthouse at Kelm die?";
    private static final MemoryFilter TEXTS =
            MemoryFilter.builder().kind(Kind.NOTE).build();

    private final Indexed indexed = new Indexed(LuceneMemoryIndex.open(new IndexConfig(
            null,
            StaticEmbedder.load(),
            new ContextViews(),
            MinMaxWeightedSum.ofDefaults(),
            IndexConfig.DEFAULT_CAPACITY)));

    @AfterEach
    void close() {
        indexed.close();
    }

    private Memory text(Scope scope, String text) {
        return indexed.add(scope, Observation.builder(text).kind(Kind.NOTE).build());
    }

    private void fact(Scope scope, Memory source, String subject, String relation, String object) {
        indexed.add(
                scope,
                Observation.builder(subject + " " + relation + " " + object)
                        .kind(Kind.FACT)
                        .attribute("subject", subject)
                        .attribute("object", object)
                        .derivedFrom(List.of(source.id()))
                        .build());
    }

    /** Forty texts about other people and places, each with a fact. */
    private void addOthers() {
        for (int i = 0; i < 40; i++) {
            Memory other = text(ALICE, "The designer of house " + i + " died in the town of Place" + i + ".");
            fact(ALICE, other, "designer of house " + i, "died in", "Place" + i);
        }
    }

    private RecallResult ask(boolean settle, MemoryFilter filter) {
        if (settle) {
            indexed.settled();
        }
        return indexed.search(
                Principal.of(ALICE), MemoryQuery.of(QUESTION).withFilter(filter).withLimit(50));
    }

    private static int rank(RecallResult result, String text) {
        return result.hits().stream()
                .filter(hit -> hit.memory().text().equals(text))
                .mapToInt(Recalled::rank)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }

    private static boolean hasEvidence(RecallResult result) {
        return result.hits().stream()
                .flatMap(hit -> hit.signals().stream())
                .anyMatch(signal -> signal.name().equals("facts"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPathOfFactsLeadsToTheTextOfItsEnd(boolean settle) {
        Memory first = text(ALICE, FIRST);
        Memory second = text(ALICE, SECOND);
        addOthers();
        int before = rank(ask(settle, TEXTS), SECOND);
        fact(ALICE, first, "lighthouse at Kelm", "designed by", "Ansel Breuer");
        fact(ALICE, second, "Ansel Breuer", "died in", "Orrin");
        RecallResult result = ask(settle, TEXTS);
        assertTrue(rank(result, SECOND) < before, () -> before + " before, now " + rank(result, SECOND));
        assertEquals(1, rank(result, FIRST));
        assertTrue(rank(result, SECOND) <= 6, () -> "rank " + rank(result, SECOND));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSharesAddUpAndTheValueIsAtMostOne(boolean settle) {
        fact(ALICE, text(ALICE, FIRST), "lighthouse at Kelm", "designed by", "Ansel Breuer");
        addOthers();
        for (Recalled hit : ask(settle, TEXTS).hits()) {
            double shares = hit.signals().stream().mapToDouble(Signal::share).sum();
            assertEquals(hit.score(), shares, 1e-9);
            hit.signals().stream()
                    .filter(signal -> signal.name().equals("facts"))
                    .forEach(signal -> assertTrue(signal.raw() >= 0 && signal.raw() <= 1, signal::toString));
        }
    }

    @Test
    void withoutSourcesThereIsNoEvidence() {
        text(ALICE, FIRST);
        text(ALICE, SECOND);
        indexed.add(
                ALICE,
                Observation.builder("lighthouse at Kelm designed by Ansel Breuer")
                        .kind(Kind.FACT)
                        .build());
        assertFalse(hasEvidence(ask(false, MemoryFilter.any())));
        assertFalse(hasEvidence(ask(true, MemoryFilter.any())));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void factsOfOthersAreNoEvidence(boolean settle) {
        Memory first = text(ALICE, FIRST);
        text(ALICE, SECOND);
        RecallResult before = ask(settle, TEXTS);
        fact(Scope.of("acme", "mallory"), first, "lighthouse at Kelm", "designed by", "Ansel Breuer");
        RecallResult result = ask(settle, TEXTS);
        assertFalse(hasEvidence(result));
        assertEquals(before.memories(), result.memories());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Where is the lighthouse now?", "What was built before the lighthouse at Kelm?"})
    void questionsForAStateOrAnOrderUseTimeInstead(String question) {
        fact(ALICE, text(ALICE, FIRST), "lighthouse at Kelm", "designed by", "Ansel Breuer");
        text(ALICE, SECOND);
        indexed.settled();
        assertFalse(hasEvidence(
                indexed.search(Principal.of(ALICE), MemoryQuery.of(question).withFilter(TEXTS))));
    }
}
