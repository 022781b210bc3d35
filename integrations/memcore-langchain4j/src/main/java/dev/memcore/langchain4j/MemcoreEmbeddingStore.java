package dev.memcore.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.store.embedding.CosineSimilarity;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.RelevanceScore;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Recalled;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.langchain4j.segment.SegmentCodec;
import dev.memcore.langchain4j.segment.SegmentFilter;
import dev.memcore.langchain4j.segment.StoredSegments;
import dev.memcore.langchain4j.segment.VectorText;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    private static final Stripes LOCKS = new Stripes();

    /** With exact vectors, so many times more candidates than wanted are compared, and at least {@link #CANDIDATES}. */
    private static final int MORE = 4;

    private static final int CANDIDATES = 100;

    private final MemorySpace space;
    private final StoredSegments stored;
    private final @Nullable VectorEmbedder vectors;

    private MemcoreEmbeddingStore(MemorySpace space, @Nullable VectorEmbedder vectors) {
        this.space = Arguments.present(space, "space");
        this.stored = new StoredSegments(space, ChatWindow.CAUSE);
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
        Map<String, Observation> given = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            TextSegment segment = segments == null ? null : segments.get(i);
            Observation observation = SegmentCodec.encode(ids.get(i), wellFormed(segment), vector(embeddings.get(i)));
            given.remove(ids.get(i));
            given.put(ids.get(i), observation);
        }
        if (!given.isEmpty()) {
            exclusively(() -> stored.put(given));
        }
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
            List<String> wanted = Arguments.allPresent(List.copyOf(ids), "ids");
            exclusively(() -> stored.forget(wanted));
        }
    }

    @Override
    public void removeAll(Filter filter) {
        if (filter == null) {
            throw new IllegalArgumentException("filter cannot be null");
        }
        MemoryFilter matching = filter(filter);
        exclusively(() -> stored.forget(matching));
    }

    @Override
    public void removeAll() {
        exclusively(() -> stored.forget(SegmentCodec.segments()));
    }

    private void exclusively(Runnable action) {
        LOCKS.exclusively(space.principal().scope(), action);
    }

    @Override
    public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
        Embedding wanted = request.queryEmbedding();
        float[] vector = vector(wanted);
        String words = request.query() == null ? "" : request.query().strip();
        String text = text(words, vector);
        MemoryQuery query = MemoryQuery.of(text).withFilter(filter(request.filter()));
        query = vector == null
                ? query.withLimit(Math.min(request.maxResults(), MemoryQuery.MAX_LIMIT))
                        .withMinRelevance(request.minScore())
                : query.withLimit((int)
                        Math.min(Math.max(CANDIDATES, (long) MORE * request.maxResults()), MemoryQuery.MAX_LIMIT));
        Stream<EmbeddingMatch<TextSegment>> matches = space.recall(query).hits().stream()
                .map(hit -> match(hit, vector == null ? null : wanted))
                .filter(match -> match.score() >= request.minScore());
        if (words.isEmpty()) {
            matches = matches.sorted(
                    Comparator.comparing(EmbeddingMatch<TextSegment>::score, Collections.reverseOrder()));
        }
        return new EmbeddingSearchResult<>(matches.limit(request.maxResults()).toList());
    }

    private static String text(String words, float @Nullable [] vector) {
        if (!words.isEmpty()) {
            return WellFormed.text(WellFormed.start(words, Limits.ofDefaults().queryChars()));
        }
        if (vector == null) {
            throw new UnsupportedFeatureException("a search without a text needs a store with vectors,"
                    + " MemcoreEmbeddingStore.in(space, embedder), or the text as query() of the request");
        }
        return VectorText.of(vector);
    }

    @SuppressWarnings("NullAway") // LangChain4j allows a match without an embedding or a segment
    private EmbeddingMatch<TextSegment> match(Recalled hit, @Nullable Embedding wanted) {
        Embedding own = vectors == null ? null : SegmentCodec.vector(hit.memory());
        boolean comparable = own != null && wanted != null && own.dimension() == wanted.dimension();
        double score = comparable
                ? Math.clamp(RelevanceScore.fromCosineSimilarity(CosineSimilarity.between(own, wanted)), 0, 1)
                : hit.relevance();
        return new EmbeddingMatch<>(score, SegmentCodec.idOf(hit.memory()), own, SegmentCodec.segment(hit.memory()));
    }

    private static MemoryFilter filter(@Nullable Filter filter) {
        MemoryFilter segments = SegmentCodec.segments();
        return filter == null
                ? segments
                : segments.toBuilder().where(SegmentFilter.of(filter)).build();
    }
}
