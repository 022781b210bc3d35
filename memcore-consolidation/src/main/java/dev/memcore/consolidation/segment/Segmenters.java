package dev.memcore.consolidation.segment;

import dev.memcore.api.check.Arguments;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.TokenCounter;

/** The segmenters of memcore. None needs a language model. */
public final class Segmenters {
    /** LightMem's sensory buffer, in tokens. */
    public static final int SENSORY_BUFFER = 512;
    /** LightMem's short-term buffer, in tokens. */
    public static final int SHORT_TERM_BUFFER = 2_000;
    /** The threshold of {@link #chains(Embedder)}: MemoryOS's (Kang et al., 2025). */
    public static final double CHAIN = 0.6;

    private Segmenters() {}

    /** Each session is one segment. O(n). */
    public static Segmenter sessions() {
        return messages -> SegmentUnits.join(messages, SegmentUnits.atoms(messages), i -> false);
    }

    /**
     * Exchanges: what one asks or tells, and what is said to it. Where roles are known, an exchange begins with the user; else
     * with whoever spoke first, as often as he speaks again after others. Nobody need take turns. O(n).
     */
    public static Segmenter exchanges() {
        return SegmentUnits::exchanges;
    }

    /**
     * So many messages each, the last segment of a session fewer; more where a tool's result would be cut off. O(n).
     *
     * @param messages positive
     */
    public static Segmenter blocks(int messages) {
        Arguments.atLeast(messages, 1, "messages");
        return all -> BufferSegmenter.cut(all, SegmentUnits.atoms(all), messages, message -> 1);
    }

    /**
     * Exchanges as long as they fit into a buffer; one that is longer than the buffer is a segment of its own. O(n).
     *
     * @param tokens the buffer's, positive; LightMem (Fang et al., 2025) has {@value #SENSORY_BUFFER} and {@value
     *     #SHORT_TERM_BUFFER}
     */
    public static Segmenter tokenBuffers(int tokens, TokenCounter counter) {
        Arguments.atLeast(tokens, 1, "tokens");
        Arguments.present(counter, "counter");
        return all ->
                BufferSegmenter.cut(all, SegmentUnits.exchanges(all), tokens, message -> counter.count(message.text()));
    }

    /**
     * Topics: cut where the cosine of two exchanges that follow one another is least. See {@link TopicShiftSegmenter}. As LightMem has it,
     * within buffers of {@value #SENSORY_BUFFER} tokens.
     *
     * @param embedder safe for any number of threads, as its contract says; called once for all exchanges
     */
    public static Segmenter topics(Embedder embedder, TokenCounter counter) {
        return new TopicShiftSegmenter(embedder, counter, SENSORY_BUFFER);
    }

    /** The same with buffers of another size, in tokens. */
    public static Segmenter topics(Embedder embedder, TokenCounter counter, int tokens) {
        return new TopicShiftSegmenter(embedder, counter, Arguments.atLeast(tokens, 1, "tokens"));
    }

    /** Chains of exchanges, with MemoryOS's threshold. */
    public static Segmenter chains(Embedder embedder) {
        return chains(embedder, CHAIN);
    }

    /**
     * Chains: an exchange goes on with the one before if the cosine of the two, and the share of words that they have in
     * common, come to a threshold together. See {@link LexicalChains}.
     *
     * @param threshold in [0, 2]
     */
    public static Segmenter chains(Embedder embedder, double threshold) {
        return new LexicalChains(embedder, 2 * Arguments.unit(threshold / 2, "half of the threshold"));
    }
}
