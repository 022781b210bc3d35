package dev.memcore.bench.peers;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/**
 * Repeats work until the JIT compiler has little left to compile, so that what is measured afterwards is the work itself.
 * Compiler threads use one of two processors at first. Work that is shorter than a second only shows that the command
 * runs, and is done once.
 */
final class WarmUp {
    /** The share of the last round in which a compiler thread was busy, up to which the work is compiled. */
    private static final double LITTLE = 0.2;

    private static final double LEAST_SECONDS = 3;
    private static final double SHORTEST_SECONDS = 1;
    private static final double MOST_SECONDS = 40;

    private final double leastSeconds;

    /** Creates a warm-up for a measurement that takes a time. */
    WarmUp(double measuredSeconds) {
        this.leastSeconds = Math.min(LEAST_SECONDS, measuredSeconds);
    }

    /** Runs rounds of work, which should take about a second each. */
    void repeat(Runnable round) {
        long begun = System.nanoTime();
        double busy;
        do {
            long start = System.nanoTime();
            long compiling = compilingMillis();
            round.run();
            busy = (compilingMillis() - compiling) / 1e3 / seconds(start);
        } while (seconds(begun) < leastSeconds
                || (leastSeconds >= SHORTEST_SECONDS && busy > LITTLE && seconds(begun) < MOST_SECONDS));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static long compilingMillis() {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        return compiler == null ? 0 : compiler.getTotalCompilationTime();
    }
}
