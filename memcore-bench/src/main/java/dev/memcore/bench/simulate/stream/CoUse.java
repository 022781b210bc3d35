package dev.memcore.bench.simulate.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Records that are used together although their vectors are unrelated. They form groups of {@value #GROUP}. In each
 * session some records of one group are used, and one unrelated record. The task is to find the other records of a
 * group from one of them. By vectors alone they are found only by chance. The task is that of Memoria (Park and Bak,
 * 2024), whose links are learned from being recalled together.
 *
 * @param vectors the vector of each record, of unit length; the records of a group follow each other
 * @param sessions the records that were used in each session
 */
public record CoUse(List<double[]> vectors, List<List<Integer>> sessions) {
    public static final int RECORDS = 300;
    public static final int GROUP = 5;
    public static final int SESSIONS = 400;
    /** The number of records of its group that a session uses. */
    static final int USED = 3;

    private static final int DIMENSIONS = 64;

    /** A method that may learn from sessions, and returns the records related to a record. */
    public interface Association extends AutoCloseable {
        /** Learns that records were used together. */
        void together(List<Integer> records);

        /** Returns the records most related to a record, best first, without itself. */
        List<Integer> related(int record, int limit);

        @Override
        default void close() {}
    }

    public static CoUse of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> vectors = IntStream.range(0, RECORDS)
                .mapToObj(i -> Vectors.direction(DIMENSIONS, random))
                .toList();
        List<List<Integer>> sessions =
                IntStream.range(0, SESSIONS).mapToObj(i -> session(random)).toList();
        return new CoUse(vectors, sessions);
    }

    private static List<Integer> session(SplittableRandom random) {
        int group = random.nextInt(RECORDS / GROUP);
        List<Integer> members = new ArrayList<>(
                IntStream.range(group * GROUP, (group + 1) * GROUP).boxed().toList());
        while (members.size() > USED) {
            members.remove(/* index */ random.nextInt(members.size()));
        }
        int noise = random.nextInt(RECORDS - GROUP);
        members.add(noise < group * GROUP ? noise : noise + GROUP); // of any other group
        return List.copyOf(members);
    }

    static int group(int record) {
        return record / GROUP;
    }

    /** Shows all sessions to an association, then asks it about each record: the mean share of the others among the first k. */
    public double recall(Association association, int k) {
        sessions.forEach(association::together);
        double sum = 0;
        for (int record = 0; record < vectors.size(); record++) {
            int wanted = group(record);
            long found = association.related(record, k).stream()
                    .filter(other -> group(other) == wanted)
                    .count();
            sum += (double) found / (GROUP - 1);
        }
        return sum / vectors.size();
    }
}
