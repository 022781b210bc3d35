package dev.memcore.store.heap;

import dev.memcore.spi.log.MemoryLog;
import dev.memcore.store.Samples;
import dev.memcore.store.SegmentedLog;
import dev.memcore.testkit.log.MemoryLogContract;
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
