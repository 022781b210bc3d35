package dev.memcore.bench.simulate.stream;

import dev.memcore.consolidation.cluster.AdjacentGroup;
import dev.memcore.consolidation.cluster.AdjacentMerge;
import dev.memcore.consolidation.cluster.OrderedKMeans;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Methods to represent a stream in a few slots. */
public final class SlotRules {
    public static final int SLOTS = 64;

    private SlotRules() {}

    /** Returns the content of the slots after a stream. */
    @FunctionalInterface
    public interface Rule {
        List<double[]> keep(List<double[]> stream, long seed);
    }

    /** All of them, by name. */
    public static Map<String, Rule> byName() {
        Map<String, Rule> all = new LinkedHashMap<>();
        all.put("fifo", (stream, seed) -> stream.subList(stream.size() - SLOTS, stream.size()));
        all.put("random-drop", SlotRules::randomDrop);
        all.put("reservoir", SlotRules::reservoir);
        all.put("uniform", (stream, seed) -> uniform(stream));
        all.put("adjacent-merge", (stream, seed) -> merged(stream, slots -> AdjacentMerge.merge(slots, SLOTS)));
        all.put("ordered-k-means", (stream, seed) -> merged(stream, slots -> OrderedKMeans.cluster(slots, SLOTS)));
        return all;
    }

    /** Each new item takes the place of one that chance chooses. */
    private static List<double[]> randomDrop(List<double[]> stream, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> kept = new ArrayList<>(stream.subList(0, SLOTS));
        stream.subList(SLOTS, stream.size()).forEach(item -> kept.set(random.nextInt(SLOTS), item));
        return kept;
    }

    /** Every item is as likely to be kept as any other (Vitter, Random sampling with a reservoir, 1985, algorithm R). */
    private static List<double[]> reservoir(List<double[]> stream, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> kept = new ArrayList<>(stream.subList(0, SLOTS));
        for (int i = SLOTS; i < stream.size(); i++) {
            int place = random.nextInt(i + 1);
            if (place < SLOTS) {
                kept.set(place, stream.get(i));
            }
        }
        return kept;
    }

    /** Items at even distances; who knows in advance how long the stream is. */
    private static List<double[]> uniform(List<double[]> stream) {
        List<double[]> kept = new ArrayList<>();
        for (int i = 0; i < SLOTS; i++) {
            kept.add(stream.get((int) ((i + 0.5) * stream.size() / SLOTS)));
        }
        return kept;
    }

    /** Merges the stream in blocks of as many items as there are slots; each block is merged into the slots. */
    private static List<double[]> merged(List<double[]> stream, UnaryOperator<List<AdjacentGroup>> merge) {
        List<AdjacentGroup> slots = new ArrayList<>();
        for (int i = 0; i < stream.size(); i++) {
            slots.add(AdjacentGroup.of(stream.get(i), i, i));
            if (slots.size() == 2 * SLOTS || i == stream.size() - 1) {
                slots = new ArrayList<>(merge.apply(slots));
            }
        }
        return slots.stream().map(AdjacentGroup::centroid).toList();
    }
}
