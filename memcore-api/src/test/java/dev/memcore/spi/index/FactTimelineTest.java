package dev.memcore.spi.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.memcore.api.MemoryId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Compared with the rules of {@link FactTimeline}, applied to each moment of a short time. */
final class FactTimelineTest {
    private static final int MOMENTS = 12;
    private static final int NOBODY = -1;

    private static KeyedFact fact(int number, long start, boolean startKnown, long end) {
        return new KeyedFact(new MemoryId(1, number), number, start, startKnown, end, end != KeyedFact.FOREVER);
    }

    /** What is valid at each moment, by the rules alone. */
    private static int[] byTheRules(List<KeyedFact> asTold) {
        int[] valid = new int[MOMENTS];
        boolean[] filled = new boolean[MOMENTS];
        Arrays.fill(valid, NOBODY);
        for (int place = 0; place < asTold.size(); place++) {
            KeyedFact fact = asTold.get(place);
            for (int m = (int) fact.start(); m < Math.min(fact.end(), MOMENTS); m++) {
                boolean free = valid[m] == NOBODY || filled[m];
                if (free || fact.endKnown() || asTold.get(valid[m]).start() <= fact.start()) {
                    valid[m] = place;
                    filled[m] = false;
                }
            }
            if (!fact.startKnown()) {
                for (int m = (int) fact.start() - 1; m >= 0 && valid[m] == NOBODY; m--) {
                    if (startsWithin(asTold.subList(0, place), m + 1, fact.start())) {
                        break;
                    }
                    valid[m] = place;
                    filled[m] = true;
                }
            }
        }
        return valid;
    }

    private static boolean startsWithin(List<KeyedFact> facts, long from, long to) {
        return facts.stream().anyMatch(fact -> fact.start() >= from && fact.start() <= to);
    }

    @Provide
    Arbitrary<List<KeyedFact>> facts() {
        Arbitrary<int[]> shapes = Combinators.combine(
                        Arbitraries.integers().between(0, MOMENTS - 2),
                        Arbitraries.integers().between(1, MOMENTS),
                        Arbitraries.of(0, 1),
                        Arbitraries.of(0, 1))
                .as((start, length, startKnown, endKnown) -> new int[] {start, length, startKnown, endKnown});
        return shapes.list().ofMaxSize(7).map(all -> {
            List<KeyedFact> facts = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                int[] shape = all.get(i);
                long end = shape[3] == 1 ? shape[0] + shape[1] : KeyedFact.FOREVER;
                facts.add(fact(i, shape[0], shape[2] == 1, end));
            }
            return facts;
        });
    }

    @Property
    void oneFactAtMostIsValidAtAMomentAsTheRulesSay(@ForAll("facts") List<KeyedFact> asTold, @ForAll long seed) {
        int[] expected = byTheRules(asTold);
        List<KeyedFact> shuffled = new ArrayList<>(asTold);
        Collections.shuffle(shuffled, new Random(seed));
        List<FactTimeline.Valid> all = FactTimeline.of(shuffled).all();
        for (int m = 0; m < MOMENTS; m++) {
            FactTimeline.Interval moment = new FactTimeline.Interval(m, m + 1);
            List<MemoryId> valid = all.stream()
                    .filter(one -> one.interval().overlaps(moment))
                    .map(FactTimeline.Valid::id)
                    .toList();
            List<MemoryId> wanted = expected[m] == NOBODY
                    ? List.of()
                    : List.of(asTold.get(expected[m]).id());
            assertEquals(wanted, valid, "at " + m + " of " + asTold);
            assertEquals(expected[m], FactTimeline.validAt(asTold, m), "at " + m + " of " + asTold);
        }
    }

    @Property
    void whatIsReplacedIsValidAtNoMoment(@ForAll("facts") List<KeyedFact> asTold) {
        FactTimeline timeline = FactTimeline.of(asTold);
        List<MemoryId> valid =
                timeline.all().stream().map(FactTimeline.Valid::id).distinct().toList();
        for (KeyedFact fact : asTold) {
            assertEquals(!valid.contains(fact.id()), timeline.replaced().containsKey(fact.id()), asTold::toString);
        }
    }

    @Test
    void aFactOfTheFutureLeavesTodayAlone() {
        KeyedFact ten = fact(1, 0, true, KeyedFact.FOREVER);
        KeyedFact twelve = fact(2, 6, true, KeyedFact.FOREVER);
        assertEquals(0, FactTimeline.validAt(List.of(ten, twelve), 5));
        assertEquals(1, FactTimeline.validAt(List.of(ten, twelve), 6));
    }

    @Test
    void aLateFactOfThePastHidesNothingNewer() {
        KeyedFact rome = fact(1, 6, true, KeyedFact.FOREVER);
        KeyedFact paris = fact(2, 2, true, KeyedFact.FOREVER);
        assertEquals(1, FactTimeline.validAt(List.of(rome, paris), 3));
        assertEquals(0, FactTimeline.validAt(List.of(rome, paris), 7));
    }

    @Test
    void whenATemporaryFactEndsTheOneBeforeIsValidAgain() {
        KeyedFact home = fact(1, 0, true, KeyedFact.FOREVER);
        KeyedFact hotel = fact(2, 3, true, 5);
        FactTimeline timeline = FactTimeline.of(List.of(hotel, home));
        assertEquals(
                List.of(home.id(), hotel.id(), home.id()),
                timeline.all().stream().map(FactTimeline.Valid::id).toList());
        assertFalse(timeline.replaced().containsKey(home.id()));
    }
}
