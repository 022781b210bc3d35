package dev.memcore.bench.simulate.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A stream of successive scenes, as in a long film. Their lengths follow Pareto's law: a few scenes form most of the
 * stream, and most scenes are short. The items of a scene are its vector with noise.
 *
 * @param scenes the vector of each scene, of unit length
 * @param items the stream, in order
 */
public record SceneStream(List<double[]> scenes, List<double[]> items) {
    public static final int SCENES = 40;
    public static final int ITEMS = 2_000;

    private static final int DIMENSIONS = 64;
    /** The standard deviation of the noise in each dimension; items of a scene have a cosine of .86 with each other. */
    private static final double NOISE = 0.05;
    /** The shape of Pareto's law; about half of the scenes are shorter than one slot's share of the stream. */
    private static final double SHAPE = 1;

    public static SceneStream of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> scenes = new ArrayList<>();
        List<double[]> items = new ArrayList<>();
        for (int length : lengths(random)) {
            double[] scene = Vectors.direction(DIMENSIONS, random);
            scenes.add(scene);
            for (int i = 0; i < length; i++) {
                items.add(Vectors.noisy(scene, NOISE, random));
            }
        }
        return new SceneStream(scenes, items);
    }

    /** At least 1 each; what rounding leaves over or takes too much is the longest's. */
    static int[] lengths(SplittableRandom random) {
        double[] drawn = random.doubles(SCENES)
                .map(chance -> Math.pow(1 - chance, -1 / SHAPE))
                .toArray();
        double sum = Arrays.stream(drawn).sum();
        int[] lengths = Arrays.stream(drawn)
                .mapToInt(length -> (int) Math.max(1, Math.round(length / sum * ITEMS)))
                .toArray();
        int longest = 0;
        for (int i = 1; i < lengths.length; i++) {
            longest = lengths[i] > lengths[longest] ? i : longest;
        }
        lengths[longest] += ITEMS - Arrays.stream(lengths).sum();
        return lengths;
    }

    /** The share of scenes that some kept vector is nearer to than to all other scenes, by cosine. */
    public double represented(List<double[]> kept) {
        Set<Integer> found = new HashSet<>();
        kept.forEach(vector -> found.add(nearest(vector)));
        return (double) found.size() / scenes.size();
    }

    private int nearest(double[] vector) {
        int nearest = 0;
        for (int i = 1; i < scenes.size(); i++) {
            if (Vectors.dot(scenes.get(i), vector) > Vectors.dot(scenes.get(nearest), vector)) {
                nearest = i;
            }
        }
        return nearest;
    }
}
