package dev.memcore.consolidation.segment;

import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Vectors;
import dev.memcore.spi.Embedder;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MemoryOS's dialogue chains (Kang et al., Memory OS of AI Agent, 2025), without its language model. A page (an
 * exchange) continues the chain if {@code cos(v, v') + |K and K'| / |K or K'|} with the page before reaches a
 * threshold; otherwise it begins a new one. MemoryOS uses this sum to assign pages to segments. K is the set of words
 * of four letters or more.
 */
final class LexicalChains implements Segmenter {
    private static final Pattern KEYWORD = Pattern.compile("[\\p{L}\\p{N}]{4,}");

    private final Embedder embedder;
    private final double threshold;

    LexicalChains(Embedder embedder, double threshold) {
        this.embedder = Arguments.present(embedder, "embedder");
        this.threshold = threshold;
    }

    @Override
    public List<TopicSegment> segment(List<Memory> messages) {
        List<TopicSegment> pages = SegmentUnits.exchanges(messages);
        List<String> texts = Texts.of(messages, pages);
        List<double[]> vectors = Texts.embedded(embedder, texts);
        List<Set<String>> keywords = texts.stream().map(LexicalChains::keywords).toList();
        return SegmentUnits.join(messages, pages, i -> {
            double cosine = Vectors.cosine(vectors.get(i - 1), vectors.get(i));
            return cosine + jaccard(keywords.get(i - 1), keywords.get(i)) < threshold;
        });
    }

    private static Set<String> keywords(String text) {
        Set<String> words = new HashSet<>();
        Matcher matcher = KEYWORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static double jaccard(Set<String> one, Set<String> other) {
        long common = one.stream().filter(other::contains).count();
        return common == 0 ? 0 : (double) common / (one.size() + other.size() - common);
    }
}
