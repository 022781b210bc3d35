package dev.memcore.bench.crash;

import dev.memcore.api.MemoryManager;
import dev.memcore.bench.harness.Protocol;
import dev.memcore.bench.harness.Stores;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The process that is going to be killed: several threads write, and report every acknowledgement in a line. */
@Command(name = "crash-writer", hidden = true)
public final class CrashWriterCommand implements Callable<Integer> {
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
        try (MemoryManager store = Stores.open(directory)) {
            for (int i = 0; i < writers; i++) {
                CrashWriter writer = new CrashWriter(store, i, cycle, random.split(), parent);
                Thread thread = new Thread(
                        () -> {
                            try {
                                writer.writeForever();
                            } finally {
                                failed.countDown();
                            }
                        },
                        "crash-writer-" + i);
                thread.setDaemon(true);
                thread.start();
            }
            failed.await();
        }
        return 1; // the thread's exception is on standard error
    }
}
