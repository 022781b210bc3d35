package dev.memcore.consolidation.segment;

import dev.memcore.api.Memory;
import java.util.List;

/**
 * Divides messages into segments. A pure function, safe for use by several threads.
 *
 * <ul>
 * <li><b>Coverage.</b> The segments follow one another without a gap, from the first message to the last. Without
 * messages there are no segments.
 * <li><b>Wholeness.</b> A message that calls tools and the results of these calls are never divided.
 * <li><b>Sessions.</b> A segment has messages of one session only.
 * </ul>
 *
 * {@link Segmenters} provides the implementations of memcore.
 */
@FunctionalInterface
public interface Segmenter {
    /**
     * Returns the segments of messages.
     *
     * @param messages in the order in which they were said
     */
    List<TopicSegment> segment(List<Memory> messages);
}
