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
 * Which of the facts with one key is valid when. Facts are applied in the order in which they were told:
 *
 * <ul>
 *   <li>A fact with a known end replaces what was told before it, throughout its interval.
 *   <li>A fact without an end replaces from its start on whatever started no later; what starts later stays. So a late fact about
 *       the past never hides a newer one.
 *   <li>A fact that does not say since when it has been valid also fills the time before it was told, back to the next moment at which
 *       anything else that was told before starts or is valid.
 * </ul>
 *
 * Nothing is stored of the outcome: where a fact is taken back, moved or ends, what it had replaced is valid again. Immutable;
 * thread-safe.
 */
public final class FactTimeline {
    private static final int NOBODY = -1;

    private final List<KeyedFact> facts;

    /** The moments at which something may change, ascending; stretch {@code i} lies before moment {@code i}. */
    private final long[] moments;

    /** The facts that are valid in each stretch, by their places. */
    private final int[] valid;

    private final long[] emptied;

    /**
     * The timeline of facts.
     *
     * @param facts those of one key in one scope, in any order
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
        Arrays.fill(valid, NOBODY);
        Arrays.fill(emptied, KeyedFact.FOREVER);
        apply();
    }

    /** A half-open interval of milliseconds since 1970; {@link KeyedFact#ALWAYS} and {@link KeyedFact#FOREVER} are its open ends. */
    public record Interval(long from, long to) {
        /** All moments. */
        public static final Interval EVER = new Interval(KeyedFact.ALWAYS, KeyedFact.FOREVER);

        /** One moment. */
        public static Interval at(Instant moment) {
            long from = Math.min(Arguments.present(moment, "moment").toEpochMilli(), KeyedFact.FOREVER - 1);
            return new Interval(from, from + 1);
        }

        /** Whether it is one moment alone. */
        public boolean isMoment() {
            return from + 1 == to;
        }

        /** Whether it has a moment in common with another one. */
        public boolean overlaps(Interval other) {
            return from < Arguments.present(other, "other").to && other.from < to;
        }
    }

    /** A fact in an interval throughout which it is valid. */
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
                if (valid[i] == NOBODY || filled[i] || replaces(fact, facts.get(valid[i]))) {
                    take(i, place, stretches);
                    filled[i] = false;
                }
            }
            for (int i = first; !fact.startKnown() && i > 0 && !starts[i] && valid[i - 1] == NOBODY; i--) {
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
        if (before != NOBODY && --stretches[before] == 0) {
            emptied[before] = facts.get(place).told();
        }
    }

    /** The stretch that begins at a moment. */
    private int stretch(long moment) {
        return moment == KeyedFact.ALWAYS ? 0 : Arrays.binarySearch(moments, moment) + 1;
    }

    private static boolean replaces(KeyedFact fact, KeyedFact before) {
        return fact.endKnown() || before.start() <= fact.start();
    }

    /** What is valid when, in the order of time, each fact in as few intervals as possible. */
    public List<Valid> all() {
        List<Valid> all = new ArrayList<>();
        for (int i = 0; i < valid.length; i++) {
            int first = i;
            while (i + 1 < valid.length && valid[i + 1] == valid[first]) {
                i++;
            }
            if (valid[first] != NOBODY) {
                long from = first == 0 ? KeyedFact.ALWAYS : moments[first - 1];
                long to = i == moments.length ? KeyedFact.FOREVER : moments[i];
                all.add(new Valid(facts.get(valid[first]).id(), new Interval(from, to)));
            }
        }
        return all;
    }

    /**
     * The facts of which nothing is left, because others have replaced them throughout.
     *
     * @return when the last of them was told that did so, by the replaced fact
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
     * The place of the fact that is valid at a moment, or -1: none is. The same as {@link #all}, for one moment and in O(facts).
     *
     * @param asTold the facts of one key in one scope, {@linkplain KeyedFact#AS_TOLD as they were told}
     */
    public static int validAt(List<KeyedFact> asTold, long moment) {
        Arguments.allPresent(asTold, "asTold");
        int valid = NOBODY;
        boolean filled = false;
        long nextStart = KeyedFact.FOREVER;
        for (int place = 0; place < asTold.size(); place++) {
            KeyedFact fact = asTold.get(place);
            if (fact.start() > moment) {
                if (valid == NOBODY && !fact.startKnown() && fact.start() < nextStart) {
                    valid = place;
                    filled = true;
                }
                nextStart = Math.min(nextStart, fact.start());
            } else if (fact.end() > moment && (valid == NOBODY || filled || replaces(fact, asTold.get(valid)))) {
                valid = place;
                filled = false;
            }
        }
        return valid;
    }
}
