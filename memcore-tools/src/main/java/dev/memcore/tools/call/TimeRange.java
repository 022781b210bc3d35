package dev.memcore.tools.call;

import dev.memcore.api.Memory;
import dev.memcore.api.filter.Condition;
import dev.memcore.api.filter.MemoryFilter;
import java.time.Instant;
import java.time.ZoneId;

/** Conditions on {@link Memory#when()}: the event time of a memory, or its creation time if it has no event time. */
public final class TimeRange {
    private static final Condition HAS_EVENT_TIME = Condition.eventFrom(Instant.EPOCH.minusSeconds(62_000_000_000L));

    private TimeRange() {}

    /** Adds the range of two optional date arguments, both inclusive, to a filter. */
    public static void add(MemoryFilter.Builder filter, ToolInput input, ZoneId zone, String from, String to) {
        DateArgument dates = new DateArgument(input, zone);
        dates.start(from)
                .ifPresent(start -> filter.where(Condition.or(
                        Condition.eventFrom(start), undated(Condition.createdAfter(start.minusMillis(1))))));
        dates.end(to)
                .ifPresent(end ->
                        filter.where(Condition.or(Condition.eventTo(end), undated(Condition.createdBefore(end)))));
    }

    private static Condition undated(Condition condition) {
        return Condition.and(Condition.not(HAS_EVENT_TIME), condition);
    }
}
