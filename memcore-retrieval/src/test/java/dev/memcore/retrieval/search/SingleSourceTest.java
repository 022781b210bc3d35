package dev.memcore.retrieval.search;

import static dev.memcore.retrieval.Indexed.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Principal;
import dev.memcore.api.Recalled;
import dev.memcore.retrieval.IndexConfig;
import dev.memcore.retrieval.Indexed;
import dev.memcore.retrieval.LuceneMemoryIndex;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.spi.Embedder.Purpose;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.VectorUtil;
import org.junit.jupiter.api.Test;

/** A fuser with one source ranks by the values of that source, whatever the length of the texts. */
final class SingleSourceTest {
    private static final String DENSE = Signals.dense(ContextViews.CONTENT);
    private static final double ROUNDING = 0.01;

    @Test
    void cosinesOfLongTextsAreNotLowered() {
        StaticEmbedder embedder = StaticEmbedder.load();
        String question = "Where did we plant the old apple tree?";
        String text = "We planted the old apple tree behind the shed, between two stones that my uncle brought from"
            + " the river years ago, because rabbits had eaten every young pear on the other side and nobody wanted to"
            + " repair another fence before winter, although Tom offered wire, posts, tools and a whole weekend for"
            + " it.";
        MinMaxWeightedSum fuser = new MinMaxWeightedSum(Map.of(DENSE, 1.0));
        IndexConfig config = new IndexConfig(null, embedder, new ContextViews(), fuser, IndexConfig.DEFAULT_CAPACITY);
        try (Indexed indexed = new Indexed(LuceneMemoryIndex.open(config))) {
            indexed.add(ALICE, text);
            indexed.settled();
            Recalled hit = indexed.search(Principal.of(ALICE), MemoryQuery.of(question))
                    .hits()
                    .getFirst();
            double cosine = VectorUtil.cosine(
                    embedder.embed(List.of(question), Purpose.QUERY).getFirst(),
                    embedder.embed(List.of(text), Purpose.DOCUMENT).getFirst());
            assertEquals(cosine, hit.signals().getFirst().raw(), ROUNDING);
        }
    }
}
