package dev.memcore.bench.tasks.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * A statement that is hidden among unrelated turns, the question for it, and the text that the answer must contain.
 *
 * @param depth the place in the stream, as a share of its length in [0, 1]
 */
record Needle(double depth, String text, String question, String answer) {
    /** The depths of the grid: {@value} places from the start to the end, as in the paper's ten steps. */
    static final int DEPTHS = 11;

    /** The number of needles of each depth. */
    static final int KINDS = 3;

    private static final List<String> FIRST = List.of(
            "amber",
            "silver",
            "quiet",
            "northern",
            "hollow",
            "crimson",
            "windy",
            "marble",
            "golden",
            "broken",
            "misty");
    private static final List<String> SECOND = List.of(
            "harbour",
            "orchard",
            "lighthouse",
            "valley",
            "station",
            "monastery",
            "quarry",
            "island",
            "bridge",
            "meadow",
            "tower");

    /**
     * Returns the needles of a grid: for each depth a pass key, a sentence and a code. The names in them share words, so
     * that each needle is a near copy of others. The forms are those of the pass key task (Mohtashami and Jaggi, 2023),
     * the needle in a haystack (Kamradt, 2023) and RULER (Hsieh et al., 2024).
     */
    static List<Needle> grid(Random random) {
        List<Needle> needles = new ArrayList<>();
        for (int i = 0; i < DEPTHS; i++) {
            double depth = i / (DEPTHS - 1.0);
            String key = String.valueOf(random.nextInt(10_000, 100_000));
            needles.add(new Needle(
                    depth,
                    "The pass key of the " + name(i, 0) + " is " + key + ". Remember it.",
                    "What is the pass key of the " + name(i, 0) + "?",
                    key));
            String bench = "bench number " + random.nextInt(100, 1_000);
            needles.add(new Needle(
                    depth,
                    "The best thing to do at the " + name(i, 1) + " is eat a sandwich on " + bench + " on a sunny day.",
                    "What is the best thing to do at the " + name(i, 1) + "?",
                    bench));
            String code = new UUID(random.nextLong(), random.nextLong()).toString();
            needles.add(new Needle(
                    depth,
                    "One of the special magic codes for the " + name(i, 2) + " is: " + code + ".",
                    "What is the special magic code for the " + name(i, 2) + "?",
                    code));
        }
        return needles;
    }

    private static String name(int depth, int kind) {
        return FIRST.get(depth) + " " + SECOND.get((depth + 3 * kind) % SECOND.size());
    }
}
