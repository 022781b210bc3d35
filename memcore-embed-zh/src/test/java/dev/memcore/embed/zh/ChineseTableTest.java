package dev.memcore.embed.zh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.api.report.Recovery.IndexState;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Embedder.Purpose;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChineseTableTest {
    private static final Scope LI = Scope.of("acme", "li");
    private static final StaticEmbedder ENGLISH = StaticEmbedder.load();
    private static final StaticEmbedder BOTH = StaticEmbedder.load().withTable(ChineseTable.open());

    private static final String ROUTER = "The router is in the cupboard";

    /** Statements, each with a question that has no two adjacent characters in common with it. */
    private static final Map<String, String> TOLD = Map.of(
            "母亲住院了，正在做手术", "妈妈病了吗",
            "中午吃了面条和饺子", "午餐是什么饭",
            "下周坐飞机飞往东京旅行", "何日出国旅游",
            "股票价格大幅下跌", "投资亏损");

    @Test
    void relatedTextsAreCloserThanUnrelatedOnes() {
        TOLD.forEach((text, question) -> TOLD.keySet().stream()
                .filter(other -> !other.equals(text))
                .forEach(other -> assertTrue(
                        cosine(question, text) > cosine(question, other), question + ": " + text + ", " + other)));
    }

    @Test
    void aTextInOneScriptIsFarFromATextInTheOther() {
        List<String> english = List.of(
                "My mother is in hospital for an operation", "We had noodles for lunch", "Share prices fell sharply");
        for (String text : TOLD.keySet()) {
            for (String other : english) {
                assertTrue(Math.abs(cosine(text, other)) < 0.25, text + ", " + other + ": " + cosine(text, other));
            }
        }
    }

    @Test
    void aMixedTextIsNearBothParts() {
        String mixed = "母亲住院了，正在做手术。 Share prices fell sharply.";
        assertTrue(cosine(mixed, "妈妈去医院看病") > 0.15);
        assertTrue(cosine(mixed, "the stock market declined") > 0.3);
    }

    @Test
    void englishIsReadAsWithoutTheTable() {
        String text = "Where did she travel last summer? Gustav's café, ORD-7777.";
        assertArrayEquals(vector(ENGLISH, text), vector(BOTH, text));
    }

    @Test
    void aStoreIsIndexedAgainWhenTheTableIsAddedOrRemoved(@TempDir Path directory) {
        try (MemoryManager memory = store(directory, ENGLISH)) {
            TOLD.keySet().forEach(text -> memory.space(LI).remember(text));
            memory.space(LI).remember(ROUTER);
            memory.awaitIndexed();
            assertFalse(findsAll(memory));
        }
        for (IndexState state : List.of(IndexState.OTHER_CONFIGURATION, IndexState.CURRENT)) {
            try (MemoryManager memory = store(directory, BOTH)) {
                assertEquals(state, memory.stats().recovery().indexState());
                memory.awaitEmbedded();
                assertTrue(memory.stats().embedding().cutOver());
                assertTrue(findsAll(memory));
                assertEquals(ROUTER, first(memory, "Where is the router?"));
                assertTrue(memory.check().ok());
            }
        }
        try (MemoryManager memory = store(directory, ENGLISH)) {
            assertEquals(
                    IndexState.OTHER_CONFIGURATION, memory.stats().recovery().indexState());
            assertEquals(ROUTER, first(memory, "Where is the router?"));
        }
    }

    private static MemoryManager store(Path directory, Embedder embedder) {
        return Memcore.builder().directory(directory).embedder(embedder).build();
    }

    /** Whether each question finds its statement first. */
    private static boolean findsAll(MemoryManager memory) {
        return TOLD.entrySet().stream().allMatch(told -> told.getKey().equals(first(memory, told.getValue())));
    }

    private static String first(MemoryManager memory, String question) {
        var found = memory.space(LI).recall(question).memories();
        return found.isEmpty() ? "" : found.getFirst().text();
    }

    private static double cosine(String one, String other) {
        float[] a = vector(BOTH, one);
        float[] b = vector(BOTH, other);
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }

    private static float[] vector(Embedder embedder, String text) {
        return embedder.embed(List.of(text), Purpose.DOCUMENT).getFirst();
    }
}
