package dev.memcore.bench.crash;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.config.MaintenanceListener;
import dev.memcore.api.config.Retention;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.bench.harness.Protocol;
import dev.memcore.bench.harness.Stores;
import dev.memcore.consolidation.Policies;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.Trigger;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The process that is killed: several threads write, one runs maintenance, and each acknowledgement is reported in a
 * line.
 */
@Command(name = "crash-writer", hidden = true)
public final class CrashWriterCommand implements Callable<Integer> {
    private static final int KEPT_VERSIONS = 4;
    private static final int OPERATIONS = 100;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final List<LifecyclePolicy> POLICIES =
            List.of(Policies.limitShortTierPerSession(5), Policies.lru(Tier.LONG, 100));

    /**
     * Merges memories only when the tier exceeds a size, many at once. More frequent merges would merge merged memories
     * again and again.
     */
    private static final Trigger OVERFLOW = Trigger.overflow(Tier.MID, 20);

    private static final LifecyclePolicy MERGE = Policies.mergeAdjacent(Stores.embedder(), Tier.MID, 8);

    @Option(names = "--dir", required = true)
    @SuppressWarnings("NullAway.Init") // required
    private Path directory;

    @Option(names = "--writers", required = true)
    private int writers;

    @Option(names = "--cycle", required = true)
    private int cycle;

    @Option(names = "--seed", required = true)
    private long seed;

    /** For picocli. */
    public CrashWriterCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Protocol parent = new Protocol();
        SplittableRandom random = new SplittableRandom(seed);
        CountDownLatch failed = new CountDownLatch(1);
        try (MemoryManager store = Stores.openMaintained(
                directory, POLICIES, OVERFLOW, MERGE, Retention.ofVersions(KEPT_VERSIONS), reporting(parent))) {
            for (int i = 0; i < writers; i++) {
                CrashWriter writer = new CrashWriter(store, i, cycle, random.split(), parent);
                start(writer::writeForever, "crash-writer-" + i, failed);
            }
            start(() -> maintainForever(store), "crash-maintenance", failed);
            failed.await();
        }
        return 1; // the exception of the thread was printed to standard error
    }

    private static void start(Runnable work, String name, CountDownLatch failed) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } finally {
                        failed.countDown();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private static MaintenanceListener reporting(Protocol parent) {
        return new MaintenanceListener() {
            @Override
            public void committed(Scope scope, String policy, List<MemoryOp> operations, long commit) {
                parent.send(Report.of(Report.Kind.MAINTAINED, 0, List.of()).line());
            }
        };
    }

    private static void maintainForever(MemoryManager store) {
        while (true) {
            store.maintain(Budget.ofOperations(OPERATIONS));
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
