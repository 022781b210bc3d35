package dev.memcore.retrieval.search;

import static dev.memcore.retrieval.Indexed.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.Role;
import dev.memcore.api.Status;
import dev.memcore.api.report.Signal;
import dev.memcore.retrieval.Indexed;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.spi.Embedder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tool calls and results without a text, while they wait and once they are indexed. */
final class BlankTextRecallTest {
    private final Indexed indexed = new Indexed(null, new NeverBlank());

    @AfterEach
    void close() {
        indexed.close();
    }

    private RecallResult ask(boolean settle, String query) {
        if (settle) {
            indexed.settled();
        }
        return indexed.search(Principal.of(ALICE), MemoryQuery.of(query));
    }

    private static Observation result(String text) {
        return Indexed.said("s", "tool", "x").toBuilder()
                .text(text)
                .role(Role.TOOL)
                .toolCallId("call_0")
                .build();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noQuestionFindsThem(boolean settle) {
        indexed.add(ALICE, result(""));
        indexed.turn("s", "bob", "The ferry leaves at seven.");
        indexed.add(ALICE, result(" "));

        for (String question : List.of("When does the ferry leave?", "What did the tool say?", "Where is it now?")) {
            List<Memory> found = ask(settle, question).memories();
            assertTrue(found.stream().noneMatch(memory -> memory.text().isBlank()), question);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theyAreNobodysNeighbours(boolean settle) {
        indexed.turn("s", "bob", "What does the ferry cost?");
        Memory blank = indexed.add(ALICE, result(""));
        indexed.turn("s", "agent", "Nine in summer.");

        assertTrue(context(ask(settle, "ferry"), "Nine in summer.") > 0, "the turn before is found beyond it");

        indexed.next(blank, Status.ACTIVE, result("no such page"));
        // What is indexed keeps its neighbours until the indexing thread has made its views again.
        assertEquals(0, context(ask(true, "ferry"), "Nine in summer."), 1e-9, "now something is between");
        assertTrue(context(ask(true, "page"), "Nine in summer.") > 0);
    }

    private static double context(RecallResult result, String text) {
        return result.hits().stream()
                .filter(hit -> hit.memory().text().equals(text))
                .map(Recalled::signals)
                .flatMap(List::stream)
                .filter(signal -> signal.name().equals("bm25.context"))
                .mapToDouble(Signal::raw)
                .filter(raw -> !Double.isNaN(raw))
                .findFirst()
                .orElse(0);
    }

    /** The bundled embedder, but as strict as those of hosts may be. */
    private static final class NeverBlank implements Embedder {
        private final Embedder real = StaticEmbedder.load();

        @Override
        public String modelId() {
            return real.modelId();
        }

        @Override
        public int dimensions() {
            return real.dimensions();
        }

        @Override
        public List<float[]> embed(List<String> texts, Purpose purpose) {
            assertTrue(texts.stream().noneMatch(String::isBlank), "a blank text");
            return real.embed(texts, purpose);
        }

        @Override
        public boolean quick() {
            return true;
        }
    }
}
