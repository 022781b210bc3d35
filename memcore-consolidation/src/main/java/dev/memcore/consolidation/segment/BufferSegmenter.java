package dev.memcore.consolidation.segment;

import dev.memcore.api.Memory;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;

/** Fills buffers with units, one after another. A unit that does not fit starts the next buffer. */
final class BufferSegmenter {
    private BufferSegmenter() {}

    static List<TopicSegment> cut(
            List<Memory> messages, List<TopicSegment> units, int room, ToIntFunction<Memory> size) {
        return SegmentUnits.join(messages, units, new IntPredicate() {
            private long filled = units.isEmpty() ? 0 : size(0);

            @Override
            public boolean test(int i) {
                long more = size(i);
                boolean begins = filled + more > room
                        || SegmentUnits.otherSession(messages, units.get(i).from());
                filled = begins ? more : filled + more;
                return begins;
            }

            private long size(int i) {
                return units.get(i).of(messages).stream()
                        .mapToLong(size::applyAsInt)
                        .sum();
            }
        });
    }
}
