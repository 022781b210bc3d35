package dev.memcore.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.memcore.adapter.WellFormed;
import dev.memcore.adapter.entry.EntryStore;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Recalled;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.langchain4j.segment.SegmentCodec;
import dev.memcore.langchain4j.segment.SegmentFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stores text segments in a memory space. There are two modes:
 *
 * <ul>
 *   <li><b>Texts only</b>, {@link #in(MemorySpace)}. memcore embeds the texts itself. The vectors of the host may be of any
 *       model: they are neither stored nor compared, and {@link EmbeddingMatch#embedding()} is null. A search needs {@link
 *       EmbeddingSearchRequest#query()}, which LangChain4j's retriever sets. The score is the {@linkplain
 *       Recalled#relevance() relevance}: the estimated probability that the segment is relevant to the query.
 *   <li><b>With vectors</b>, {@link #in(MemorySpace, VectorEmbedder)}. The vectors of the host must be of the same model as
 *       the store's embedder; another length is rejected. They are stored. A search without a text returns the nearest
 *       vectors, and a segment may have no text. The score is that of LangChain4j, (1 + cosine) / 2, of the two given
 *       vectors. A segment or request without a vector has the relevance as score.
 * </ul>
 *
 * <p>A request with a text is a hybrid search by words and vectors in both modes, and its order is that of memcore's ranking.
 * Only the first 10,000 characters of a query are used. At most {@value MemoryQuery#MAX_LIMIT} segments are returned. While
 * the store embeds new segments, a search finds them by their words.
 *
 * <ul>
 *   <li><b>Content.</b> Each segment is one memory of kind {@code segment}. Other memories of the space are neither found
 *       nor removed. A text of the metadata has at most 4,096 characters, and a memory has at most 64 attributes: one for
 *       each key, two more, and one for each 768 dimensions of a stored vector.
 *   <li><b>Add.</b> A segment with a known id replaces the stored one as a new version of the same memory. If an id occurs
 *       twice in a list, the last segment is stored. All new segments of a list are stored in one commit, and all changed
 *       ones in another.
 *   <li><b>Filters</b> become conditions of the index. A segment without the key of a comparison does not match it, and
 *       matches its negation. Ranges of texts, {@code containsString} and filters of the host's own classes fail with {@link
 *       UnsupportedOperationException}.
 *   <li><b>Remove.</b> Segments are forgotten: neither search nor lists find them, but the history keeps them until it is
 *       erased. Unknown ids are ignored.
 *   <li><b>Scope.</b> Segments belong to exactly the scope of the space. A search also finds segments in scopes that are
 *       shared with it, for example those of the tenant. These are not changed or removed.
 *   <li><b>Threads.</b> Safe for use by several threads, also through several stores over one scope.
 *   <li><b>Errors.</b> {@link MemoryException}, with {@link ErrorCode#INVALID_ARGUMENT} for what cannot be stored and {@link
 *       ErrorCode#LIMIT_EXCEEDED} for what is too large; {@link IllegalArgumentException} where LangChain4j specifies it.
 * </ul>
 */
public final class MemcoreEmbeddingStore implements EmbeddingStore<TextSegment> {
    private final MemorySpace space;
    private final EntryStore stored;
    private final @Nullable VectorEmbedder vectors;

    private MemcoreEmbeddingStore(MemorySpace space, @Nullable VectorEmbedder vectors) {
        this.space = Arguments.present(space, "space");
        this.stored = new EntryStore(space, SegmentCodec.FORM);
        this.vectors = vectors;
    }

    /** Returns an embedding store of texts, which ignores the vectors of the host. */
    public static MemcoreEmbeddingStore in(MemorySpace space) {
        return new MemcoreEmbeddingStore(space, null);
    }

    /**
     * Returns an embedding store that also stores and compares the vectors of the host.
     *
     * @param embedder the embedder of the memory store to which the space belongs
     */
    public static MemcoreEmbeddingStore in(MemorySpace space, VectorEmbedder embedder) {
        return new MemcoreEmbeddingStore(space, Arguments.present(embedder, "embedder"));
    }

    @Override
    public String add(Embedding embedding) {
        return addAll(List.of(embedding)).getFirst();
    }

    @Override
    public void add(String id, Embedding embedding) {
        store(List.of(id), List.of(embedding), null);
    }

    @Override
    public String add(Embedding embedding, TextSegment segment) {
        return addAll(List.of(embedding), List.of(segment)).getFirst();
    }

    @Override
    public List<String> addAll(List<Embedding> embeddings) {
        List<String> ids = generateIds(embeddings.size());
        store(ids, embeddings, null);
        return ids;
    }

    @Override
    public void addAll(List<String> ids, List<Embedding> embeddings, @Nullable List<TextSegment> segments) {
        List<String> names = ids == null ? List.of() : ids;
        List<Embedding> given = embeddings == null ? List.of() : embeddings;
        requireSameSize("ids", names.size(), "embeddings", given.size());
        if (segments != null) {
            requireSameSize("embeddings", given.size(), "embedded", segments.size());
        }
        store(names, given, segments);
    }

    private static void requireSameSize(String one, int size, String other, int otherSize) {
        if (size != otherSize) {
            throw new IllegalArgumentException(
                    one + " size (" + size + ") is not equal to " + other + " size (" + otherSize + ")");
        }
    }

    private void store(List<String> ids, List<Embedding> embeddings, @Nullable List<TextSegment> segments) {
        List<Map.Entry<String, Observation>> given = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            TextSegment segment = segments == null ? null : segments.get(i);
            String id = ids.get(i);
            given.add(Map.entry(id, SegmentCodec.encode(id, wellFormed(segment), vector(embeddings.get(i)))));
        }
        stored.put(given);
    }

    private @Nullable TextSegment wellFormed(@Nullable TextSegment segment) {
        if (segment == null && vectors == null) {
            throw new UnsupportedFeatureException("an embedding without a segment can be stored only in a store with"
                    + " vectors: MemcoreEmbeddingStore.in(space, embedder)");
        }
        return segment == null ? null : TextSegment.from(WellFormed.text(segment.text()), segment.metadata());
    }

    private float @Nullable [] vector(@Nullable Embedding embedding) {
        return vectors == null || embedding == null ? null : vectors.checked(embedding.vector());
    }

    @Override
    public void removeAll(@Nullable Collection<String> ids) {
        if (ids != null && !ids.isEmpty()) {
            stored.forget(ids);
        }
    }

    @Override
    public void removeAll(Filter filter) {
        if (filter == null) {
            throw new IllegalArgumentException("filter cannot be null");
        }
        stored.forget(filter(filter));
    }

    @Override
    public void removeAll() {
        stored.forget(SegmentCodec.FORM.all());
    }

    @Override
    public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
        float[] checked = vector(request.queryEmbedding());
        Embedding wanted = checked == null ? null : request.queryEmbedding();
        return new EmbeddingSearchResult<>(
                new SegmentSearch(space, vectors != null, wanted).matches(request, filter(request.filter())));
    }

    private static MemoryFilter filter(@Nullable Filter filter) {
        MemoryFilter segments = SegmentCodec.FORM.all();
        return filter == null
                ? segments
                : segments.toBuilder().where(SegmentFilter.of(filter)).build();
    }
}
