package dev.memcore.retrieval.search;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Recalled;
import dev.memcore.api.report.TextSpan;
import dev.memcore.retrieval.ranking.FirstPass;
import dev.memcore.retrieval.text.Passages;
import dev.memcore.retrieval.visibility.Visible;
import dev.memcore.spi.Fused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Combines the passages of each long memory to one result. The memory has the rank, the score and the signals of its
 * best passage, and the spans of its best passages. Used only if some memory has passages. For one query, one thread.
 */
final class BestPassages {
    /** The maximum number of passages of a memory that are shown. */
    private static final int SHOWN = 3;

    private final List<Fused> ranking = new ArrayList<>();
    private final Map<MemoryId, Integer> counts = new HashMap<>();
    private final Map<MemoryId, List<TextSpan>> spans = new HashMap<>();

    private BestPassages() {}

    /**
     * Combines the candidates.
     *
     * @param all all candidates, best first
     */
    static BestPassages of(List<Fused> all, FirstPass first, Visible visible) throws IOException {
        BestPassages best = new BestPassages();
        for (Fused fused : all) {
            MemoryId id = first.features()[fused.candidate()].id();
            int before = best.counts.merge(id, 1, Integer::sum) - 1;
            if (before == 0) {
                best.ranking.add(fused);
            }
            Passages.Passage passage = before < SHOWN ? visible.passage(first.candidates(), fused.candidate()) : null;
            if (passage != null) {
                add(
                        best.spans.computeIfAbsent(id, memory -> new ArrayList<>()),
                        new TextSpan(passage.start(), passage.end(), Math.clamp(fused.score(), 0, 1)));
            }
        }
        return best;
    }

    /** Adds the span of a passage. It is joined with a better one that it overlaps. */
    private static void add(List<TextSpan> spans, TextSpan added) {
        TextSpan joined = added;
        int place = spans.size();
        for (int i = spans.size() - 1; i >= 0; i--) {
            TextSpan other = spans.get(i);
            if (other.overlaps(joined)) {
                joined = new TextSpan(
                        Math.min(joined.start(), other.start()), Math.max(joined.end(), other.end()), other.score());
                spans.remove(i);
                place = i;
            }
        }
        spans.add(place, joined);
    }

    /** Returns the first candidate of each memory, best first. */
    List<Fused> ranking() {
        return ranking;
    }

    /**
     * Returns the hits with the spans of their best passages. Passages with only white space between them are one span,
     * which crosses their border.
     */
    List<Recalled> spans(List<Recalled> hits) {
        return hits.stream()
                .map(hit -> hit.withSpans(adjoined(
                        hit.memory().text(), spans.getOrDefault(hit.memory().id(), List.of()))))
                .toList();
    }

    private static List<TextSpan> adjoined(String text, List<TextSpan> spans) {
        List<TextSpan> joined = new ArrayList<>();
        for (TextSpan span : spans) {
            TextSpan wide = span;
            for (TextSpan other : spans) {
                if (other.end() <= span.start()
                        && text.substring(other.end(), span.start()).isBlank()) {
                    wide = new TextSpan(other.start(), wide.end(), wide.score());
                } else if (span.end() <= other.start()
                        && text.substring(span.end(), other.start()).isBlank()) {
                    wide = new TextSpan(wide.start(), other.end(), wide.score());
                }
            }
            add(joined, wide);
        }
        return joined;
    }
}
