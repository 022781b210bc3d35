package dev.memcore.store.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.spi.TokenCounter;
import dev.memcore.store.Samples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RecentWindowsTest {
    private static final TokenCounter ONE = text -> 1;

    /** The truth, as an index would hold it. */
    private final Map<Long, Memory> truth = new ConcurrentSkipListMap<>();

    private final AtomicInteger loads = new AtomicInteger();

    @Test
    void aWindowHoldsTheLatestMessagesInOrderAndIsLoadedOnce() {
        RecentWindows windows = new RecentWindows(10, 4, this::load);
        for (long number = 1; number <= 9; number++) {
            publish(windows, turn("s", number, 1, Status.ACTIVE));
            List<Long> shown = numbers(windows.window(Samples.SCOPE, "s", 3, ONE));
            assertEquals(
                    LongStream.rangeClosed(Math.max(1, number - 2), number)
                            .boxed()
                            .toList(),
                    shown);
        }
        assertEquals(1, loads.get());
    }

    @Test
    void aWindowHasNoLimitButItsBudget() {
        RecentWindows windows = new RecentWindows(10, 4, this::load);
        for (long number = 1; number <= 1_000; number++) {
            publish(windows, turn("s", number, 1, Status.ACTIVE));
        }
        assertEquals(3, windows.window(Samples.SCOPE, "s", 3, ONE).size());
        assertEquals(1, loads.get());
        for (int tokens : List.of(4, 5, 100, 999)) {
            List<Memory> window = windows.window(Samples.SCOPE, "s", tokens, ONE);
            assertEquals(LongStream.rangeClosed(1_001 - tokens, 1_000).boxed().toList(), numbers(window));
        }
        int before = loads.get();
        assertEquals(
                1_000,
                windows.window(Samples.SCOPE, "s", Integer.MAX_VALUE, ONE).size());
        assertEquals(8, loads.get() - before, "4 doubled until it is more than 1,000");
        assertEquals(3, windows.window(Samples.SCOPE, "s", 3, ONE).size());
        assertEquals(8, loads.get() - before, "what is kept is still there");
    }

    @Test
    void tokensAreCountedUntilThereAreEnough() {
        RecentWindows windows = new RecentWindows(10, 4, this::load);
        for (long number = 1; number <= 100; number++) {
            publish(windows, turn("s", number, 1, Status.ACTIVE));
        }
        assertEquals(4, windows.tokens(Samples.SCOPE, "s", message -> true, 3, ONE));
        assertEquals(16, windows.tokens(Samples.SCOPE, "s", message -> true, 9, ONE));
        assertEquals(100, windows.tokens(Samples.SCOPE, "s", message -> true, Long.MAX_VALUE, ONE));
        assertEquals(0, windows.tokens(Samples.SCOPE, "s", message -> false, 1, ONE));
    }

    /** Whatever is kept, a window is what the whole session gives. */
    @Property
    void whatIsKeptMakesNoDifference(
            @ForAll("chats") List<Memory> chat,
            @ForAll @IntRange(min = 0, max = 24) int tokens,
            @ForAll @IntRange(min = 1, max = 4) int kept) {
        truth.clear();
        RecentWindows windows = new RecentWindows(10, kept, this::load);
        windows.window(Samples.SCOPE, "s", tokens, ONE);
        chat.forEach(message -> publish(windows, message));

        List<Memory> window = windows.window(Samples.SCOPE, "s", tokens, String::length);

        TurnWindow whole = TurnWindow.of(chat, true, tokens, String::length);
        assertEquals(numbers(whole.messages()), numbers(window));
    }

    @Provide
    Arbitrary<List<Memory>> chats() {
        return TurnWindowTest.anyChat();
    }

    @Test
    void sessionsAndScopesDoNotMix() {
        RecentWindows windows = new RecentWindows(10, 3, this::load);
        publish(windows, turn("s", 1, 1, Status.ACTIVE));
        publish(windows, turn("t", 2, 1, Status.ACTIVE));
        assertEquals(List.of(1L), numbers(window(windows, "s")));
        assertEquals(List.of(2L), numbers(window(windows, "t")));
        assertEquals(List.of(), windows.window(Scope.of("acme", "kim"), "s", 9, ONE));
    }

    @Test
    void whatWasDerivedOrIsHiddenFromTheReaderIsNotInTheWindow() {
        RecentWindows windows = new RecentWindows(10, 3, this::load);
        publish(windows, turn("s", 1, 1, Status.ACTIVE));
        publish(windows, turn("s", 2, 1, Status.ACTIVE));
        Observation fact = Observation.builder("derived")
                .session("s")
                .derivedFrom(Samples.id(1))
                .build();
        publish(windows, memory(3, 1, Status.ACTIVE, fact));
        assertEquals(List.of(1L, 2L), numbers(window(windows, "s")));
        assertEquals(
                List.of(1L),
                numbers(windows.window(Samples.SCOPE, "s", memory -> memory.id().equals(Samples.id(1)), 9, ONE)));
    }

    @Test
    void theSessionsUsedLeastRecentlyAreDropped() {
        RecentWindows windows = new RecentWindows(2, 3, this::load);
        for (int i = 0; i < 100; i++) {
            window(windows, "s" + i);
        }
        int before = loads.get();
        for (int i = 0; i < 100; i++) {
            window(windows, "s" + i);
        }
        assertTrue(loads.get() - before >= 98, "loads: " + (loads.get() - before));
    }

    @Test
    void sessionsAreDroppedWhenTheirMessagesTakeTooMuchHeap() {
        RecentWindows windows = new RecentWindows(100, 10, 100_000, this::load);
        for (int i = 0; i < 20; i++) {
            window(windows, "s" + i);
            Observation large = Observation.builder("x".repeat(10_000))
                    .session("s" + i)
                    .role(Role.USER)
                    .build();
            publish(windows, memory(1 + i, 1, Status.ACTIVE, large));
        }
        int before = loads.get();
        for (int i = 0; i < 20; i++) {
            assertEquals(1, window(windows, "s" + i).size());
        }
        assertTrue(loads.get() - before >= 15, "loads: " + (loads.get() - before));
    }

    @Test
    void aLoadingThatFailsIsTriedAgain() {
        AtomicBoolean failing = new AtomicBoolean(true);
        RecentWindows windows = new RecentWindows(10, 3, (scope, session, atLeast) -> {
            if (failing.getAndSet(false)) {
                throw new IllegalStateException("not now");
            }
            return load(scope, session, atLeast);
        });
        assertThrows(IllegalStateException.class, () -> window(windows, "s"));
        Memory first = turn("s", 1, 1, Status.ACTIVE);
        publish(windows, first);
        assertEquals(List.of(first), window(windows, "s"));
    }

    /** One change: which message, and what it becomes. */
    record Change(int message, Status status) {}

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<Status> status =
                Arbitraries.of(Status.ACTIVE, Status.ACTIVE, Status.ACTIVE, Status.FORGOTTEN, Status.QUARANTINED);
        return Combinators.combine(Arbitraries.integers().between(1, 20), status)
                .as(Change::new)
                .list()
                .ofMaxSize(60);
    }

    @Property
    void aKeptWindowIsWhatLoadingWouldGive(@ForAll("changes") List<Change> changes) {
        truth.clear();
        RecentWindows kept = new RecentWindows(10, 3, this::load);
        window(kept, "s");
        long newest = 0;
        for (Change change : changes) {
            // Ids rise; a change of a message that is not there yet makes the next one.
            long number = change.message() > newest ? ++newest : change.message();
            Memory present = truth.get(number);
            publish(kept, turn("s", number, present == null ? 1 : present.version() + 1, change.status()));
            RecentWindows fresh = new RecentWindows(10, 3, this::load);
            assertEquals(window(fresh, "s"), window(kept, "s"));
        }
    }

    @Test
    @Timeout(60)
    void whoPublishesDoesNotWaitForALoadingAndNothingIsLost() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch visible = new CountDownLatch(1);
        RecentWindows windows = new RecentWindows(10, 3, (scope, session, atLeast) -> {
            List<Memory> loaded = load(scope, session, atLeast);
            loading.countDown();
            await(visible);
            return loaded;
        });
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Future<List<Memory>> first = executor.submit(() -> window(windows, "s"));
            await(loading);
            Memory late = turn("s", 1, 1, Status.ACTIVE);
            truth.put(1L, late);
            windows.published(List.of(late)); // while the loader waits
            visible.countDown();
            assertEquals(List.of(late), first.get());
            assertEquals(List.of(late), window(windows, "s"));
        }
    }

    private void publish(RecentWindows windows, Memory version) {
        truth.put(version.id().leastSignificant(), version);
        windows.published(List.of(version));
    }

    private List<Memory> load(Scope scope, String session, int atLeast) {
        loads.incrementAndGet();
        List<Memory> found = new ArrayList<>(truth.values().stream()
                .filter(memory -> memory.scope().equals(scope) && session.equals(memory.session()))
                .filter(memory -> memory.status() == Status.ACTIVE)
                .filter(memory -> memory.observation().derivedFrom().isEmpty())
                .sorted(Comparator.comparing(Memory::id).reversed())
                .limit(atLeast)
                .toList());
        return found;
    }

    private static List<Memory> window(RecentWindows windows, String session) {
        return windows.window(Samples.SCOPE, session, 9, ONE);
    }

    private static List<Long> numbers(List<Memory> messages) {
        return messages.stream().map(each -> each.id().leastSignificant()).toList();
    }

    private static Memory turn(String session, long number, int version, Status status) {
        return memory(
                number,
                version,
                status,
                Observation.builder("turn " + number + " v" + version)
                        .session(session)
                        .role(Role.USER)
                        .build());
    }

    private static Memory memory(long number, int version, Status status, Observation observation) {
        return Memory.builder(Samples.id(number), Samples.SCOPE, observation)
                .version(version)
                .sequence(1)
                .recordedAt(Samples.NOON)
                .status(status)
                .build();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
