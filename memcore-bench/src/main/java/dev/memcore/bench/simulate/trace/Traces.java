package dev.memcore.bench.simulate.trace;

import dev.memcore.bench.harness.UniqueWord;
import dev.memcore.bench.perf.ConversationGenerator;
import dev.memcore.bench.simulate.trace.Trace.Item;
import dev.memcore.bench.simulate.trace.Trace.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Generators of traces; the same size and seed give the same trace. Between two steps there is an hour, so that 10,000
 * steps are 14 months: the scale of {@link dev.memcore.consolidation.Policies#DEFAULT_HALF_LIFE}.
 */
public final class Traces {
    /**
     * The number of rotations of the ranking in a drift, each by an equal part of the items; together they are a full
     * rotation.
     */
    static final int ROTATIONS = 20;

    private static final Duration STEP = Duration.ofHours(1);

    private Traces() {}

    /** Generates a trace of a size from a seed. */
    @FunctionalInterface
    public interface Generator {
        Trace trace(TraceSize size, long seed);
    }

    /** The generators by the names that a user gives. */
    public static Map<String, Generator> byName() {
        Map<String, Generator> all = new LinkedHashMap<>();
        all.put("zipf", Traces::zipf);
        all.put("drift", Traces::drift);
        all.put("scan", Traces::scan);
        all.put("dialogue", DialogueTrace::of);
        return all;
    }

    /** Zipf's law over a ranking that never changes. */
    public static Trace zipf(TraceSize size, long seed) {
        return ranked("zipf", size, seed, step -> 0);
    }

    /** Zipf's law over a ranking that rotates, so that the most requested items become the least requested ones. */
    public static Trace drift(TraceSize size, long seed) {
        int every = Math.ceilDiv(size.steps(), ROTATIONS);
        int by = Math.ceilDiv(size.items(), ROTATIONS);
        return ranked("drift", size, seed, step -> step / every * by);
    }

    private static Trace ranked(String name, TraceSize size, long seed, IntUnaryOperator rotation) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] ranking = shuffled(size.items(), random);
        Zipf zipf = new Zipf(size.items(), size.exponent());
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < size.steps(); i++) {
            int rank = (zipf.draw(random) + rotation.applyAsInt(i)) % size.items();
            steps.add(step(ranking[rank], i));
        }
        return new Trace(name, items(size.items(), random), steps);
    }

    /**
     * Zipf's law, interrupted by scans. A scan has a quarter as many items as the trace, each requested only once, and
     * follows each sequence of half as many ordinary requests as there are items. A third of all steps belong to scans,
     * which displace the least recently used items.
     */
    public static Trace scan(TraceSize size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] ranking = shuffled(size.items(), random);
        Zipf zipf = new Zipf(size.items(), size.exponent());
        int pause = Math.max(2, size.items() / 2);
        int length = Math.max(1, size.items() / 4);
        List<Step> steps = new ArrayList<>();
        int next = size.items();
        for (int i = 0; i < size.steps(); i++) {
            boolean scanned = i % (pause + length) >= pause;
            steps.add(step(scanned ? next++ : ranking[zipf.draw(random)], i));
        }
        return new Trace("scan", items(next, random), steps);
    }

    private static Step step(int item, int place) {
        return new Step(item, Trace.BEGIN.plus(STEP.multipliedBy(place)), true);
    }

    /** Returns the item of each rank, shuffled so that neither ids nor texts correspond to ranks. */
    private static int[] shuffled(int items, RandomGenerator random) {
        int[] order = new int[items];
        for (int i = 0; i < items; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** Items whose texts and importance say nothing of how often they are wanted. */
    private static List<Item> items(int count, SplittableRandom random) {
        ConversationGenerator texts = new ConversationGenerator(random.nextLong());
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(new Item(texts.question() + " " + UniqueWord.of(i), random.nextDouble()));
        }
        return items;
    }
}
