package dev.memcore.consolidation.cluster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** A stream of scenes for tests: 40 of lengths that follow Pareto's law, 2,000 items, each its scene's vector and noise. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Streams(List<AdjacentGroup> items, int[] sceneOf) {
    static final int SCENES = 40;
    static final int ITEMS = 2_000;
    private static final int DIMENSIONS = 32;

    static Streams of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] scenes = scenes(random);
        double[][] centres = new double[SCENES][];
        for (int i = 0; i < SCENES; i++) {
            centres[i] = noise(random, 1);
        }
        List<AdjacentGroup> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            double[] vector = noise(random, 0.3);
            for (int j = 0; j < DIMENSIONS; j++) {
                vector[j] += centres[scenes[i]][j];
            }
            items.add(AdjacentGroup.of(vector, i, i));
        }
        return new Streams(items, scenes);
    }

    private static int[] scenes(SplittableRandom random) {
        double[] lengths = new double[SCENES];
        double sum = 0;
        for (int i = 0; i < SCENES; i++) {
            lengths[i] = Math.pow(1 - random.nextDouble(), -1 / 1.2);
            sum += lengths[i];
        }
        int[] scenes = new int[ITEMS];
        int at = 0;
        for (int i = 0; i < SCENES; i++) {
            long length = Math.max(1, Math.round(lengths[i] / sum * (ITEMS - SCENES)));
            for (int j = 0; j < length && at < ITEMS; j++) {
                scenes[at++] = i;
            }
        }
        while (at < ITEMS) {
            scenes[at++] = SCENES - 1;
        }
        return scenes;
    }

    private static double[] noise(SplittableRandom random, double size) {
        double[] vector = new double[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = size * random.nextGaussian();
        }
        return vector;
    }

    /** The share of scenes that hold more than half of the weight of a segment. */
    double coverage(List<AdjacentGroup> kept) {
        Set<Integer> present = new HashSet<>();
        for (int each : sceneOf) {
            present.add(each);
        }
        Set<Integer> covered = new HashSet<>();
        for (AdjacentGroup segment : kept) {
            int[] counts = new int[SCENES];
            segment.members().forEach(member -> counts[sceneOf[member]]++);
            for (int scene = 0; scene < SCENES; scene++) {
                if (2 * counts[scene] > segment.members().size()) {
                    covered.add(scene);
                }
            }
        }
        return covered.size() / (double) present.size();
    }
}
