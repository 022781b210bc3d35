package dev.memcore.retrieval.embed;

import dev.memcore.spi.Embedder;
import dev.memcore.testkit.EmbedderContract;

/** {@link StaticEmbedder} fulfils the contract of {@link Embedder}. */
class StaticEmbedderContractTest extends EmbedderContract {
    @Override
    protected Embedder create() {
        return StaticEmbedder.load();
    }
}
