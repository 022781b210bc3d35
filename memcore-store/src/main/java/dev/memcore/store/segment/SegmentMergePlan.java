package dev.memcore.store.segment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Decides which segments a rewrite writes, and which of them it merges into one file.
 *
 * <p>Each rewrite of the growing segment seals it, so without merges there would be one file for each rewrite. So
 * whenever a rewrite writes something, a segment is merged with the next newer one if two conditions hold: both fit
 * into one segment, and the segment has at most twice the bytes of all newer segments (the logarithmic method: Bentley
 * and Saxe, Decomposable searching problems I, 1980). Afterwards, two neighbours either do not fit into one segment, or
 * the older one has more than twice the bytes of all newer segments. So n bytes are in about 2n / segmentBytes +
 * log3(segmentBytes / 70) + 2 segments at most, where 70 bytes is the size of a header. With segments of 64 MiB, about
 * 13 of them are not full.
 *
 * <p>An unchanged segment is copied in two cases. In the first case, the newer segments have grown to half of its size.
 * The merged segment is then at least half as large again, so this happens at most log1.5(segmentBytes / 70) times, as
 * long as nothing is dropped. In the second case, the older neighbour has shrunk so much that both fit into one
 * segment. That neighbour is written in any case, and there is one segment less.
 */
public final class SegmentMergePlan {
    private static final int FACTOR = 2;

    private SegmentMergePlan() {}

    /**
     * Returns the numbers of the segments to write. The segments of an inner list go into one file. Both lists are in
     * order, oldest first.
     */
    public static List<List<Integer>> of(List<SegmentForecast> forecasts, long segmentBytes) {
        List<List<Integer>> plan = new ArrayList<>();
        if (forecasts.stream().noneMatch(SegmentForecast::changes)) {
            return plan;
        }
        for (List<SegmentForecast> group : groups(forecasts, segmentBytes)) {
            if (group.size() > 1 || group.getFirst().changes()) {
                plan.add(group.stream()
                        .map(forecast -> forecast.segment().number())
                        .toList());
            }
        }
        return plan;
    }

    private static Deque<List<SegmentForecast>> groups(List<SegmentForecast> forecasts, long segmentBytes) {
        Deque<List<SegmentForecast>> groups = new ArrayDeque<>();
        long newer = 0;
        long group = 0;
        for (SegmentForecast forecast : forecasts.reversed()) {
            if (forecast.segment().seal() == null && !forecast.changes()) {
                continue; // it continues to grow
            }
            long bytes = forecast.bytes();
            long together = bytes + group - SegmentHeader.BYTES;
            boolean alone = groups.isEmpty() || bytes > FACTOR * newer || together > segmentBytes;
            if (alone) {
                groups.addFirst(new ArrayList<>());
            }
            groups.getFirst().addFirst(forecast);
            group = alone ? bytes : together;
            newer += bytes;
        }
        return groups;
    }
}
