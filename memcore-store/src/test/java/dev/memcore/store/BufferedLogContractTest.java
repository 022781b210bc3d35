package dev.memcore.store;

import dev.memcore.api.config.Durability;
import dev.memcore.spi.log.MemoryLog;
import dev.memcore.testkit.log.DurableLogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class BufferedLogContractTest extends DurableLogContract {
    @TempDir
    Path directory;

    @Override
    protected MemoryLog create() {
        return SegmentedLog.open(directory, Samples.options().withDurability(Durability.BUFFERED));
    }

    @Override
    protected MemoryLog reopen() {
        return create();
    }

    @Override
    protected MemoryLog openBackup(Path directory) {
        return SegmentedLog.open(directory, Samples.options());
    }
}
