package dev.memcore.bench.simulate.keeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.bench.simulate.trace.Trace;
import dev.memcore.bench.simulate.trace.TraceSize;
import dev.memcore.bench.simulate.trace.Traces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ContenderTest {
    private static final TraceSize SIZE = new TraceSize(60, 1_500, 0.9);

    /** Caffeine draws from a generator of its own, one candidate in 128, so a few hits differ from run to run. */
    private static final String UNSEEDED = "w-tinylfu";

    private static final double BY_CHANCE = 0.05;

    /** Of Belady's paper and many textbooks: which pages stay in three frames. */
    private static final int[] PAGES = {7, 0, 1, 2, 0, 3, 0, 4, 2, 3, 0, 3, 2, 1, 2, 0, 1, 7, 0, 1};

    @Test
    void aHandWorkedTraceHasTheHitsOfTheTextbooks() {
        Trace pages = trace(PAGES);
        assertEquals(5, hits("fifo", pages, 3));
        assertEquals(8, hits("lru", pages, 3));
        // One more than the textbooks' eleven, for it need not keep what was asked for.
        assertEquals(12, best(PAGES, 3));
        assertEquals(12, hits("oracle", pages, 3));
    }

    /** The most hits that any way to keep so many can have, by trying all: by what is kept, as bits, the hits so far. */
    private static int best(int[] wanted, int capacity) {
        Map<Integer, Integer> states = Map.of(0, 0);
        for (int item : wanted) {
            Map<Integer, Integer> next = new HashMap<>();
            states.forEach((kept, hits) -> {
                int with = kept | 1 << item;
                next.merge(kept, hits + (kept == with ? 1 : 0), Math::max);
                if (kept != with && Integer.bitCount(with) <= capacity) {
                    next.merge(with, hits, Math::max);
                }
                for (int other = 0; other < 8 && kept != with; other++) {
                    if ((kept >> other & 1) == 1) {
                        next.merge(with & ~(1 << other), hits, Math::max);
                    }
                }
            });
            states = next;
        }
        return states.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    @Test
    void lruIsThatOfALinkedHashMap() {
        Trace trace = Traces.drift(SIZE, 5);
        long expected = 0;
        Map<Integer, Integer> kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, Integer> eldest) {
                return size() > 12;
            }
        };
        for (Trace.Step step : trace.steps()) {
            expected += kept.put(step.item(), 0) == null ? 0 : 1;
        }
        assertEquals(expected, hits("lru", trace, 12));
    }

    @Test
    void nobodyBeatsWhoKnowsTheFuture() {
        Traces.byName().forEach((name, generator) -> {
            Trace trace = generator.trace(SIZE, 5);
            double best = rate("oracle", trace, 15);
            for (String contender : Catalogue.names()) {
                double rate = rate(contender, trace, 15);
                assertTrue(rate > 0 && rate <= best, contender + " on " + name + ": " + rate + " of " + best);
            }
        });
    }

    @Test
    void aScanHurtsLruMoreThanLfu() {
        Trace scan = Traces.scan(new TraceSize(200, 4_000, 1), 5);
        assertTrue(rate("lfu", scan, 20) > rate("lru", scan, 20) + 0.03);
    }

    @Test
    void theSameSeedGivesTheSameHits() {
        Trace trace = Traces.zipf(SIZE, 5);
        for (String name : Catalogue.names()) {
            assertEquals(rate(name, trace, 40), rate(name, trace, 40), name.equals(UNSEEDED) ? BY_CHANCE : 0, name);
        }
    }

    private static long hits(String name, Trace trace, int capacity) {
        return Math.round(rate(name, trace, capacity) * trace.asked());
    }

    private static double rate(String name, Trace trace, int capacity) {
        return Catalogue.named(name).values().iterator().next().hitRate(trace, capacity, 1);
    }

    private static Trace trace(int... wanted) {
        List<Trace.Item> items = new ArrayList<>();
        List<Trace.Step> steps = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            items.add(new Trace.Item("page " + i, 0.5));
        }
        for (int i = 0; i < wanted.length; i++) {
            steps.add(new Trace.Step(wanted[i], Trace.BEGIN.plus(Duration.ofHours(i)), true));
        }
        return new Trace("by hand", items, steps);
    }
}
