package dev.memcore.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.store.embedding.CosineSimilarity;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.RelevanceScore;
import dev.memcore.adapter.WellFormed;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Recalled;
import dev.memcore.api.config.Limits;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.langchain4j.segment.SegmentCodec;
import dev.memcore.langchain4j.segment.VectorText;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One search for segments: the query that memcore answers, and the scores that LangChain4j expects. */
final class SegmentSearch {
    /** With exact vectors, so many times more candidates than wanted are compared, and at least {@link #CANDIDATES}. */
    private static final int MORE = 4;

    private static final int CANDIDATES = 100;

    private final MemorySpace space;
    private final boolean withVectors;
    private final @Nullable Embedding wanted;

    /**
     * Creates a search.
     *
     * @param withVectors whether the vectors of segments are stored
     * @param wanted the vector to compare with theirs; null if there is none, or if none are stored
     */
    SegmentSearch(MemorySpace space, boolean withVectors, @Nullable Embedding wanted) {
        this.space = space;
        this.withVectors = withVectors;
        this.wanted = wanted;
    }

    List<EmbeddingMatch<TextSegment>> matches(EmbeddingSearchRequest request, MemoryFilter filter) {
        String words = request.query() == null ? "" : request.query().strip();
        MemoryQuery query = MemoryQuery.of(text(words)).withFilter(filter);
        query = wanted == null
                ? query.withLimit(Math.min(request.maxResults(), MemoryQuery.MAX_LIMIT))
                        .withMinRelevance(request.minScore())
                : query.withLimit((int)
                        Math.min(Math.max(CANDIDATES, (long) MORE * request.maxResults()), MemoryQuery.MAX_LIMIT));
        Stream<EmbeddingMatch<TextSegment>> matches = space.recall(query).hits().stream()
                .map(this::match)
                .filter(match -> match.score() >= request.minScore());
        if (words.isEmpty()) {
            matches = matches.sorted(
                    Comparator.comparing(EmbeddingMatch<TextSegment>::score, Collections.reverseOrder()));
        }
        return matches.limit(request.maxResults()).toList();
    }

    private String text(String words) {
        if (!words.isEmpty()) {
            return WellFormed.text(WellFormed.start(words, Limits.ofDefaults().queryChars()));
        }
        if (wanted == null) {
            throw new UnsupportedFeatureException("a search without a text needs a store with vectors,"
                    + " MemcoreEmbeddingStore.in(space, embedder), or the text as query() of the request");
        }
        return VectorText.of(wanted.vector());
    }

    @SuppressWarnings("NullAway") // LangChain4j allows a match without an embedding or a segment
    private EmbeddingMatch<TextSegment> match(Recalled hit) {
        Embedding own = withVectors ? SegmentCodec.vector(hit.memory()) : null;
        boolean comparable = own != null && wanted != null && own.dimension() == wanted.dimension();
        double score = comparable
                ? Math.clamp(RelevanceScore.fromCosineSimilarity(CosineSimilarity.between(own, wanted)), 0, 1)
                : hit.relevance();
        return new EmbeddingMatch<>(
                score, SegmentCodec.FORM.idOf(hit.memory()), own, SegmentCodec.segment(hit.memory()));
    }
}
