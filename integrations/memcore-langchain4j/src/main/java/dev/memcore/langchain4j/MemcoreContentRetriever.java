package dev.memcore.langchain4j;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.memcore.adapter.WellFormed;
import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Observation;
import dev.memcore.api.Recalled;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.config.Limits;
import dev.memcore.api.filter.MemoryFilter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A content retriever that recalls memories from memcore, by words and meaning. It needs no embedding store.
 *
 * <p>Contents are ordered best first. Each has the memory's text. The metadata of its segment contains {@code id},
 * {@code kind}, {@code createdAt}, {@code recordedAt} and, if known, {@code session}, {@code role}, {@code speaker},
 * {@code eventTime} (its start), {@code source}, and the memory's own attributes under their names. Times are in ISO
 * 8601. {@link ContentMetadata#SCORE} is the {@linkplain Recalled#score() score}, {@link ContentMetadata#EMBEDDING_ID}
 * the id.
 *
 * <p>With {@link #withSpans}, {@value #SPANS} contains the ranges of the text that answer the query, best first, such
 * as {@code 40-66,0-17}: the start and the exclusive end of each, in UTF-16 units, as in {@link String#substring(int,
 * int)}. It is absent if no part of the text is relevant to the query.
 *
 * <p>Memories whose text is the same as that of a message in the query's {@linkplain
 * dev.langchain4j.rag.query.Metadata#chatMemory() chat memory} are omitted, because the prompt already contains it.
 * Only the first 10,000 characters of a query are used, which is memcore's default limit.
 *
 * <p>Immutable; safe for use by several threads. Failures are {@link dev.memcore.api.error.MemoryException}s.
 */
public final class MemcoreContentRetriever implements ContentRetriever {
    /** The name of the metadata that holds the {@linkplain Recalled#spans() spans}: {@value}. */
    public static final String SPANS = "spans";

    /** The maximum number of characters of a content. Of a longer text, only the best passages are passed on. */
    private static final int SHOWN = 10_000;

    private final Function<Query, ? extends MemoryView> views;
    private final int limit;
    private final MemoryFilter filter;
    private final int spans;

    private MemcoreContentRetriever(
            Function<Query, ? extends MemoryView> views, int limit, MemoryFilter filter, int spans) {
        this.views = views;
        this.limit = limit;
        this.filter = filter;
        this.spans = spans;
    }

    /** Returns a retriever of at most {@value MemoryQuery#DEFAULT_LIMIT} contents from one view, for all queries. */
    public static MemcoreContentRetriever in(MemoryView view) {
        Arguments.present(view, "view");
        return of(query -> view);
    }

    /**
     * Returns a retriever that selects a view for each query, which determines what the author of the query may see: by
     * {@code query.metadata().chatMemoryId()}, or by {@code query.metadata().invocationParameters()}. The function must
     * throw if it cannot identify the author: a default view would show one user's memories to another. {@link
     * Query#metadata()} is null if a host created the query from its text alone.
     *
     * @param views called by any thread; must not return null
     */
    public static MemcoreContentRetriever of(Function<Query, ? extends MemoryView> views) {
        return new MemcoreContentRetriever(
                Arguments.present(views, "views"), MemoryQuery.DEFAULT_LIMIT, MemoryFilter.any(), 0);
    }

    /** Returns this retriever with another maximum number of contents, 1 to {@value MemoryQuery#MAX_LIMIT}. */
    public MemcoreContentRetriever withLimit(int limit) {
        return new MemcoreContentRetriever(
                views, MemoryQuery.of("limit").withLimit(limit).limit(), filter, spans);
    }

    /** Returns this retriever, restricted to the memories that a filter accepts. */
    public MemcoreContentRetriever withFilter(MemoryFilter filter) {
        return new MemcoreContentRetriever(views, limit, Arguments.present(filter, "filter"), spans);
    }

    /**
     * Returns this retriever, with the spans of each text that answer the query: at most this number, 0 to {@value
     * MemoryQuery#MAX_SPANS}.
     */
    public MemcoreContentRetriever withSpans(int spans) {
        return new MemcoreContentRetriever(
                views, limit, filter, MemoryQuery.of("spans").withSpans(spans).spans());
    }

    @Override
    public List<Content> retrieve(Query query) {
        MemoryView view = Arguments.present(views.apply(Arguments.present(query, "query")), "the view of a query");
        Set<String> known = known(query.metadata());
        String text = WellFormed.start(query.text().strip(), Limits.ofDefaults().queryChars());
        int wanted = Math.min(limit + known.size(), MemoryQuery.MAX_LIMIT);
        return view
                .recall(MemoryQuery.of(WellFormed.text(text))
                        .withLimit(wanted)
                        .withFilter(filter)
                        .withSpans(spans))
                .hits()
                .stream()
                .filter(hit -> !known.contains(hit.memory().text()))
                .limit(limit)
                .map(MemcoreContentRetriever::content)
                .toList();
    }

    private static Set<String> known(dev.langchain4j.rag.query.@Nullable Metadata metadata) {
        return metadata == null
                ? Set.of()
                : metadata.chatMemory().stream().map(MessageText::of).collect(Collectors.toSet());
    }

    private static Content content(Recalled hit) {
        Memory memory = hit.memory();
        return Content.from(
                TextSegment.from(hit.excerpt(SHOWN), metadata(hit)),
                Map.of(
                        ContentMetadata.SCORE,
                        hit.score(),
                        ContentMetadata.EMBEDDING_ID,
                        memory.id().toString()));
    }

    /** The host's attributes are added first, so that they cannot replace the properties that memcore reports. */
    private static Metadata metadata(Recalled hit) {
        Memory memory = hit.memory();
        Observation seen = memory.observation();
        Metadata metadata = new Metadata();
        seen.attributes().forEach((name, value) -> {
            if (!name.startsWith(ChatMessages.NAMES.reserved())) {
                put(metadata, name, value);
            }
        });
        put(metadata, "id", memory.id());
        put(metadata, "kind", seen.kind());
        put(metadata, "createdAt", memory.createdAt());
        put(metadata, "recordedAt", memory.recordedAt());
        put(metadata, "session", seen.session());
        put(metadata, "role", seen.role());
        put(metadata, "speaker", seen.speaker());
        put(
                metadata,
                "eventTime",
                seen.eventTime() == null ? null : seen.eventTime().start());
        put(metadata, "source", seen.source());
        if (!hit.spans().isEmpty()) {
            put(metadata, SPANS, spans(hit));
        }
        return metadata;
    }

    private static String spans(Recalled hit) {
        return hit.spans().stream().map(span -> span.start() + "-" + span.end()).collect(Collectors.joining(","));
    }

    private static void put(Metadata metadata, String name, AttributeValue value) {
        switch (value) {
            case AttributeValue.Text(String text) -> metadata.put(name, text);
            case AttributeValue.Whole(long whole) -> metadata.put(name, whole);
            case AttributeValue.Real(double real) -> metadata.put(name, real);
            case AttributeValue.Flag(boolean flag) -> metadata.put(name, Boolean.toString(flag));
            case AttributeValue.Moment(Instant moment) -> metadata.put(name, moment.toString());
        }
    }

    private static void put(Metadata metadata, String name, @Nullable Object value) {
        if (value != null) {
            metadata.put(name, value.toString());
        } else {
            metadata.remove(name);
        }
    }
}
