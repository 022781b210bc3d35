package dev.memcore.store;

import dev.memcore.api.config.Durability;
import dev.memcore.api.error.MemoryException;
import dev.memcore.io.FileWorker;
import dev.memcore.spi.log.Commit;
import java.io.IOException;
import java.util.List;

/** Opens logs over simulated files. */
public final class Simulation {
    static final SegmentedLog.Options SYNCED = Samples.options().withSegmentBytes(400);
    static final SegmentedLog.Options BUFFERED = SYNCED.withDurability(Durability.BUFFERED);

    private Simulation() {}

    public static SegmentedLog open(SimulatedFiles files) throws IOException {
        return open(files, SYNCED);
    }

    public static SegmentedLog open(SimulatedFiles files, SegmentedLog.Options options) throws IOException {
        return SegmentedLog.open(GuardedFiles.of(files), options, LogRecovery.VERIFY_ALL_BYTES, FileWorker::require);
    }

    /** A log of some commits, closed. */
    public static SimulatedFiles closed(int commits) throws IOException {
        SimulatedFiles files = new SimulatedFiles();
        try (SegmentedLog log = open(files)) {
            Samples.append(log, 1, commits);
        }
        return files;
    }

    /** A log of some commits, left by a process that died. */
    static SimulatedFiles crashed(int commits) throws IOException {
        SimulatedFiles files = new SimulatedFiles();
        try (SegmentedLog log = open(files)) {
            Samples.append(log, 1, commits);
            return files.afterCrash();
        }
    }

    static List<Commit> readAll(SimulatedFiles files) throws IOException {
        try (SegmentedLog log = open(files)) {
            return Samples.read(log, 1);
        }
    }

    /** Opens a log, appends, closes, opens again and appends more, until something fails. */
    static int acknowledgedBeforeFailure(SimulatedFiles files, SegmentedLog.Options options) {
        int acknowledged = 0;
        try {
            for (int round = 0; round < 2; round++) {
                try (SegmentedLog log = open(files, options)) {
                    for (int i = 0; i < 9; i++) {
                        Samples.append(log, acknowledged + 1, acknowledged + 1);
                        acknowledged++;
                    }
                }
            }
        } catch (IOException | MemoryException e) {
            if (!files.failed()) {
                throw new IllegalStateException("failed without a fault", e);
            }
        }
        return acknowledged;
    }
}
