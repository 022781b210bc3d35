package dev.memcore.bench.harness;

import dev.memcore.retrieval.StaticEmbedder;
import dev.memcore.spi.Embedder;

/**
 * How a store is configured.
 *
 * @param embedder embeds texts and questions; that of the dense baseline, too
 */
public record Setup(Embedder embedder) {
    /** The defaults, with which a host begins. */
    public static Setup ofDefaults() {
        return new Setup(StaticEmbedder.load());
    }

    /** The name of the embedder's model. */
    public String embedderName() {
        return embedder.modelId();
    }

    /** In words, for reports. */
    public String words() {
        return Stores.CONFIGURATION;
    }
}
