package dev.memcore.retrieval.source;

import static dev.memcore.retrieval.Indexed.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.RecallResult;
import dev.memcore.api.report.Signal;
import dev.memcore.retrieval.IndexConfig;
import dev.memcore.retrieval.Indexed;
import dev.memcore.retrieval.LuceneMemoryIndex;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.view.ContextViews;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions of several parts, while memories wait and once they are indexed. */
final class ClauseSourceTest {
    private static final String MOVED = "Ann moved to Oslo in the spring";
    private static final String PAINTED = "Bob painted the fence of the school";

    private static final MinMaxWeightedSum CLAUSES =
            MinMaxWeightedSum.ofDefaults().with(Signals.CLAUSE, 0.10);

    private final Indexed indexed = new Indexed(
            LuceneMemoryIndex.open(new IndexConfig(null, StaticEmbedder.load(), new ContextViews(), CLAUSES, 1_000)));

    @BeforeEach
    void fill() {
        indexed.add(ALICE, MOVED);
        indexed.add(ALICE, PAINTED);
        for (int i = 0; i < 5; i++) {
            indexed.add(ALICE, "The ferry of day " + i + " was late");
        }
    }

    @AfterEach
    void close() {
        indexed.close();
    }

    private RecallResult ask(boolean settle, String query) {
        if (settle) {
            indexed.settled();
        }
        return indexed.search(ALICE, query);
    }

    private static double clause(RecallResult result, String text) {
        return result.hits().stream()
                .filter(hit -> hit.memory().text().equals(text))
                .flatMap(hit -> hit.signals().stream())
                .filter(signal -> signal.name().equals("clause"))
                .mapToDouble(Signal::raw)
                .findFirst()
                .orElse(Double.NaN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAnswersOnePartAloneIsWorthAsMuchAsWhatAnswersTheOther(boolean settle) {
        RecallResult result = ask(settle, "Where did Ann move to, and who painted the fence?");
        assertEquals(1, clause(result, MOVED), 1e-9);
        assertEquals(1, clause(result, PAINTED), 1e-9);
        assertTrue(clause(result, "The ferry of day 1 was late") < 0.5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aQuestionOfOnePartHasNoSuchSignal(boolean settle) {
        assertTrue(Double.isNaN(clause(ask(settle, "Where did Ann move to?"), MOVED)));
    }
}
