package dev.memcore.spring.ai;

import dev.memcore.adapter.WellFormed;
import dev.memcore.adapter.entry.EntryStore;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.spring.ai.document.DocumentCodec;
import dev.memcore.spring.ai.document.FilterTranslation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.ai.vectorstore.filter.Filter;

/**
 * Stores documents in a memory space. A search uses words and vectors of memcore, so it needs no embedding model of
 * Spring AI; to use one, give it to memcore as a {@link SpringAiEmbedder}.
 *
 * <ul>
 *   <li><b>Content.</b> Each document is one memory of kind {@code document}. Other memories of the space are neither
 *       found nor deleted. The text must not be blank; media are rejected. Numbers, texts, truth values, {@link
 *       java.time.Instant}s and dates of the metadata can be filtered, texts up to 4,096 characters. Other metadata are
 *       stored as JSON, returned, and ignored by filters. Whole numbers are returned as Integer if they fit.
 *   <li><b>Add.</b> A document with a known id replaces the stored one: its text and metadata become a new version of the
 *       same memory. If an id occurs twice in a list, the last document is stored. All new documents of a list are stored
 *       in one commit, and all changed ones in another.
 *   <li><b>Search.</b> {@link Document#getScore} is the {@linkplain dev.memcore.api.Recalled#relevance() relevance}: the
 *       estimated probability that the document is relevant to the query, 0 to 1. The similarity threshold is its minimum.
 *       The order is that of memcore's ranking. With threshold 0, the nearest documents are returned, however low their
 *       relevance is. Only the first 10,000 characters of a query are used. A blank query finds nothing. At most {@value
 *       MemoryQuery#MAX_LIMIT} documents are returned.
 *   <li><b>Filters.</b> Expressions become conditions of the index. A document without the key of a comparison does not
 *       match it, and matches its negation. Ranges take numbers and moments; a text in ISO 8601 is taken for a moment.
 *   <li><b>Delete.</b> Documents are forgotten: neither search nor lists find them, but the history keeps them until it is
 *       erased. Unknown ids are ignored.
 *   <li><b>Scope.</b> Documents belong to exactly the scope of the space. A search also finds documents in scopes that
 *       are shared with it, for example those of the tenant. These are not changed or deleted.
 *   <li><b>Threads.</b> Safe for use by several threads, also through several stores over one scope.
 *   <li><b>Errors.</b> {@link MemoryException}; {@link ErrorCode#INVALID_ARGUMENT} for documents and expressions that
 *       cannot be stored or translated, {@link ErrorCode#LIMIT_EXCEEDED} if they are too large.
 * </ul>
 */
public final class MemcoreVectorStore implements VectorStore {
    private final MemorySpace space;
    private final EntryStore stored;

    private MemcoreVectorStore(MemorySpace space) {
        this.space = space;
        this.stored = new EntryStore(space, DocumentCodec.FORM);
    }

    /** Returns a vector store over a space. */
    public static MemcoreVectorStore in(MemorySpace space) {
        return new MemcoreVectorStore(Arguments.present(space, "space"));
    }

    @Override
    public String getName() {
        return "memcore";
    }

    /** Returns the space. */
    @Override
    @SuppressWarnings("unchecked")
    public <T> Optional<T> getNativeClient() {
        return Optional.of((T) space);
    }

    @Override
    public void add(List<Document> documents) {
        List<Map.Entry<String, Observation>> given = new ArrayList<>();
        for (Document document : Arguments.present(documents, "documents")) {
            String id = Arguments.present(document, "document").getId();
            given.add(Map.entry(id, DocumentCodec.encode(document)));
        }
        stored.put(given);
    }

    @Override
    public void delete(List<String> idList) {
        stored.forget(Arguments.present(idList, "ids"));
    }

    @Override
    public void delete(Filter.Expression filterExpression) {
        stored.forget(filter(Arguments.present(filterExpression, "filterExpression")));
    }

    @Override
    public List<Document> similaritySearch(SearchRequest request) {
        Arguments.present(request, "request");
        String text =
                WellFormed.start(request.getQuery().strip(), Limits.ofDefaults().queryChars());
        if (text.isBlank() || request.getTopK() == 0) {
            return List.of();
        }
        MemoryQuery query = MemoryQuery.builder(WellFormed.text(text))
                .limit(Math.min(request.getTopK(), MemoryQuery.MAX_LIMIT))
                .minRelevance(request.getSimilarityThreshold())
                .filter(filter(request.getFilterExpression()))
                .build();
        return space.recall(query).hits().stream().map(DocumentCodec::decode).toList();
    }

    private static MemoryFilter filter(Filter.@Nullable Expression expression) {
        MemoryFilter documents = DocumentCodec.FORM.all();
        return expression == null
                ? documents
                : documents.toBuilder().where(FilterTranslation.of(expression)).build();
    }

    /** Returns the ids of the memories that hold documents with these ids, for feedback and erasure. */
    public Map<String, MemoryId> memories(List<String> ids) {
        Map<String, MemoryId> found = new LinkedHashMap<>();
        stored.withIds(ids).forEach((id, memory) -> found.put(id, memory.id()));
        return found;
    }
}
