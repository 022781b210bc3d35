package dev.memcore.store;

import dev.memcore.spi.MemoryLog;
import dev.memcore.testkit.MemoryLogContract;
import java.nio.file.Path;
import java.util.Random;

class HeapLogContractTest extends MemoryLogContract {
    @Override
    protected MemoryLog create() {
        return new HeapLog(new Random(1));
    }

    @Override
    protected MemoryLog openBackup(Path directory) {
        return SegmentedLog.open(directory, Samples.options());
    }
}
