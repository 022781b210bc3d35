package dev.memcore.api;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A question to memory.
 *
 * @param text the question, as a person or an agent would put it
 * @param limit how many memories at most, 1 to {@value #MAX_LIMIT}
 * @param filter which memories may answer
 * @param askedAt when it is asked: what "yesterday" or "last spring" in it is counted from; null: now
 * @param zone in which time zone it is asked: where the days of "yesterday" or "on 14 March" begin; null: that of the scope, see {@code
 *     MemcoreBuilder.zone}
 * @param minConfidence below this {@linkplain RecallResult#confidence() probability} nothing is recalled: "nothing known"; 0 to 1;
 *     0: whatever is nearest
 * @param spans how many {@linkplain Recalled#spans() spans} of each recalled text are looked for at most, 0 to {@value #MAX_SPANS};
 *     0: none, which costs nothing
 */
public record MemoryQuery(
        String text,
        int limit,
        MemoryFilter filter,
        @Nullable Instant askedAt,
        @Nullable ZoneId zone,
        double minConfidence,
        int spans) {
    /** The most memories that one recall returns. */
    public static final int MAX_LIMIT = 1_000;

    /** How many memories a recall returns when nothing is said: {@value}. */
    public static final int DEFAULT_LIMIT = 10;

    /** The most spans of one text. */
    public static final int MAX_SPANS = 100;

    private static final Instant EARLIEST = Instant.parse("0002-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9998-12-31T00:00:00Z");

    /** Checks the values. */
    public MemoryQuery {
        Require.text(text, "query");
        Require.positive(limit, "limit");
        Require.present(filter, "filter");
        Require.unit(minConfidence, "minConfidence");
        if (askedAt != null && (askedAt.isBefore(EARLIEST) || askedAt.isAfter(LATEST))) {
            throw Require.invalid("askedAt must lie in [" + EARLIEST + ", " + LATEST + "], but is " + askedAt);
        }
        if (spans < 0) {
            throw Require.invalid("spans must not be negative, but is " + spans);
        }
        Require.atMost(spans, MAX_SPANS, "spans");
        if (limit > MAX_LIMIT) {
            throw new MemoryException(
                    ErrorCode.LIMIT_EXCEEDED, "limit is " + limit + "; a recall returns at most " + MAX_LIMIT);
        }
    }

    /** A question to all that is visible, for at most {@value #DEFAULT_LIMIT} memories. */
    public static MemoryQuery of(String text) {
        return new MemoryQuery(text, DEFAULT_LIMIT, MemoryFilter.any(), null, null, 0, 0);
    }

    /** This question, for at most so many memories. */
    public MemoryQuery withLimit(int limit) {
        return new MemoryQuery(text, limit, filter, askedAt, zone, minConfidence, spans);
    }

    /** This question, to the memories that a filter accepts. */
    public MemoryQuery withFilter(MemoryFilter filter) {
        return new MemoryQuery(text, limit, filter, askedAt, zone, minConfidence, spans);
    }

    /** This question, as if it were asked at a moment. */
    public MemoryQuery withAskedAt(Instant moment) {
        return new MemoryQuery(text, limit, filter, Require.present(moment, "askedAt"), zone, minConfidence, spans);
    }

    /** This question, asked in a time zone: the days, weeks and months that it names are those of this zone. */
    public MemoryQuery withZone(ZoneId zone) {
        return new MemoryQuery(text, limit, filter, askedAt, Require.present(zone, "zone"), minConfidence, spans);
    }

    /** This question, if it is answered with at least this probability, 0 to 1. */
    public MemoryQuery withMinConfidence(double probability) {
        return new MemoryQuery(text, limit, filter, askedAt, zone, probability, spans);
    }

    /** This question, and where in each recalled text it is answered: at most so many spans, 0 to {@value #MAX_SPANS}. */
    public MemoryQuery withSpans(int spans) {
        return new MemoryQuery(text, limit, filter, askedAt, zone, minConfidence, spans);
    }
}
