package dev.memcore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zone of a question: its own, or that of the scope, or the store's. */
final class TimeZoneTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");
    private static final Scope ALICE = Scope.of("acme", "alice");
    private static final List<String> DISHES = List.of("soba", "ramen", "curry", "sushi", "udon", "pizza", "salad");
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);

    private static String question(int day) {
        return "What did I eat for breakfast on " + day + " March 2026?";
    }

    private static String dish(int day) {
        return "For breakfast I ate " + DISHES.get(day - 1) + ".";
    }

    /** Remembers a breakfast each morning at seven, there. */
    private static void eat(MemorySpace space, ZoneId zone) {
        for (int day = 0; day < DISHES.size(); day++) {
            Instant morning = FIRST.plusDays(day).atTime(7, 0).atZone(zone).toInstant();
            space.remember(Observation.builder(dish(day + 1)).eventTime(morning).build());
        }
    }

    private static String first(MemoryView view, MemoryQuery query) {
        return view.recall(query.withAskedAt(Instant.parse("2026-03-20T12:00:00Z")))
                .memories()
                .getFirst()
                .text();
    }

    private static List<String> all(MemoryView view, Function<MemoryQuery, MemoryQuery> as) {
        return List.of(1, 2, 3, 4, 5, 6, 7).stream()
                .map(day -> first(view, as.apply(MemoryQuery.of(question(day)))))
                .toList();
    }

    private static List<String> right() {
        return List.of(1, 2, 3, 4, 5, 6, 7).stream().map(TimeZoneTest::dish).toList();
    }

    @Test
    void daysAreThoseOfTheStoresZone() {
        for (ZoneId zone : List.of(TOKYO, LOS_ANGELES, ZoneOffset.UTC)) {
            try (MemoryManager memory = Memcore.builder().zone(zone).build()) {
                eat(memory.space(ALICE), zone);
                assertEquals(right(), all(memory.space(ALICE), query -> query));
            }
        }
    }

    @Test
    void aScopeMayHaveAZoneOfItsOwn() {
        Scope bob = Scope.of("acme", "bob");
        try (MemoryManager memory = Memcore.builder()
                .zone(scope -> scope.equals(bob) ? LOS_ANGELES : TOKYO)
                .build()) {
            eat(memory.space(ALICE), TOKYO);
            eat(memory.space(bob), LOS_ANGELES);
            assertEquals(right(), all(memory.space(ALICE), query -> query));
            assertEquals(right(), all(memory.space(bob), query -> query));
        }
    }

    @Test
    void aQuestionsOwnZoneCountsBeforeThatOfTheScope() {
        try (MemoryManager memory = Memcore.builder().zone(ZoneOffset.UTC).build()) {
            eat(memory.space(ALICE), TOKYO);
            assertEquals(
                    dish(2), first(memory.space(ALICE), MemoryQuery.of(question(1))), "in UTC it was still the 1st");
            assertEquals(right(), all(memory.space(ALICE), query -> query.withZone(TOKYO)));
        }
    }

    @Test
    void nothingThatIsStoredDependsOnTheZone(@TempDir Path directory) {
        try (MemoryManager memory =
                Memcore.builder().directory(directory).zone(ZoneOffset.UTC).build()) {
            eat(memory.space(ALICE), TOKYO);
            memory.awaitIndexed();
        }
        try (MemoryManager memory =
                Memcore.builder().directory(directory).zone(TOKYO).build()) {
            assertEquals(right(), all(memory.space(ALICE), query -> query));
        }
    }

    @Test
    void whatHasNoEventIsOfTheDayOnWhichItWasRemembered() {
        ManualClock clock = new ManualClock(FIRST.atTime(7, 0).atZone(TOKYO).toInstant());
        try (MemoryManager memory = Memcore.builder().clock(clock).zone(TOKYO).build()) {
            MemorySpace space = memory.space(ALICE);
            for (int day = 1; day <= DISHES.size(); day++) {
                space.remember(dish(day));
                String today = space.recall("What did I eat for breakfast today?")
                        .memories()
                        .getFirst()
                        .text();
                assertEquals(dish(day), today);
                clock.advance(Duration.ofDays(1));
                String yesterday = space.recall("What did I eat for breakfast yesterday?")
                        .memories()
                        .getFirst()
                        .text();
                assertEquals(dish(day), yesterday);
            }
            assertEquals(right(), all(space, query -> query));
            assertEquals(dish(2), first(space.asOf(clock.instant()), MemoryQuery.of(question(2))));
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what a host without a null checker may do
    void aZoneThatIsMissingIsAFault() {
        MemoryException refused = assertThrows(
                MemoryException.class,
                () -> Memcore.builder().zone((ZoneId) null).build());
        assertEquals(ErrorCode.INVALID_ARGUMENT, refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains("zone must not be null"));
        try (MemoryManager memory = Memcore.builder().zone(scope -> null).build()) {
            memory.space(ALICE).remember(dish(1));
            MemoryException nowhere = assertThrows(
                    MemoryException.class, () -> memory.space(ALICE).recall("breakfast"));
            assertTrue(String.valueOf(nowhere.getMessage()).contains(ALICE.toString()));
        }
        assertThrows(MemoryException.class, () -> MemoryQuery.of("breakfast").withZone(null));
    }
}
