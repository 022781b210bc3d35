package dev.memcore.retrieval;

import dev.memcore.spi.MemoryIndex;
import dev.memcore.testkit.MemoryIndexContract;

/** {@link LuceneMemoryIndex} fulfils the contract of {@link MemoryIndex}. */
class LuceneMemoryIndexContractTest extends MemoryIndexContract {
    @Override
    protected MemoryIndex create() {
        return LuceneMemoryIndex.open(IndexConfig.ofDefaults(null, new Indexed.LetterEmbedder()));
    }
}
