package dev.memcore.bench.tasks.order;

import dev.memcore.api.EventTime;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.tasks.run.TaskCommand;
import dev.memcore.bench.tasks.run.Trial;
import dev.memcore.cli.console.BadInput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** T23: items by their places, the item after another, items between two times, and a fold over all. */
@Command(
        name = "access",
        description = {
            "T23. Stores a sequence of bits, one memory each, and reads the item at a place, the item after another,"
                    + " the items between two times, and the parity of the whole sequence. Prints the share of exact"
                    + " answers and the latency."
        },
        mixinStandardHelpOptions = true)
public final class AccessCommand extends TaskCommand {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final String SOURCE = "mechanisms T23: exact";

    @Option(
            names = "--items",
            paramLabel = "N",
            description = "The number of items, up to 1,000,000 (default: ${DEFAULT-VALUE}).")
    private int items = 20_000;

    @Option(
            names = "--reads",
            paramLabel = "N",
            description = "The number of reads of each kind (default: ${DEFAULT-VALUE}).")
    private int reads = 100;

    /** For picocli. */
    public AccessCommand() {
        super("T23");
    }

    @Override
    protected void quick() {
        items = 500;
        reads = 20;
    }

    @Override
    protected void measure(Trial trial) {
        if (items < 100 || items > 1_000_000 || reads < 1) {
            throw new BadInput("--items must be 100 to 1,000,000, and --reads 1 or more");
        }
        Random random = trial.random();
        try (MemoryManager store = Stores.open(trial.directory("items"))) {
            MemorySpace space = store.space(Scope.of("tasks", "access"));
            List<Observation> bits = new ArrayList<>();
            for (int i = 0; i < items; i++) {
                bits.add(Observation.builder("item " + i + " is " + (random.nextBoolean() ? "1" : "0"))
                        .eventTime(EventTime.at(START.plus(Duration.ofMinutes(i))))
                        .build());
            }
            List<Memory> stored = Trial.rememberAll(space, bits);
            store.awaitIndexed();
            at(trial, space, bits, random);
            after(trial, space, stored, bits, random);
            between(trial, space, bits, random);
            parity(trial, space, bits);
            trial.asked(3L * reads + 1);
        }
    }

    /** Reads the item at a place by its time, which is the place in this sequence. */
    private void at(Trial trial, MemorySpace space, List<Observation> bits, Random random) {
        int right = 0;
        long[] nanos = new long[reads];
        for (int i = 0; i < reads; i++) {
            int place = random.nextInt(items);
            long start = System.nanoTime();
            List<Memory> found = space.list(times(place, place + 1), null, 2).memories();
            nanos[i] = System.nanoTime() - start;
            right += texts(found).equals(texts(bits, place, place + 1)) ? 1 : 0;
        }
        trial.atLeast("atExact", right / (double) reads, 1, SOURCE);
        trial.figure("atMillis", median(nanos));
    }

    private void after(Trial trial, MemorySpace space, List<Memory> stored, List<Observation> bits, Random random) {
        int right = 0;
        long[] nanos = new long[reads];
        for (int i = 0; i < reads; i++) {
            int place = random.nextInt(items - 1);
            long start = System.nanoTime();
            List<Memory> found =
                    space.list(MemoryFilter.any(), stored.get(place).id(), 1).memories();
            nanos[i] = System.nanoTime() - start;
            right += texts(found).equals(texts(bits, place + 1, place + 2)) ? 1 : 0;
        }
        trial.atLeast("afterExact", right / (double) reads, 1, SOURCE);
        trial.figure("afterMillis", median(nanos));
    }

    private void between(Trial trial, MemorySpace space, List<Observation> bits, Random random) {
        int right = 0;
        for (int i = 0; i < reads; i++) {
            int from = random.nextInt(items - 50);
            int to = from + 1 + random.nextInt(50);
            List<Memory> found = space.list(times(from, to), null, 100).memories();
            right += texts(found).equals(texts(bits, from, to)) ? 1 : 0;
        }
        trial.atLeast("betweenExact", right / (double) reads, 1, SOURCE);
    }

    private static MemoryFilter times(int from, int to) {
        return MemoryFilter.builder()
                .eventFrom(START.plus(Duration.ofMinutes(from)))
                .eventTo(START.plus(Duration.ofMinutes(to)))
                .build();
    }

    private void parity(Trial trial, MemorySpace space, List<Observation> bits) {
        long expected = bits.stream().filter(bit -> bit.text().endsWith("1")).count() % 2;
        long ones = 0;
        long seen = 0;
        long start = System.nanoTime();
        try (Stream<Memory> all = space.stream(MemoryFilter.any())) {
            for (Iterator<Memory> each = all.iterator(); each.hasNext(); seen++) {
                ones += each.next().text().endsWith("1") ? 1 : 0;
            }
        }
        trial.figure("foldSeconds", (System.nanoTime() - start) / 1e9);
        trial.atLeast("parityExact", seen == items && ones % 2 == expected ? 1 : 0, 1, SOURCE);
    }

    private static List<String> texts(List<Memory> memories) {
        return memories.stream().map(Memory::text).toList();
    }

    private static List<String> texts(List<Observation> bits, int from, int to) {
        return bits.subList(from, to).stream().map(Observation::text).toList();
    }

    private static double median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e6;
    }
}
