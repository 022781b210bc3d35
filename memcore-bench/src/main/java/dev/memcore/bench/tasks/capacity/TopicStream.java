package dev.memcore.bench.tasks.capacity;

import dev.memcore.api.MemoryId;
import dev.memcore.papers.replay.ReplayCandidate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Topics that arrive one after another, of Zipf sizes in random order, each a normal distribution around its centre in
 * 384 dimensions. The number of dimensions is that of the experiment in mechanisms T16.
 *
 * @param items in the order of their arrival
 * @param questions as many items of each topic, which did not arrive
 * @param latest the topic that arrived last
 */
record TopicStream(List<ReplayCandidate> items, List<ReplayCandidate> questions, String latest) {
    /** The number of dimensions. */
    static final int DIMENSIONS = 384;

    private static final int QUESTIONS = 10;
    /** With this deviation in each dimension, items of a topic are about as far from its centre as centres are apart. */
    private static final double SPREAD = 1.3;

    /** Copies the lists. */
    TopicStream {
        items = List.copyOf(items);
        questions = List.copyOf(questions);
    }

    /** Makes a stream of about so many items. */
    static TopicStream of(int topics, int size, long seed) {
        Random random = new Random(seed);
        double sum = 0;
        for (int topic = 1; topic <= topics; topic++) {
            sum += 1.0 / topic;
        }
        List<Integer> sizes = new ArrayList<>();
        for (int topic = 1; topic <= topics; topic++) {
            sizes.add(Math.max(2, (int) (size / sum / topic)));
        }
        Collections.shuffle(sizes, random);
        List<ReplayCandidate> items = new ArrayList<>();
        List<ReplayCandidate> questions = new ArrayList<>();
        for (int topic = 0; topic < topics; topic++) {
            double[] centre = around(new double[DIMENSIONS], 1, random);
            for (int i = 0; i < sizes.get(topic) + QUESTIONS; i++) {
                ReplayCandidate item = new ReplayCandidate(
                        new MemoryId(topic, i),
                        "topic" + topic,
                        around(centre, SPREAD, random),
                        Set.of("topic" + topic));
                (i < QUESTIONS ? questions : items).add(item);
            }
        }
        return new TopicStream(items, questions, "topic" + (topics - 1));
    }

    private static double[] around(double[] centre, double spread, Random random) {
        double[] vector = new double[centre.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = centre[i] + spread * random.nextGaussian();
        }
        return vector;
    }
}
