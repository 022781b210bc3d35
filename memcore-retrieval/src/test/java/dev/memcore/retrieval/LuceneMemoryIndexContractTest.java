package dev.memcore.retrieval;

import dev.memcore.spi.index.MemoryIndex;
import dev.memcore.testkit.index.MemoryIndexContract;

/** {@link LuceneMemoryIndex} fulfils the contract of {@link MemoryIndex}. */
class LuceneMemoryIndexContractTest extends MemoryIndexContract {
    @Override
    protected MemoryIndex create() {
        return LuceneMemoryIndex.open(IndexConfig.ofDefaults(null, new Indexed.LetterEmbedder()));
    }
}
