package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.Condition;
import dev.memcore.api.filter.MemoryFilter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question to memory. Immutable; made by a {@link #builder builder}:
 *
 * {@snippet :
 * MemoryQuery query = MemoryQuery.builder("Where do I live?").limit(5).minConfidence(0.5).build();
 * }
 */
public final class MemoryQuery {
    /** The most memories that one recall returns. */
    public static final int MAX_LIMIT = 1_000;

    /** How many memories a recall returns if no limit is set: {@value}. */
    public static final int DEFAULT_LIMIT = 10;

    /** The most spans of one text. */
    public static final int MAX_SPANS = 100;

    private static final Instant EARLIEST = Instant.parse("0002-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9998-12-31T00:00:00Z");

    private final String text;
    private final int limit;
    private final MemoryFilter filter;
    private final @Nullable Instant askedAt;
    private final @Nullable ZoneId zone;
    private final double minConfidence;
    private final int spans;

    private MemoryQuery(Builder from) {
        text = Arguments.text(from.text, "query");
        limit = Arguments.positive(from.limit, "limit");
        filter = from.excluded.isEmpty()
                ? from.filter
                : from.filter.toBuilder().excluding(from.excluded).build();
        askedAt = from.askedAt;
        zone = from.zone;
        minConfidence = Arguments.unit(from.minConfidence, "minConfidence");
        spans = from.spans;
        if (askedAt != null && (askedAt.isBefore(EARLIEST) || askedAt.isAfter(LATEST))) {
            throw Arguments.invalid("askedAt must lie in [" + EARLIEST + ", " + LATEST + "], but is " + askedAt);
        }
        Condition condition = filter.condition();
        if (condition != null && condition.namesStatus()) {
            throw Arguments.invalid(
                    "a recall finds active memories only, so its filter takes no condition on the status;"
                            + " use list for superseded memories, but the condition is " + condition);
        }
        if (spans < 0) {
            throw Arguments.invalid("spans must not be negative, but is " + spans);
        }
        Arguments.atMost(spans, MAX_SPANS, "spans");
        if (limit > MAX_LIMIT) {
            throw MemoryException.of(
                    ErrorCode.LIMIT_EXCEEDED, "limit is " + limit + "; a recall returns at most " + MAX_LIMIT);
        }
    }

    /** A question to all that is visible, for at most {@value #DEFAULT_LIMIT} memories. */
    public static MemoryQuery of(String text) {
        return builder(text).build();
    }

    /** Starts a question to all that is visible, for at most {@value #DEFAULT_LIMIT} memories, asked now. */
    public static Builder builder(String text) {
        return new Builder(text);
    }

    /** A builder that starts with all parts of this question. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** The question, as a person or an agent would put it. */
    public String text() {
        return text;
    }

    /** How many memories at most, 1 to {@value #MAX_LIMIT}. */
    public int limit() {
        return limit;
    }

    /** Which memories may answer; without a condition on the status, because a recall finds active memories only. */
    public MemoryFilter filter() {
        return filter;
    }

    /** When it is asked: what "yesterday" or "last spring" in it is counted from; null: now. */
    public @Nullable Instant askedAt() {
        return askedAt;
    }

    /**
     * In which time zone it is asked: where the days of "yesterday" or "on 14 March" begin; null: that of the scope, see {@code
     * MemcoreBuilder.zone}.
     */
    public @Nullable ZoneId zone() {
        return zone;
    }

    /**
     * Below this {@linkplain RecallResult#confidence() probability} nothing is recalled: "nothing known"; 0 to 1; 0: whatever is
     * nearest.
     */
    public double minConfidence() {
        return minConfidence;
    }

    /**
     * How many {@linkplain Recalled#spans() spans} of each recalled text are looked for at most, 0 to {@value #MAX_SPANS}; 0: none,
     * which costs nothing.
     */
    public int spans() {
        return spans;
    }

    /** This question, for at most so many memories. */
    public MemoryQuery withLimit(int limit) {
        return toBuilder().limit(limit).build();
    }

    /** This question, to the memories that a filter accepts. */
    public MemoryQuery withFilter(MemoryFilter filter) {
        return toBuilder().filter(filter).build();
    }

    /** This question, as if it were asked at a moment. */
    public MemoryQuery withAskedAt(Instant moment) {
        return toBuilder().askedAt(moment).build();
    }

    /** This question, asked in a time zone: the days, weeks and months that it names are those of this zone. */
    public MemoryQuery withZone(ZoneId zone) {
        return toBuilder().zone(zone).build();
    }

    /** This question, if it is answered with at least this probability, 0 to 1. */
    public MemoryQuery withMinConfidence(double probability) {
        return toBuilder().minConfidence(probability).build();
    }

    /** This question, and where in each recalled text it is answered: at most so many spans, 0 to {@value #MAX_SPANS}. */
    public MemoryQuery withSpans(int spans) {
        return toBuilder().spans(spans).build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MemoryQuery that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "MemoryQuery[text=" + text + ", limit=" + limit + ", filter=" + filter + ", askedAt=" + askedAt
                + ", zone=" + zone + ", minConfidence=" + minConfidence + ", spans=" + spans + "]";
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(text, limit, filter, askedAt, zone, minConfidence, spans);
    }

    /** Builds a question; not safe for use by several threads. Parts are checked by {@link #build()}. */
    public static final class Builder {
        private final String text;
        private int limit = DEFAULT_LIMIT;
        private MemoryFilter filter = MemoryFilter.any();
        private @Nullable Instant askedAt;
        private @Nullable ZoneId zone;
        private double minConfidence;
        private int spans;
        private final Set<MemoryId> excluded = new LinkedHashSet<>();

        private Builder(String text) {
            this.text = Arguments.present(text, "query");
        }

        private Builder(MemoryQuery from) {
            excluded.addAll(from.filter.excluded()); // another filter does not bring them back
            text = from.text;
            limit = from.limit;
            filter = from.filter;
            askedAt = from.askedAt;
            zone = from.zone;
            minConfidence = from.minConfidence;
            spans = from.spans;
        }

        /** Sets how many memories at most, 1 to {@value MemoryQuery#MAX_LIMIT}. */
        public Builder limit(int limit) {
            this.limit = limit;
            return this;
        }

        /** Sets which memories may answer, in place of the filter that was set before. */
        public Builder filter(MemoryFilter filter) {
            this.filter = Arguments.present(filter, "filter");
            return this;
        }

        /**
         * Leaves out memories: they are no candidates, so the others are ranked and scored without them. Adds to what was left
         * out before, and to what the filter {@linkplain MemoryFilter#excluded() excludes}.
         */
        public Builder excluding(Set<MemoryId> ids) {
            excluded.addAll(Arguments.allPresent(ids, "excluded"));
            return this;
        }

        /**
         * Leaves out what the prompt already has: the messages of a session's {@linkplain SessionMemory#window window}. Works for a
         * recall of the session and for one of the whole space.
         */
        public Builder excludingWindow(List<Memory> window) {
            Arguments.allPresent(window, "window").forEach(message -> excluded.add(message.id()));
            return this;
        }

        /** Sets when it is asked. */
        public Builder askedAt(Instant moment) {
            this.askedAt = Arguments.present(moment, "askedAt");
            return this;
        }

        /** Sets the time zone of the days, weeks and months that it names. */
        public Builder zone(ZoneId zone) {
            this.zone = Arguments.present(zone, "zone");
            return this;
        }

        /** Sets the probability below which nothing is recalled, 0 to 1. */
        public Builder minConfidence(double probability) {
            this.minConfidence = probability;
            return this;
        }

        /** Sets how many spans of each recalled text are looked for at most, 0 to {@value MemoryQuery#MAX_SPANS}. */
        public Builder spans(int spans) {
            this.spans = spans;
            return this;
        }

        /** Builds the question, or says which part is wrong. */
        public MemoryQuery build() {
            return new MemoryQuery(this);
        }
    }
}
