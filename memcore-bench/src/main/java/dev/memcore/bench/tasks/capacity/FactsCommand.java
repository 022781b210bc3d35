package dev.memcore.bench.tasks.capacity;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.harness.UniqueWord;
import dev.memcore.bench.tasks.run.TaskCommand;
import dev.memcore.bench.tasks.run.Trial;
import dev.memcore.cli.console.BadInput;
import dev.memcore.papers.association.LeastSquaresMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** T22: keyed facts without a limit, and a matrix that has one. */
@Command(
        name = "facts",
        description = {
            "T22. Stores 1,000 random facts (entity, attribute, value) and each ten times as many, and reads some of"
                    + " them by their keys. Prints the share of exact values, the latency and the bytes of a fact.",
            "Beside it, the share of pairs that an associative matrix of 64 by 64 numbers returns, by their number."
        },
        mixinStandardHelpOptions = true)
public final class FactsCommand extends TaskCommand {
    private static final int LEAST = 1_000;
    private static final int MOST = 10_000_000;
    private static final int BATCH = 5_000;
    private static final int DIMENSIONS = 64;
    private static final List<String> ATTRIBUTES =
            List.of("birthplace", "employer", "favourite meal", "shoe size", "locker", "blood group", "tutor", "boat");

    @Option(
            names = "--max",
            paramLabel = "N",
            description = "The greatest number of facts, up to 10,000,000 (default: ${DEFAULT-VALUE}).")
    private int max = 100_000;

    @Option(
            names = "--reads",
            paramLabel = "N",
            description = "The number of facts to read at each size (default: ${DEFAULT-VALUE}).")
    private int reads = 2_000;

    /** For picocli. */
    public FactsCommand() {
        super("T22");
    }

    @Override
    protected void quick() {
        max = LEAST;
        reads = 200;
    }

    @Override
    protected void measure(Trial trial) {
        if (max < LEAST || max > MOST || reads < 1) {
            throw new BadInput("--max must be 1,000 to 10,000,000, and --reads 1 or more");
        }
        Map<String, Object> exact = new LinkedHashMap<>();
        Map<String, Object> p50 = new LinkedHashMap<>();
        Map<String, Object> p99 = new LinkedHashMap<>();
        Map<String, Object> bytes = new LinkedHashMap<>();
        double least = 1;
        try (MemoryManager store = Stores.open(trial.directory("facts"))) {
            MemorySpace space = store.space(Scope.of("tasks", "facts"));
            int stored = 0;
            for (int size = LEAST; size <= max; size *= 10) {
                store(space, stored, size);
                stored = size;
                store.awaitIndexed();
                long[] nanos = new long[reads];
                double right = read(space, size, trial.random(), nanos);
                String key = Integer.toString(size);
                exact.put(key, right);
                p50.put(key, nanos[reads / 2] / 1e6);
                p99.put(key, nanos[(int) (reads * 0.99)] / 1e6);
                bytes.put(key, (store.stats().logBytes() + store.stats().indexBytes()) / (double) size);
                least = Math.min(least, right);
                trial.asked(reads);
            }
        }
        trial.figure("exact", exact);
        trial.figure("p50Millis", p50);
        trial.figure("p99Millis", p99);
        trial.figure("bytesPerFact", bytes);
        trial.figure("matrixExact", matrix(trial.random()));
        trial.atLeast("leastExact", least, 1, "mechanisms T22: exact at each size");
        trial.note("Exact by construction: a key is looked up, not ranked. The matrix holds as many pairs as it has"
                + " dimensions; it never replaces the store.");
    }

    private static void store(MemorySpace space, int from, int to) {
        for (int start = from; start < to; start += BATCH) {
            List<Observation> batch = new ArrayList<>();
            for (int i = start; i < Math.min(to, start + BATCH); i++) {
                batch.add(Observation.fact(key(i), value(i)).build());
            }
            space.rememberAll(batch);
        }
    }

    private static String key(int fact) {
        return UniqueWord.of(fact / ATTRIBUTES.size()) + " " + ATTRIBUTES.get(fact % ATTRIBUTES.size());
    }

    private static String value(int fact) {
        return UniqueWord.of(20_000_000L + fact);
    }

    private double read(MemorySpace space, int size, Random random, long[] nanos) {
        int right = 0;
        for (int i = 0; i < reads; i++) {
            int fact = random.nextInt(size);
            long start = System.nanoTime();
            String found = space.facts().get(key(fact)).map(Memory::text).orElse("");
            nanos[i] = System.nanoTime() - start;
            right += found.equals(value(fact)) ? 1 : 0;
        }
        Arrays.sort(nanos);
        return right / (double) reads;
    }

    /** Returns the share of pairs of random vectors that a matrix returns, where each value is a vector of signs. */
    private static Map<String, Object> matrix(Random random) {
        Map<String, Object> exact = new LinkedHashMap<>();
        for (int pairs : new int[] {32, 64, 96, 128}) {
            LeastSquaresMatrix matrix = new LeastSquaresMatrix(DIMENSIONS, DIMENSIONS);
            List<double[]> keys = new ArrayList<>();
            List<double[]> values = new ArrayList<>();
            for (int i = 0; i < pairs; i++) {
                keys.add(random.doubles(DIMENSIONS, -1, 1).toArray());
                values.add(random.doubles(DIMENSIONS, -1, 1).map(Math::signum).toArray());
                matrix.write(keys.getLast(), values.getLast());
            }
            int right = 0;
            for (int i = 0; i < pairs; i++) {
                double[] read = Arrays.stream(matrix.read(keys.get(i)))
                        .map(Math::signum)
                        .toArray();
                right += Arrays.equals(read, values.get(i)) ? 1 : 0;
            }
            exact.put(Integer.toString(pairs), right / (double) pairs);
        }
        return exact;
    }
}
