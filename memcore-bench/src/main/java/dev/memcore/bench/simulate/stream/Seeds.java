package dev.memcore.bench.simulate.stream;

import dev.memcore.cli.console.BadInput;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import picocli.CommandLine.Option;

/** The options {@code --seeds N} and {@code --seed S}: the seeds with which a random experiment is repeated. */
public final class Seeds {
    @Option(names = "--seeds", paramLabel = "N", description = "Number of random seeds (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--seed", description = "First seed (default: ${DEFAULT-VALUE}).")
    private long first = 42;

    /** Creates the options with a default number of seeds. */
    public Seeds(int count) {
        this.count = count;
    }

    public void check() {
        BadInput.unlessAtLeast("--seeds", count, 1);
    }

    public int count() {
        return count;
    }

    public long first() {
        return first;
    }

    /** Returns the seeds in order. */
    public LongStream stream() {
        return LongStream.range(first, first + count);
    }

    /** Returns the mean of a measurement over all seeds. */
    public Mean mean(LongToDoubleFunction measurement) {
        return Mean.of(stream().mapToDouble(measurement).boxed().toList());
    }

    public void put(Map<String, Object> json) {
        json.put("seed", first);
        json.put("seeds", count);
    }

    @Override
    public String toString() {
        return count + " seeds from " + first;
    }
}
