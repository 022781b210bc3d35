package dev.memcore.consolidation.segment;

import dev.memcore.api.check.Arguments;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.TokenCounter;

/** The segmenters of memcore. None needs a language model. */
public final class Segmenters {
    /** The size of LightMem's sensory buffer, in tokens. */
    public static final int SENSORY_BUFFER = 512;
    /** The size of LightMem's short-term buffer, in tokens. */
    public static final int SHORT_TERM_BUFFER = 2_000;
    /** The threshold of {@link #chains(Embedder)}, as in MemoryOS (Kang et al., 2025). */
    public static final double CHAIN = 0.6;

    private Segmenters() {}

    /** Returns a segmenter for which each session is one segment. O(n). */
    public static Segmenter sessions() {
        return messages -> SegmentUnits.join(messages, SegmentUnits.atoms(messages), i -> false);
    }

    /**
     * Returns a segmenter for exchanges: the messages of one speaker, and the replies. If roles are known, an exchange
     * begins with a user message; otherwise with the speaker who opened it, whenever he speaks again after others.
     * Speakers need not alternate. O(n).
     */
    public static Segmenter exchanges() {
        return SegmentUnits::exchanges;
    }

    /**
     * Returns a segmenter for blocks of a fixed number of messages. The last block of a session may be shorter. A block
     * is longer if tool calls would otherwise be separated from their results. O(n).
     *
     * @param messages the number of messages of a block, positive
     */
    public static Segmenter blocks(int messages) {
        Arguments.atLeast(messages, 1, "messages");
        return all -> BufferSegmenter.cut(all, SegmentUnits.atoms(all), messages, message -> 1);
    }

    /**
     * Returns a segmenter that fills buffers with exchanges. An exchange that is longer than the buffer is a segment of
     * its own. O(n).
     *
     * @param tokens the size of the buffer, positive; LightMem (Fang et al., 2025) uses {@value #SENSORY_BUFFER} and
     *     {@value #SHORT_TERM_BUFFER}
     */
    public static Segmenter tokenBuffers(int tokens, TokenCounter counter) {
        Arguments.atLeast(tokens, 1, "tokens");
        Arguments.present(counter, "counter");
        return all ->
                BufferSegmenter.cut(all, SegmentUnits.exchanges(all), tokens, message -> counter.count(message.text()));
    }

    /**
     * Returns a segmenter for topics: it divides where the cosine of two successive exchanges is low. See {@link
     * TopicShiftSegmenter}. As in LightMem, it works within buffers of {@value #SENSORY_BUFFER} tokens.
     *
     * @param embedder called once for all exchanges
     */
    public static Segmenter topics(Embedder embedder, TokenCounter counter) {
        return new TopicShiftSegmenter(embedder, counter, SENSORY_BUFFER);
    }

    /** Like {@link #topics(Embedder, TokenCounter)}, with buffers of another size, in tokens. */
    public static Segmenter topics(Embedder embedder, TokenCounter counter, int tokens) {
        return new TopicShiftSegmenter(embedder, counter, Arguments.atLeast(tokens, 1, "tokens"));
    }

    /** Returns a segmenter for chains of exchanges, with MemoryOS's threshold. */
    public static Segmenter chains(Embedder embedder) {
        return chains(embedder, CHAIN);
    }

    /**
     * Returns a segmenter for chains: an exchange continues the chain if its similarity to the exchange before reaches
     * a threshold. The similarity is the cosine plus the share of common words. See {@link LexicalChains}.
     *
     * @param threshold in [0, 2]
     */
    public static Segmenter chains(Embedder embedder, double threshold) {
        return new LexicalChains(embedder, 2 * Arguments.unit(threshold / 2, "half of the threshold"));
    }
}
