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
 * A query for {@linkplain MemoryView#recall(MemoryQuery) recall}. Immutable. A {@link #builder builder} creates
 * queries:
 *
 * {@snippet :
 * MemoryQuery query = MemoryQuery.builder("Where do I live?").limit(5).minConfidence(0.5).build();
 * }
 */
public final class MemoryQuery {
    /** The maximum number of memories that one recall returns. */
    public static final int MAX_LIMIT = 1_000;

    /** The number of memories that a recall returns if no limit is set: {@value}. */
    public static final int DEFAULT_LIMIT = 10;

    /**
     * A minimum relevance for prompts: {@value}. It leaves out what has little to do with the question, and nearly all
     * evidence stays: at least 95 % of that among ten memories, on each set of questions that docs/research/results.md
     * lists.
     */
    public static final double PROMPT_MIN_RELEVANCE = 0.015;

    /**
     * A minimum confidence for prompts: {@value}. If the store has probably nothing about the question, the result is
     * empty. See {@link #forPrompt()}.
     */
    public static final double PROMPT_MIN_CONFIDENCE = 0.25;

    /** The maximum number of spans of one text. */
    public static final int MAX_SPANS = 100;

    private static final Instant EARLIEST = Instant.parse("0002-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9998-12-31T00:00:00Z");

    private final String text;
    private final int limit;
    private final MemoryFilter filter;
    private final @Nullable Instant askedAt;
    private final @Nullable ZoneId zone;
    private final double minConfidence;
    private final double minRelevance;
    private final int spans;
    private final int spannedLength;
    private final boolean joinedCopies;

    private MemoryQuery(Builder from) {
        text = Arguments.text(from.text, "query");
        limit = Arguments.positive(from.limit, "limit");
        filter = from.excluded.isEmpty()
                ? from.filter
                : from.filter.toBuilder().excluding(from.excluded).build();
        askedAt = from.askedAt;
        zone = from.zone;
        minConfidence = Arguments.unit(from.minConfidence, "minConfidence");
        minRelevance = Arguments.unit(from.minRelevance, "minRelevance");
        spans = from.spans;
        spannedLength = Arguments.notNegative(from.spannedLength, "spannedLength");
        joinedCopies = from.joinedCopies;
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

    /** Returns a query over all visible memories with a limit of {@value #DEFAULT_LIMIT}. */
    public static MemoryQuery of(String text) {
        return builder(text).build();
    }

    /** Creates a builder of a query over all visible memories with a limit of {@value #DEFAULT_LIMIT}, asked now. */
    public static Builder builder(String text) {
        return new Builder(text);
    }

    /** Creates a builder that contains all parts of this query. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Returns the question in natural language. */
    public String text() {
        return text;
    }

    /** Returns the maximum number of results, 1 to {@value #MAX_LIMIT}. */
    public int limit() {
        return limit;
    }

    /**
     * Returns the filter that selects the candidates. It has no condition on the status, because a recall returns
     * active memories only.
     */
    public MemoryFilter filter() {
        return filter;
    }

    /**
     * Returns the time at which the question is asked, or null for the present. Relative times such as "yesterday" or
     * "last spring" are resolved against it.
     */
    public @Nullable Instant askedAt() {
        return askedAt;
    }

    /**
     * Returns the time zone of the question, or null for the zone of the scope, see {@code MemcoreBuilder.zone}. It
     * defines the limits of days such as "yesterday" or "on 14 March".
     */
    public @Nullable ZoneId zone() {
        return zone;
    }

    /**
     * Returns the minimum {@linkplain RecallResult#confidence() confidence}, 0 to 1. If the confidence is below it, the
     * result has no hits. With 0, the nearest memories are always returned.
     */
    public double minConfidence() {
        return minConfidence;
    }

    /**
     * Returns the minimum {@linkplain Recalled#relevance() relevance} of a result, 0 to 1. If it is more than 0, a recall
     * may return fewer memories than its limit. With 0, the nearest memories are returned, however low their relevance is; this
     * is the default, because a recall with a filter is often used to list what matches the filter. For a prompt, use
     * {@link #forPrompt()}.
     */
    public double minRelevance() {
        return minRelevance;
    }

    /**
     * Returns the maximum number of {@linkplain Recalled#spans() spans} per recalled text, 0 to {@value #MAX_SPANS}.
     * With 0, no sentences are searched; only hits with long texts have spans, their best passages.
     */
    public int spans() {
        return spans;
    }

    /**
     * Returns the length up to which texts get no spans, 0 by default: an application that shows such texts whole does not
     * need them. Characters are counted; one from U+2E80 on, such as a Chinese character, counts 3.
     */
    public int spannedLength() {
        return spannedLength;
    }

    /**
     * Returns whether memories with the same text take one place in the result: the best of them is a hit, and the others
     * are its {@linkplain Recalled#copies() copies}. By default, each is a hit, because a recall with a filter is often used
     * to list what matches the filter. {@link #forPrompt()} sets it.
     */
    public boolean joinedCopies() {
        return joinedCopies;
    }

    /** Returns this query with another question. */
    public MemoryQuery withText(String text) {
        Builder other = toBuilder();
        other.text = Arguments.present(text, "query");
        return other.build();
    }

    /** Returns this query with another limit. */
    public MemoryQuery withLimit(int limit) {
        return toBuilder().limit(limit).build();
    }

    /** Returns this query with another filter. */
    public MemoryQuery withFilter(MemoryFilter filter) {
        return toBuilder().filter(filter).build();
    }

    /** Returns this query with another time at which it is asked. */
    public MemoryQuery withAskedAt(Instant moment) {
        return toBuilder().askedAt(moment).build();
    }

    /**
     * Returns this query with another time zone. The zone applies to the days, weeks and months that the question
     * names.
     */
    public MemoryQuery withZone(ZoneId zone) {
        return toBuilder().zone(zone).build();
    }

    /** Returns this query with another minimum confidence, 0 to 1. */
    public MemoryQuery withMinConfidence(double probability) {
        return toBuilder().minConfidence(probability).build();
    }

    /** Returns this query with another minimum relevance of its results, 0 to 1. With 0, nothing is cut off. */
    public MemoryQuery withMinRelevance(double probability) {
        return toBuilder().minRelevance(probability).build();
    }

    /**
     * Returns this query with {@link #PROMPT_MIN_CONFIDENCE}, {@link #PROMPT_MIN_RELEVANCE} and {@linkplain
     * #joinedCopies() joined copies}: the result has what belongs into a prompt, each statement once, and nothing if the
     * store has probably nothing about the question.
     */
    public MemoryQuery forPrompt() {
        return toBuilder()
                .minConfidence(PROMPT_MIN_CONFIDENCE)
                .minRelevance(PROMPT_MIN_RELEVANCE)
                .joinedCopies(true)
                .build();
    }

    /** Returns this query with another maximum number of spans per recalled text, 0 to {@value #MAX_SPANS}. */
    public MemoryQuery withSpans(int spans) {
        return toBuilder().spans(spans).build();
    }

    /** Returns this query with another treatment of memories with the same text, see {@link #joinedCopies()}. */
    public MemoryQuery withJoinedCopies(boolean joined) {
        return toBuilder().joinedCopies(joined).build();
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
                + ", zone=" + zone + ", minConfidence=" + minConfidence + ", minRelevance=" + minRelevance + ", spans="
                + spans + ", spannedLength=" + spannedLength + ", joinedCopies=" + joinedCopies + "]";
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(
                text, limit, filter, askedAt, zone, minConfidence, minRelevance, spans, spannedLength, joinedCopies);
    }

    /** Builds a query. Not safe for use by several threads. {@link #build()} validates the parts. */
    public static final class Builder {
        private String text;
        private int limit = DEFAULT_LIMIT;
        private MemoryFilter filter = MemoryFilter.any();
        private @Nullable Instant askedAt;
        private @Nullable ZoneId zone;
        private double minConfidence;
        private double minRelevance;
        private int spans;
        private int spannedLength;
        private boolean joinedCopies;
        private final Set<MemoryId> excluded = new LinkedHashSet<>();

        private Builder(String text) {
            this.text = Arguments.present(text, "query");
        }

        private Builder(MemoryQuery from) {
            excluded.addAll(from.filter.excluded()); // withFilter must keep the ids that the old filter excluded
            text = from.text;
            limit = from.limit;
            filter = from.filter;
            askedAt = from.askedAt;
            zone = from.zone;
            minConfidence = from.minConfidence;
            minRelevance = from.minRelevance;
            spans = from.spans;
            spannedLength = from.spannedLength;
            joinedCopies = from.joinedCopies;
        }

        /** Sets the maximum number of results, 1 to {@value MemoryQuery#MAX_LIMIT}. */
        public Builder limit(int limit) {
            this.limit = limit;
            return this;
        }

        /** Sets the filter, in place of the previous filter. */
        public Builder filter(MemoryFilter filter) {
            this.filter = Arguments.present(filter, "filter");
            return this;
        }

        /**
         * Excludes memories from the candidates. The other memories are ranked and scored without them. The ids are
         * added to the ids that were excluded before, and to those that the filter {@linkplain MemoryFilter#excluded()
         * excludes}.
         */
        public Builder excluding(Set<MemoryId> ids) {
            excluded.addAll(Arguments.allPresent(ids, "excluded"));
            return this;
        }

        /**
         * Excludes the messages of a session's {@linkplain SessionMemory#window window}, because the prompt already
         * contains them. Works for a recall of the session and for a recall of the whole space.
         */
        public Builder excludingWindow(List<Memory> window) {
            Arguments.allPresent(window, "window").forEach(message -> excluded.add(message.id()));
            return this;
        }

        /** Sets the time at which the question is asked. */
        public Builder askedAt(Instant moment) {
            this.askedAt = Arguments.present(moment, "askedAt");
            return this;
        }

        /** Sets the time zone of the days, weeks and months that the question names. */
        public Builder zone(ZoneId zone) {
            this.zone = Arguments.present(zone, "zone");
            return this;
        }

        /** Sets the minimum confidence, 0 to 1. Below it, the result has no hits. */
        public Builder minConfidence(double probability) {
            this.minConfidence = probability;
            return this;
        }

        /** Sets the minimum relevance of the results, 0 to 1. With 0, nothing is cut off. */
        public Builder minRelevance(double probability) {
            this.minRelevance = probability;
            return this;
        }

        /** Sets the maximum number of spans per recalled text, 0 to {@value MemoryQuery#MAX_SPANS}. */
        public Builder spans(int spans) {
            this.spans = spans;
            return this;
        }

        /** Sets the length up to which texts get no spans, 0 or more; see {@link MemoryQuery#spannedLength()}. */
        public Builder spannedLength(int characters) {
            this.spannedLength = characters;
            return this;
        }

        /** Sets whether memories with the same text take one place in the result. By default they do not. */
        public Builder joinedCopies(boolean joined) {
            this.joinedCopies = joined;
            return this;
        }

        /** Builds the query. Throws if a part is invalid, and the message names that part. */
        public MemoryQuery build() {
            return new MemoryQuery(this);
        }
    }
}
