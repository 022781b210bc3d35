package dev.memcore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Valid time and recorded time are independent: what was valid on a day, as it was known on another, is what a model says. */
final class BitemporalTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final int DAYS = 12;

    /** What is done on a day. */
    enum What {
        TELL,
        FORGET,
        UNDO
    }

    /**
     * What is done.
     *
     * @param from the day on which a fact begins to be valid
     * @param days for how many; 0: without an end
     * @param which of the facts is forgotten, or is the one whose last change is taken back
     */
    record Step(What what, int from, int days, int which) {}

    /** What the model knows of a fact. */
    private record Told(MemoryId id, int from, int days, boolean alive) {
        boolean covers(int day) {
            return alive && from <= day && (days == 0 || day < from + days);
        }

        boolean replaces(Told before) {
            return days > 0 || before.from <= from;
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(What.TELL, What.TELL, What.TELL, What.FORGET, What.UNDO),
                        Arbitraries.integers().between(0, DAYS - 1),
                        Arbitraries.of(0, 0, 2, 5),
                        Arbitraries.integers().between(0, 20))
                .as(Step::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(9);
    }

    private static Instant day(int day) {
        return FIRST.plus(Duration.ofDays(day));
    }

    private static @Nullable MemoryId valid(List<Told> facts, int day) {
        Told valid = null;
        for (Told fact : facts) {
            if (fact.covers(day) && (valid == null || fact.replaces(valid))) {
                valid = fact;
            }
        }
        return valid == null ? null : valid.id();
    }

    private static List<MemoryId> shown(MemoryView view, int day) {
        MemoryFilter filter =
                MemoryFilter.builder().kind(Kind.FACT).validAt(day(day)).build();
        return view.list(filter, null, 10).memories().stream().map(Memory::id).toList();
    }

    private static void assertShown(List<Told> known, MemoryView view, String when) {
        for (int day = 0; day < DAYS; day++) {
            MemoryId valid = valid(known, day);
            assertEquals(valid == null ? List.of() : List.of(valid), shown(view, day), when + ", valid on day " + day);
        }
    }

    private static Told tell(MemorySpace bob, Step step, int number) {
        Observation.Builder fact = Observation.fact("home", "home " + number).validFrom(day(step.from()));
        if (step.days() > 0) {
            fact.validTo(day(step.from() + step.days()));
        }
        return new Told(bob.remember(fact.build()).id(), step.from(), step.days(), true);
    }

    private static void apply(MemorySpace bob, List<Told> facts, Step step) {
        if (step.what() == What.TELL) {
            facts.add(tell(bob, step, facts.size()));
            return;
        }
        Predicate<Told> suits = step.what() == What.FORGET ? Told::alive : fact -> true;
        List<Told> suitable = facts.stream().filter(suits).toList();
        if (suitable.isEmpty()) {
            return;
        }
        Told chosen = suitable.get(step.which() % suitable.size());
        if (step.what() == What.FORGET) {
            bob.forget(chosen.id());
        } else {
            bob.undo(chosen.id()); // its telling, its forgetting, or the undoing of either
        }
        facts.set(facts.indexOf(chosen), new Told(chosen.id(), chosen.from(), chosen.days(), !chosen.alive()));
    }

    @Property(tries = 60)
    void everyDayIsShownAsItWasKnownOnEveryOther(@ForAll("steps") List<Step> steps) {
        ManualClock clock = new ManualClock(FIRST.plus(Duration.ofDays(100)));
        List<Instant> moments = new ArrayList<>();
        List<List<Told>> known = new ArrayList<>();
        try (MemoryManager manager = Memcore.builder().clock(clock).build()) {
            MemorySpace bob = manager.space(Scope.of("acme", "bob"));
            List<Told> facts = new ArrayList<>();
            for (Step step : steps) {
                apply(bob, facts, step);
                assertShown(facts, bob, "at once");
                moments.add(clock.instant());
                known.add(List.copyOf(facts));
                clock.advance(Duration.ofDays(1));
            }
            manager.awaitIndexed();
            for (int i = 0; i < moments.size(); i++) {
                assertShown(known.get(i), bob.asOf(moments.get(i)), "as of step " + i);
            }
        }
    }
}
