package dev.memcore.consolidation.segment;

import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Vectors;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.TokenCounter;
import java.util.ArrayList;
import java.util.List;

/**
 * LightMem's segmentation by topic (Fang et al., LightMem: Lightweight and Efficient Memory-Augmented Generation,
 * 2025), without the attention of a language model. Exchanges fill a buffer. A full buffer is divided between exchanges
 * whose cosine is below a threshold. The threshold starts at {@value #LEAST} and rises in steps of {@value #STEP} up to
 * {@value #MOST} until there is a place to divide. The rest after the last division stays in the buffer with the
 * exchanges that follow. Without any division the whole buffer is a segment. Exchanges replace LightMem's strict pairs
 * of user and assistant.
 *
 * <p>O(n) embeddings, and O(n) cosines.
 */
final class TopicShiftSegmenter implements Segmenter {
    static final double LEAST = 0.20;
    static final double MOST = 0.50;
    static final double STEP = 0.05;

    private final Embedder embedder;
    private final TokenCounter counter;
    private final int room;

    TopicShiftSegmenter(Embedder embedder, TokenCounter counter, int room) {
        this.embedder = Arguments.present(embedder, "embedder");
        this.counter = Arguments.present(counter, "counter");
        this.room = room;
    }

    @Override
    public List<TopicSegment> segment(List<Memory> messages) {
        List<TopicSegment> exchanges = SegmentUnits.exchanges(messages);
        List<String> texts = Texts.of(messages, exchanges);
        double[] likeness = likeness(texts);
        boolean[] begins = new boolean[exchanges.size()];
        int from = 0;
        long filled = 0;
        for (int i = 0; i < exchanges.size(); i++) {
            int tokens = counter.count(texts.get(i));
            boolean ends = i > 0
                    && SegmentUnits.otherSession(messages, exchanges.get(i).from());
            if (i > from && (ends || filled + tokens > room)) {
                int last = cut(likeness, from, i, begins);
                from = ends || last == from ? i : last;
                begins[from] = true;
                filled = tokens(texts, from, i);
            }
            filled += tokens;
        }
        cut(likeness, from, exchanges.size(), begins);
        return SegmentUnits.join(messages, exchanges, i -> begins[i]);
    }

    private long tokens(List<String> texts, int from, int to) {
        return texts.subList(from, to).stream().mapToLong(counter::count).sum();
    }

    /** The cosine of each exchange with the one before it. */
    private double[] likeness(List<String> texts) {
        List<double[]> vectors = Texts.embedded(embedder, texts);
        double[] likeness = new double[texts.size()];
        for (int i = 1; i < likeness.length; i++) {
            likeness[i] = Vectors.cosine(vectors.get(i - 1), vectors.get(i));
        }
        return likeness;
    }

    /**
     * Marks the places at which a buffer is divided. Returns the last of them, or the start of the buffer if there is
     * none.
     */
    private static int cut(double[] likeness, int from, int to, boolean[] begins) {
        List<Integer> found = new ArrayList<>();
        for (int step = 0; found.isEmpty() && LEAST + step * STEP < MOST + STEP / 2; step++) {
            double threshold = LEAST + step * STEP;
            for (int i = from + 1; i < to; i++) {
                if (likeness[i] < threshold) {
                    found.add(i);
                }
            }
        }
        found.forEach(i -> begins[i] = true);
        return found.isEmpty() ? from : found.getLast();
    }
}
