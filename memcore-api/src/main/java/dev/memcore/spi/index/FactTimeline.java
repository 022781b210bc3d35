package dev.memcore.spi.index;

import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The valid times of the facts with one key. Facts are applied in the order in which they were told, that is,
 * {@linkplain KeyedFact#told() created}:
 *
 * <ul>
 *   <li>A fact with a known end replaces all facts that were told before it, in its whole interval.
 *   <li>A fact without a known end replaces, from its start on, all facts that were told before it and do not start
 *       later. Facts that start later stay. So a late fact about the past never hides a newer one.
 *   <li>A fact without a known start is also valid before the time at which it was told, back to the last time at which
 *       a fact that was told before it starts or is valid. In this additional interval, any fact that is told later
 *       replaces it.
 * </ul>
 *
 * The result is not stored. If a fact is retracted, moved or ends, the facts that it replaced are valid again.
 * Immutable; thread-safe.
 */
public final class FactTimeline {
    private static final int NONE = -1;

    private final List<KeyedFact> facts;

    /** The times at which the valid fact may change, ascending. Stretch {@code i} ends at time {@code i}. */
    private final long[] moments;

    /** The index of the valid fact in each stretch, or {@link #NONE}. */
    private final int[] valid;

    private final long[] emptied;

    /**
     * Returns the timeline of facts.
     *
     * @param facts the facts with one key in one scope, in any order
     */
    public static FactTimeline of(Collection<KeyedFact> facts) {
        return new FactTimeline(Arguments.allPresent(facts, "facts").stream()
                .sorted(KeyedFact.AS_TOLD)
                .toList());
    }

    private FactTimeline(List<KeyedFact> asTold) {
        this.facts = asTold;
        this.moments = asTold.stream()
                .flatMapToLong(fact -> LongStream.of(fact.start(), fact.end()))
                .filter(moment -> moment != KeyedFact.ALWAYS && moment != KeyedFact.FOREVER)
                .sorted()
                .distinct()
                .toArray();
        this.valid = new int[moments.length + 1];
        this.emptied = new long[asTold.size()];
        Arrays.fill(valid, NONE);
        Arrays.fill(emptied, KeyedFact.FOREVER);
        apply();
    }

    /**
     * A half-open interval {@code [from, to)} in milliseconds since 1970. The bound {@link KeyedFact#ALWAYS} or {@link
     * KeyedFact#FOREVER} means that the interval is open at that end.
     */
    public record Interval(long from, long to) {
        /** The interval that contains all times. */
        public static final Interval EVER = new Interval(KeyedFact.ALWAYS, KeyedFact.FOREVER);

        /** Returns the interval of one millisecond that contains a time. */
        public static Interval at(Instant moment) {
            long from = Math.min(Arguments.present(moment, "moment").toEpochMilli(), KeyedFact.FOREVER - 1);
            return new Interval(from, from + 1);
        }

        /** Returns whether the interval is one millisecond long. */
        public boolean isMoment() {
            return from + 1 == to;
        }

        /** Returns whether the intervals have a time in common. */
        public boolean overlaps(Interval other) {
            return from < Arguments.present(other, "other").to && other.from < to;
        }
    }

    /** A fact and an interval in which it is valid. */
    public record Valid(MemoryId id, Interval interval) {
        /** Checks that nothing is missing. */
        public Valid {
            Arguments.present(id, "id");
            Arguments.present(interval, "interval");
        }
    }

    private void apply() {
        int[] stretches = new int[facts.size()];
        boolean[] filled = new boolean[valid.length];
        boolean[] starts = new boolean[valid.length];
        for (int place = 0; place < facts.size(); place++) {
            KeyedFact fact = facts.get(place);
            int first = stretch(fact.start());
            int last = fact.end() == KeyedFact.FOREVER ? valid.length : stretch(fact.end());
            for (int i = first; i < last; i++) {
                if (valid[i] == NONE || filled[i] || replaces(fact, facts.get(valid[i]))) {
                    take(i, place, stretches);
                    filled[i] = false;
                }
            }
            for (int i = first; !fact.startKnown() && i > 0 && !starts[i] && valid[i - 1] == NONE; i--) {
                take(i - 1, place, stretches);
                filled[i - 1] = true;
            }
            starts[first] = true;
            if (stretches[place] == 0) {
                emptied[place] = fact.told();
            }
        }
    }

    private void take(int stretch, int place, int[] stretches) {
        int before = valid[stretch];
        valid[stretch] = place;
        stretches[place]++;
        if (before != NONE && --stretches[before] == 0) {
            emptied[before] = facts.get(place).told();
        }
    }

    /** Returns the stretch that starts at a time. */
    private int stretch(long moment) {
        return moment == KeyedFact.ALWAYS ? 0 : Arrays.binarySearch(moments, moment) + 1;
    }

    private static boolean replaces(KeyedFact fact, KeyedFact before) {
        return fact.endKnown() || before.start() <= fact.start();
    }

    /**
     * Returns the valid facts with their intervals, in the order of time. Each fact has as few intervals as possible.
     */
    public List<Valid> all() {
        List<Valid> all = new ArrayList<>();
        for (int i = 0; i < valid.length; i++) {
            int first = i;
            while (i + 1 < valid.length && valid[i + 1] == valid[first]) {
                i++;
            }
            if (valid[first] != NONE) {
                long from = first == 0 ? KeyedFact.ALWAYS : moments[first - 1];
                long to = i == moments.length ? KeyedFact.FOREVER : moments[i];
                all.add(new Valid(facts.get(valid[first]).id(), new Interval(from, to)));
            }
        }
        return all;
    }

    /**
     * Returns the facts that are not valid at any time, because other facts replaced all of their validity.
     *
     * @return by replaced fact, the time in milliseconds since 1970 at which the last fact that replaced it was told
     */
    public Map<MemoryId, Long> replaced() {
        Map<MemoryId, Long> replaced = new HashMap<>();
        for (int place = 0; place < emptied.length; place++) {
            if (emptied[place] != KeyedFact.FOREVER) {
                replaced.put(facts.get(place).id(), emptied[place]);
            }
        }
        return replaced;
    }

    /**
     * Returns the index of the fact that is valid at a time, or -1 if none is. Gives the same result as {@link #all}
     * for one time, in O(facts).
     *
     * @param asTold the facts with one key in one scope, {@linkplain KeyedFact#AS_TOLD as they were told}
     * @param moment the time in milliseconds since 1970
     */
    public static int validAt(List<KeyedFact> asTold, long moment) {
        Arguments.allPresent(asTold, "asTold");
        int valid = NONE;
        boolean filled = false;
        long nextStart = KeyedFact.FOREVER;
        for (int place = 0; place < asTold.size(); place++) {
            KeyedFact fact = asTold.get(place);
            if (fact.start() > moment) {
                if (valid == NONE && !fact.startKnown() && fact.start() < nextStart) {
                    valid = place;
                    filled = true;
                }
                nextStart = Math.min(nextStart, fact.start());
            } else if (fact.end() > moment && (valid == NONE || filled || replaces(fact, asTold.get(valid)))) {
                valid = place;
                filled = false;
            }
        }
        return valid;
    }
}
