package dev.memcore.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Which segments a rewriting writes, and which of them into one file.
 *
 * <p>Each rewriting of the growing segment seals it, so without more there would be a file for each. So whenever something is
 * written, a segment joins the one behind it while both have room in one, and it has at most twice the bytes of all that is
 * newer (the logarithmic method of Bentley and Saxe, Decomposable searching problems, 1980). Afterwards, of two neighbours,
 * either both have no room in one segment, or the older has more than twice the bytes of all that is newer: n bytes lie in at
 * most 2n / segmentBytes + log3(segmentBytes) + 2 segments. And what does not change is copied only when what is newer has grown
 * to half its size: about log1.5(segmentBytes) times at most, as long as nothing is dropped.
 */
final class MergePlan {
    private static final int FACTOR = 2;

    private MergePlan() {}

    /** The numbers of the segments that are written, those that go into one file in one list; both oldest first. */
    static List<List<Integer>> of(List<SegmentForecast> forecasts, long segmentBytes) {
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
                continue; // it goes on growing
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
