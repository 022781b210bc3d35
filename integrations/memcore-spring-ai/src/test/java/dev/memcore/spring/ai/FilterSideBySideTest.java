package dev.memcore.spring.ai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.ai.vectorstore.filter.Filter;
import org.springframework.ai.vectorstore.filter.Filter.ExpressionType;

/** Compares filters with those of Spring AI's SimpleVectorStore, which evaluates them one document after another. */
final class FilterSideBySideTest {
    private static final MemoryManager MANAGER =
            Memcore.builder().withoutEmbedder().build();
    private static final VectorStore STORE = MemcoreVectorStore.in(MANAGER.space(Scope.of("acme", "alice")));
    private static final VectorStore REFERENCE =
            SimpleVectorStore.builder(new FakeVectors()).build();

    @BeforeContainer
    static void fill() {
        List<Document> documents = IntStream.range(0, 24)
                .mapToObj(i -> new Document("d" + i, "tea " + i, metadata(i)))
                .toList();
        STORE.add(documents);
        REFERENCE.add(documents);
    }

    private static Map<String, Object> metadata(int i) {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put("n", i % 4);
        metadata.put("word", List.of("a", "b", "c").get(i % 3));
        if (i % 5 != 0) {
            metadata.put("rare", "a");
        }
        return metadata;
    }

    @AfterContainer
    static void close() {
        MANAGER.close();
    }

    @Provide
    Arbitrary<Filter.Expression> filters() {
        Arbitrary<Filter.Expression> numbers = Combinators.combine(
                        Arbitraries.of(
                                ExpressionType.EQ,
                                ExpressionType.NE,
                                ExpressionType.GT,
                                ExpressionType.GTE,
                                ExpressionType.LT,
                                ExpressionType.LTE),
                        Arbitraries.integers().between(-1, 4))
                .as((type, number) -> new Filter.Expression(type, new Filter.Key("n"), new Filter.Value(number)));
        Arbitrary<Filter.Expression> words = Combinators.combine(
                        Arbitraries.of(ExpressionType.EQ, ExpressionType.NE),
                        Arbitraries.of("word", "rare"),
                        Arbitraries.of("a", "b", "x"))
                .as((type, key, word) -> new Filter.Expression(type, new Filter.Key(key), new Filter.Value(word)));
        Arbitrary<Filter.Expression> lists = Combinators.combine(
                        Arbitraries.of(ExpressionType.IN, ExpressionType.NIN),
                        Arbitraries.of("a", "b", "x").list().ofMinSize(1).ofMaxSize(3))
                .as((type, list) -> new Filter.Expression(type, new Filter.Key("word"), new Filter.Value(list)));
        Arbitrary<Filter.Expression> present = Arbitraries.of(ExpressionType.ISNULL, ExpressionType.ISNOTNULL)
                .map(type -> new Filter.Expression(type, new Filter.Key("rare"), null));
        Arbitrary<Filter.Expression> leaves = Arbitraries.oneOf(numbers, words, lists, present);
        return Arbitraries.recursive(() -> leaves, FilterSideBySideTest::combined, 0, 3);
    }

    private static Arbitrary<Filter.Expression> combined(Arbitrary<Filter.Expression> inner) {
        Arbitrary<Filter.Expression> pairs = Combinators.combine(
                        Arbitraries.of(ExpressionType.AND, ExpressionType.OR),
                        inner,
                        inner,
                        Arbitraries.of(true, false))
                .as((type, left, right, grouped) ->
                        new Filter.Expression(type, grouped ? new Filter.Group(left) : left, right));
        return Arbitraries.oneOf(pairs, inner.map(one -> new Filter.Expression(ExpressionType.NOT, one)));
    }

    private static Set<String> ids(VectorStore store, Filter.Expression filter) {
        SearchRequest request = SearchRequest.builder()
                .query("tea")
                .topK(100)
                .similarityThresholdAll()
                .filterExpression(filter)
                .build();
        return store.similaritySearch(request).stream().map(Document::getId).collect(Collectors.toSet());
    }

    @Property(tries = 200)
    void theIndexFindsWhatTheEvaluatorAccepts(@ForAll("filters") Filter.Expression filter) {
        assertEquals(ids(REFERENCE, filter), ids(STORE, filter), filter::toString);
    }
}
