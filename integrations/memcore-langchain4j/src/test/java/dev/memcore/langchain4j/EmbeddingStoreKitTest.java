package dev.memcore.langchain4j;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.EmbeddingStoreAddAllContract;
import dev.langchain4j.store.embedding.EmbeddingStoreRemoveAllContract;
import dev.langchain4j.store.embedding.EmbeddingStoreWithFilteringIT;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.langchain4j.store.embedding.filter.comparison.ContainsString;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThan;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThan;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThanOrEqualTo;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** LangChain4j's own tests of embedding stores: adding, searching, filtering, and the rules for lists. */
final class EmbeddingStoreKitTest extends EmbeddingStoreWithFilteringIT
        implements EmbeddingStoreAddAllContract, EmbeddingStoreRemoveAllContract {
    private final KitStore kit = new KitStore();

    @AfterEach
    void close() {
        kit.close();
    }

    @Override
    public EmbeddingStore<TextSegment> embeddingStore() {
        return kit.store();
    }

    @Override
    protected EmbeddingModel embeddingModel() {
        return kit.model();
    }

    /** Four of the filters are ranges of texts, which memcore's index does not have: they must fail. */
    @Override
    @ParameterizedTest
    @MethodSource
    protected void should_filter_by_metadata(Filter filter, List<Metadata> matching, List<Metadata> notMatching) {
        if (isTextRange(filter)) {
            assertThrows(
                    UnsupportedOperationException.class, () -> embeddingStore().removeAll(filter));
        } else {
            super.should_filter_by_metadata(filter, matching, notMatching);
        }
    }

    private static boolean isTextRange(Filter filter) {
        return switch (filter) {
            case IsGreaterThan is -> is.comparisonValue() instanceof String;
            case IsGreaterThanOrEqualTo is -> is.comparisonValue() instanceof String;
            case IsLessThan is -> is.comparisonValue() instanceof String;
            case IsLessThanOrEqualTo is -> is.comparisonValue() instanceof String;
            default -> false;
        };
    }

    /** memcore's index does not have {@code containsString}. */
    @Override
    @Test
    protected void should_filter_by_metadata_contains() {
        Filter filter = new ContainsString("key", "value");
        assertThrows(UnsupportedOperationException.class, () -> embeddingStore().removeAll(filter));
    }

    @Override
    @Test
    protected void should_filter_by_not_metadata_contains() {
        Filter filter = Filter.not(new ContainsString("key", "value"));
        assertThrows(UnsupportedOperationException.class, () -> embeddingStore().removeAll(filter));
    }
}
