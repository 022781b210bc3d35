package dev.memcore.store.segment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Which segments a rewriting writes, and which of them into one file.
 *
 * <p>Each rewriting of the growing segment seals it, so without more there would be a file for each. So whenever something is
 * written, a segment joins the one behind it if both have room in one, and it has at most twice the bytes of all that is
 * newer (the logarithmic method: Bentley and Saxe, Decomposable searching problems I, 1980). Afterwards two neighbours either
 * have no room in one segment, or the older has more than twice the bytes of all that is newer. So n bytes lie in about
 * 2n / segmentBytes + log3(segmentBytes / 70) + 2 segments at most: of 64 MiB, those that are not full are some 13.
 *
 * <p>What does not change is copied along in two cases. What is newer has grown to half its size: then it lies in something
 * half as large again, which happens log1.5(segmentBytes / 70) times at most, as long as nothing is dropped. Or the one before
 * has shrunk so much that both have room in one: that is written anyway, and there is a segment less.
 */
public final class SegmentMergePlan {
    private static final int FACTOR = 2;

    private SegmentMergePlan() {}

    /** The numbers of the segments that are written, those that go into one file in one list; both oldest first. */
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
