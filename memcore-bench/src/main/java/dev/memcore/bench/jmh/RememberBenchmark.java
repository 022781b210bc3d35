package dev.memcore.bench.jmh;

import dev.memcore.api.Memory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Measures one durable remember; with {@code -t 8}, of eight threads that share their syncs. */
public class RememberBenchmark {
    /** For JMH. */
    public RememberBenchmark() {}

    /** A sentence of everyday length. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public Memory remember(DialogueStore store) {
        return store.space().remember("From now on, end all function argument names with an underscore and a letter.");
    }
}
