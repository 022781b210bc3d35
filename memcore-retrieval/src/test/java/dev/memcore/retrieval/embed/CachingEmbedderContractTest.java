package dev.memcore.retrieval.embed;

import dev.memcore.spi.Embedder;
import dev.memcore.testkit.EmbedderContract;

/** {@link CachingEmbedder} fulfils the contract of {@link Embedder}. */
class CachingEmbedderContractTest extends EmbedderContract {
    @Override
    protected Embedder create() {
        return CachingEmbedder.of(StaticEmbedder.load(), 1 << 20);
    }
}
