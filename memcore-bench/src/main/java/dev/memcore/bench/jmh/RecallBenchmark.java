package dev.memcore.bench.jmh;

import dev.memcore.api.RecallResult;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** One recall among the dialogues that ship, all of one user, in memory that is fully indexed. */
public class RecallBenchmark {
    /** For JMH. */
    public RecallBenchmark() {}

    /** A question of everyday length. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public RecallResult recall(DialogueStore store) {
        return store.space().recall("How should I end the names of function arguments?");
    }
}
