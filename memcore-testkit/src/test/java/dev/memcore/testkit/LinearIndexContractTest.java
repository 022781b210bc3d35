package dev.memcore.testkit;

import dev.memcore.spi.MemoryIndex;

/** {@link LinearIndex} fulfils the contract of {@link MemoryIndex}. */
class LinearIndexContractTest extends MemoryIndexContract {
    @Override
    protected MemoryIndex create() {
        return new LinearIndex();
    }
}
