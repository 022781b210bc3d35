package dev.memcore.testkit.index;

import dev.memcore.spi.index.MemoryIndex;

/** {@link LinearIndex} fulfils the contract of {@link MemoryIndex}. */
class LinearIndexContractTest extends MemoryIndexContract {
    @Override
    protected MemoryIndex create() {
        return new LinearIndex();
    }
}
