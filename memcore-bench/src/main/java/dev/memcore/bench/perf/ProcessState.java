package dev.memcore.bench.perf;

import java.lang.management.ManagementFactory;

/** What a measurement reads of this process and of the machine. */
public final class ProcessState {
    private ProcessState() {}

    /** The bytes of the heap in use after a collection. */
    public static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The average load of the last minute; negative if it is unknown. */
    public static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
