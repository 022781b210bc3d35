package dev.memcore.store;

import dev.memcore.spi.MemoryLog;
import dev.memcore.testkit.MemoryLogContract;
import java.nio.file.Path;

class HeapLogContractTest extends MemoryLogContract {
    @Override
    protected MemoryLog create() {
        return new HeapLog();
    }

    @Override
    protected MemoryLog openBackup(Path directory) {
        return SegmentedLog.open(directory, Samples.options());
    }
}
