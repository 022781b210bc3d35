package dev.memcore.store;

import dev.memcore.spi.MemoryLog;
import dev.memcore.testkit.MemoryLogContract;

class HeapLogContractTest extends MemoryLogContract {
    @Override
    protected MemoryLog create() {
        return new HeapLog();
    }
}
