package dev.memcore.bench.soak;

import dev.memcore.bench.soak.Host.Lease;
import dev.memcore.bench.soak.model.Mismatch;
import dev.memcore.bench.soak.model.Plot;
import dev.memcore.bench.soak.model.Step.Interrupt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The process that hosts the store and is killed. */
@Command(name = "soak-child", hidden = true)
public final class SoakChildCommand implements Callable<Integer> {
    /** The exit code when the store cannot be opened. */
    static final int NOT_OPENED = 7;

    /** The exit code when a call does not return. */
    static final int HANGS = 8;

    private static final Duration LONGEST_CALL = Duration.ofMinutes(2);
    private static final Duration TELL = Duration.ofMillis(500);

    @Option(names = "--dir", required = true)
    @SuppressWarnings("NullAway.Init") // required
    private Path directory;

    @Option(names = "--scratch", required = true)
    @SuppressWarnings("NullAway.Init") // required
    private Path scratch;

    @Option(names = "--journal", required = true)
    @SuppressWarnings("NullAway.Init") // required
    private Path journal;

    @Option(names = "--threads", required = true)
    private int threads;

    @Option(names = "--seed", required = true)
    private long seed;

    @Option(names = "--epoch", required = true)
    private long epoch;

    @Option(names = "--millis", required = true)
    private long millis;

    @Option(names = "--haste", required = true)
    private double haste;

    @Option(names = "--skip", split = ",")
    private List<String> skip = new ArrayList<>();

    /** For picocli. */
    public SoakChildCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Wire wire = new Wire();
        SplittableRandom random = new SplittableRandom(seed);
        try (Interrupter interrupter = new Interrupter();
                Host host = new Host(directory)) {
            Tally tally = new Tally(interrupter, wire);
            Worker.Shop shop = new Worker.Shop(
                    host, wire, interrupter, tally, new Steady(), new AtomicLong(epoch), Skipped.of(skip));
            List<Worker> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(new Worker(shop, i, random.split()));
            }
            Journal.read(journal)
                    .forEach((plot, life) ->
                            workers.get(Plot.parse(plot).worker()).inherit(life.world(), life.open()));
            watch(workers, tally, wire);
            Attendant.clear(scratch);
            Attendant attendant = new Attendant(shop, scratch, random.split(), haste);
            if (!open(host, wire)) {
                return NOT_OPENED;
            }
            return run(shop, workers, attendant);
        }
    }

    private static boolean open(Host host, Wire wire) {
        try {
            host.open(false);
            return true;
        } catch (RuntimeException e) {
            wire.difference("", Failure.of("OPEN", Interrupt.NONE, e), "");
            return false;
        }
    }

    private int run(Worker.Shop shop, List<Worker> workers, Attendant attendant) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        workers.forEach(worker -> {
            try {
                worker.verifyAll(shop.host().lease());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        shop.wire().ready();
        List<Thread> running = workers.stream().map(SoakChildCommand::start).toList();
        try {
            while (System.nanoTime() < end) {
                attendant.attend();
            }
            workers.forEach(Worker::stop);
            for (Thread thread : running) {
                while (thread.isAlive()) {
                    attendant.attend(); // a worker may be waiting for a failed store
                }
            }
            finish(shop, workers, attendant);
        } catch (RuntimeException e) {
            shop.wire().difference("", Failure.of("REOPEN", Interrupt.NONE, e), "");
            return NOT_OPENED;
        }
        shop.tally().tell();
        return 0;
    }

    /** After the last step, compares everything on a reopened store, and checks the store. */
    private static void finish(Worker.Shop shop, List<Worker> workers, Attendant attendant)
            throws InterruptedException {
        attendant.reopen();
        shop.tally().reopened();
        Lease lease = shop.host().lease();
        workers.forEach(worker -> worker.verifyAll(lease));
        try {
            Attendant.requireOk("check", lease.store().check());
        } catch (Mismatch e) {
            shop.wire().difference("", Failure.of("CHECK", Interrupt.NONE, e), "");
        }
    }

    private static Thread start(Worker worker) {
        Thread thread = new Thread(worker, "soak-worker");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Reports the counts, and calls that do not return, to the parent. */
    private static void watch(List<Worker> workers, Tally tally, Wire wire) {
        Thread thread = new Thread(
                () -> {
                    while (true) {
                        try {
                            Thread.sleep(TELL.toMillis());
                        } catch (InterruptedException e) {
                            return;
                        }
                        tally.tell();
                        for (Worker worker : workers) {
                            if (worker.busyNanos() > LONGEST_CALL.toNanos()) {
                                Failure hangs = new Failure(worker.busyWith() + " does not return", Stacks.all(), true);
                                wire.difference("", hangs, "");
                                Runtime.getRuntime().halt(HANGS);
                            }
                        }
                    }
                },
                "soak-watch");
        thread.setDaemon(true);
        thread.start();
    }
}
