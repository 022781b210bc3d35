package dev.memcore.inspector.page;

import static dev.memcore.inspector.http.InspectorEndpoint.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemoryView;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.report.Signal;
import dev.memcore.api.report.TextSpan;
import dev.memcore.inspector.http.InspectorEndpoint;
import dev.memcore.inspector.http.RequestParameters;
import java.util.Comparator;
import java.util.List;

/** A recall with the reasons for its results. */
final class SearchPage {
    private static final int LIMIT = 10;
    private static final int MAX_LIMIT = 100;
    private static final int SPANS = 3;
    private static final int MAX_TEXT = 2_000;
    private static final int MAX_QUOTE = 500;
    private static final double NANOS_PER_MILLI = 1e6;

    private final InspectedStore store;

    SearchPage(InspectedStore store) {
        this.store = store;
    }

    List<InspectorEndpoint> endpoints() {
        return List.of(read("/api/search", this::search));
    }

    private JsonNode search(RequestParameters request) {
        MemoryView view = store.view(request);
        RecallResult result = view.recall(query(request));
        ObjectNode node = MemoryJson.object().put("confidence", result.confidence());
        ArrayNode hits = node.putArray("hits");
        result.hits().forEach(hit -> hits.add(hit(hit)));
        ArrayNode stages = node.putArray("stages");
        result.stages()
                .forEach(stage -> stages.addObject()
                        .put("name", stage.name())
                        .put("candidates", stage.candidates())
                        .put("millis", stage.took().toNanos() / NANOS_PER_MILLI));
        node.set("conflicts", ConflictsPage.conflicts(view, result));
        return node;
    }

    static MemoryQuery query(RequestParameters request) {
        MemoryFilter.Builder filter = MemoryFilter.builder();
        String session = request.optional("session");
        if (session != null) {
            filter.session(session);
        }
        MemoryFilter built = filter.build();
        MemoryQuery query = MemoryQuery.builder(request.text("q"))
                .limit(request.number("limit", LIMIT, 1, MAX_LIMIT))
                .spans(SPANS)
                .filter(request.flag("everywhere") ? built.everywhere() : built)
                .build();
        return request.flag("prompt") ? query.forPrompt() : query;
    }

    private static ObjectNode hit(Recalled hit) {
        ObjectNode node = MemoryJson.object()
                .put("rank", hit.rank())
                .put("score", hit.score())
                .put("relevance", hit.relevance())
                .put("why", hit.why())
                .put("copies", hit.copies().size());
        node.set("memory", MemoryJson.brief(hit.memory(), MAX_TEXT));
        ArrayNode signals = node.putArray("signals");
        hit.signals().stream()
                .filter(signal -> !Double.isNaN(signal.raw()))
                .sorted(Comparator.comparingDouble(Signal::share).reversed())
                .forEach(signal -> signals.add(signal(signal)));
        ArrayNode spans = node.putArray("spans");
        ArrayNode quotes = node.putArray("quotes");
        for (TextSpan span : hit.spans()) {
            if (span.end() <= MAX_TEXT) {
                spans.addObject().put("start", span.start()).put("end", span.end());
            } else {
                quotes.add(MemoryJson.start(span.of(hit.memory().text()), MAX_QUOTE));
            }
        }
        return node;
    }

    private static ObjectNode signal(Signal signal) {
        return MemoryJson.object()
                .put("name", signal.name())
                .put("reason", signal.reason())
                .put("raw", signal.raw())
                .put("rank", signal.rank())
                .put("share", signal.share());
    }
}
