package dev.memcore.bench.jmh;

import dev.memcore.api.RecallResult;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Measures one recall from the bundled dialogues, all of one user, in a fully indexed store. */
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
