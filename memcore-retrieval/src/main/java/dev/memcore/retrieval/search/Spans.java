package dev.memcore.retrieval.search;

import dev.memcore.api.Recalled;
import dev.memcore.api.report.TextSpan;
import dev.memcore.retrieval.source.AnalyzedQuery;
import dev.memcore.retrieval.storage.Projector;
import dev.memcore.retrieval.text.LateInteraction;
import dev.memcore.retrieval.text.Passages;
import dev.memcore.retrieval.text.TermBag.Bm25;
import dev.memcore.retrieval.text.WordCodes;
import dev.memcore.retrieval.visibility.Visible;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the passages of the hits' texts that are about the query. The score of a {@linkplain Passages#sentences sentence} is its
 * {@link LateInteraction} with the query. Without word vectors, it is the share of the query's terms that the passage
 * has, weighted by rarity. O(characters of the hits; of
 * long ones, of their best passages). For one query, one thread.
 */
final class Spans {
    /** Passages with less than this share of the score of the best passage of their text are left out. */
    private static final double LEAST_OF_BEST = 0.5;

    private final AnalyzedQuery query;
    private final @Nullable WordCodes codes;
    private final @Nullable LateInteraction words;

    /** The share of each query term that is not a stop word in the weight of all. */
    private final Map<String, Double> shares = new HashMap<>();

    Spans(AnalyzedQuery query, Visible visible, Projector projector) {
        this.query = query;
        List<String> views = projector.lexicalViews();
        this.codes = projector.codes();
        LateInteraction interaction = codes == null
                ? null
                : new LateInteraction(
                        codes, query.about(), word -> rarity(word, views, visible), LateInteraction.RareTest.NONE);
        this.words = interaction != null && interaction.speaks() ? interaction : null;
        query.terms().frequencies().keySet().forEach(term -> shares.put(term, idf(term, views, visible)));
        double total = shares.values().stream().mapToDouble(share -> share).sum();
        shares.replaceAll((term, share) -> share / total);
    }

    private double rarity(String word, List<String> views, Visible visible) {
        return views.isEmpty() ? 1 : query.rarity(word, views.getFirst(), visible);
    }

    private static double idf(String term, List<String> views, Visible visible) {
        if (views.isEmpty()) {
            return 1;
        }
        String view = views.getFirst();
        long documents = Math.max(1, visible.lengths(view).documents());
        return new Bm25(documents).idf(visible.documentFrequency(view, term));
    }

    /**
     * Returns the hits with at most so many spans each, best first.
     *
     * @param shortest texts up to this length get no spans
     */
    List<Recalled> of(List<Recalled> hits, int most, int shortest) {
        List<Recalled> found = new ArrayList<>(hits.size());
        for (Recalled hit : hits) {
            String text = hit.memory().text();
            boolean isShort = text.length() <= shortest && Passages.length(text, 0, text.length()) <= shortest;
            found.add(isShort ? hit : hit.withSpans(of(hit, most)));
        }
        return found;
    }

    /** Returns the spans of a hit: within its best passages if it has some, otherwise anywhere in its text. */
    private List<TextSpan> of(Recalled hit, int most) {
        String text = hit.memory().text();
        List<TextSpan> spans = new ArrayList<>();
        if (hit.spans().isEmpty()) {
            add(text, 0, text.length(), spans);
        }
        hit.spans().forEach(passage -> add(text, passage.start(), passage.end(), spans));
        double best = spans.stream().mapToDouble(TextSpan::score).max().orElse(0);
        double least = best * LEAST_OF_BEST;
        return spans.stream()
                .filter(span -> span.score() >= least)
                .sorted(Comparator.comparingDouble(TextSpan::score).reversed().thenComparingInt(TextSpan::start))
                .limit(most)
                .toList();
    }

    /** Adds the sentences of a part of a text that have a word related to the question. */
    private void add(String text, int from, int to, List<TextSpan> into) {
        String part = text.substring(from, to);
        for (Passages.Passage sentence : Passages.sentences(part)) {
            double score = score(part.substring(sentence.start(), sentence.end()));
            if (score > 0) {
                into.add(new TextSpan(from + sentence.start(), from + sentence.end(), score));
            }
        }
    }

    private double score(String passage) {
        double score = words != null && codes != null
                ? LateInteraction.sum(words.nearest(codes.encode(passage)))
                : query.analysis().bag(passage).frequencies().keySet().stream()
                        .mapToDouble(term -> shares.getOrDefault(term, 0.0))
                        .sum();
        return Math.min(1, score);
    }
}
