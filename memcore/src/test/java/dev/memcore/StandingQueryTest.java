package dev.memcore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Recalled;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.standing.StandingQuery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A question may precede its answer. */
final class StandingQueryTest {
    private static final MemoryQuery PLUMBER = MemoryQuery.of("When does the plumber come?");
    private static final String TUESDAY = "The plumber comes on Tuesday at nine.";
    private static final List<String> FILLERS = List.of(
            "The museum opens a new wing for sculptures.",
            "My sister bakes bread with rye and caraway.",
            "The train to Basel was cancelled because of snow.",
            "We painted the fence green last summer.",
            "Her cello needs new strings before the concert.");

    private MemoryManager memory;
    private MemorySpace alice;
    private final List<String> heard = new ArrayList<>();

    @BeforeEach
    void open() {
        memory = Memcore.inMemory();
        alice = memory.space(Scope.of("acme", "alice"));
    }

    @AfterEach
    void close() {
        memory.close();
    }

    private static List<String> texts(List<Recalled> hits) {
        return hits.stream().map(hit -> hit.memory().text()).toList();
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            alice.remember(FILLERS.get(i % FILLERS.size()) + " It was day " + i + ".");
        }
    }

    @Test
    void theAnswerIsReturnedOnceWhenItWasWritten() {
        alice.remember("The plumber was here in March.");
        StandingQuery later = alice.recallLater(PLUMBER, 100);
        assertEquals(List.of(), later.poll());
        fill(20);
        assertEquals(List.of(), later.poll());
        Memory answer = alice.session("monday").add(Role.USER, TUESDAY);
        fill(5);
        assertEquals(List.of(TUESDAY), texts(later.poll()));
        assertEquals(List.of(), later.poll());
        alice.revise(answer.id(), "The plumber comes on Friday at nine.");
        assertEquals(List.of("The plumber comes on Friday at nine."), texts(later.poll()));
        assertEquals(100 - 27, later.remainingWrites());
        assertTrue(later.active());
    }

    @Test
    void aListenerHearsTheAnswerBeforeTheWriteReturns() {
        alice.recallLater(PLUMBER, 100, hit -> heard.add(hit.memory().text()));
        fill(3);
        assertEquals(List.of(), heard);
        alice.remember(TUESDAY);
        assertEquals(List.of(TUESDAY), heard);
        fill(3);
        assertEquals(List.of(TUESDAY), heard);
    }

    @Test
    void itEndsAfterItsWritesAndWhenItIsCancelled() {
        StandingQuery two = alice.recallLater(PLUMBER, 2);
        StandingQuery cancelled = alice.recallLater(PLUMBER, 2);
        cancelled.cancel();
        assertFalse(cancelled.active());
        alice.remember(FILLERS.getFirst());
        alice.remember(TUESDAY);
        assertFalse(two.active());
        alice.remember("The plumber comes on Sunday at six.");
        assertEquals(List.of(TUESDAY), texts(two.poll()));
        assertEquals(List.of(), cancelled.poll());
    }

    @Test
    void onlyWhatThePrincipalSees() {
        StandingQuery later = alice.recallLater(PLUMBER, 5);
        memory.space(Scope.of("acme", "bob")).remember(TUESDAY);
        memory.space(new Principal(Scope.of("acme", "alice"), Set.of("secret")))
                .remember(Observation.builder(TUESDAY).label("secret").build());
        assertEquals(List.of(), later.poll());
        assertEquals(5, later.remainingWrites());
        memory.space(Scope.of("acme")).remember("The plumber comes on Monday at ten.");
        assertEquals(List.of("The plumber comes on Monday at ten."), texts(later.poll()));
        assertEquals(4, later.remainingWrites());
    }

    @Test
    void aListenerThatThrowsDoesNotHarmTheWriteOrOthers() {
        StandingQuery broken = alice.recallLater(PLUMBER, 100, hit -> {
            throw new IllegalStateException("a listener that fails");
        });
        alice.recallLater(PLUMBER, 100, hit -> heard.add(hit.memory().text()));
        Memory written = alice.remember(TUESDAY);
        assertEquals(written, alice.get(written.id()).orElseThrow());
        assertEquals(List.of(TUESDAY), heard);
        assertTrue(broken.active());
    }

    @Test
    void aListenerMayWriteAndCancel() {
        List<StandingQuery> own = new ArrayList<>();
        own.add(alice.recallLater(PLUMBER, 100, hit -> {
            heard.add(hit.memory().text());
            alice.remember("Reminder: " + hit.memory().text());
        }));
        alice.remember(TUESDAY);
        assertEquals(List.of(TUESDAY), heard);
        fill(1);
        assertEquals(List.of(TUESDAY, "Reminder: " + TUESDAY), heard);
        own.getFirst().cancel();
        alice.remember("The plumber comes on Sunday at six.");
        assertEquals(2, heard.size());
    }

    @Test
    void theNumberIsLimited() {
        List<StandingQuery> all = new ArrayList<>();
        for (int i = 0; i < StandingQuery.MAX_PER_SPACE; i++) {
            all.add(alice.recallLater(PLUMBER, 10));
        }
        MemoryException refused = assertThrows(MemoryException.class, () -> alice.recallLater(PLUMBER, 10));
        assertEquals(ErrorCode.LIMIT_EXCEEDED, refused.code());
        memory.space(Scope.of("acme", "bob")).recallLater(PLUMBER, 10).cancel();
        all.getFirst().cancel();
        assertTrue(alice.recallLater(PLUMBER, 10).active());
    }

    @Test
    void itDoesNotSurviveARestart(@TempDir Path directory) {
        StandingQuery later;
        try (MemoryManager first = Memcore.open(directory)) {
            later = first.space(Scope.of("acme", "alice")).recallLater(PLUMBER, 10);
        }
        assertEquals(
                ErrorCode.CLOSED,
                assertThrows(MemoryException.class, later::poll).code());
    }

    @Test
    void aListenerMayCloseTheStore() {
        MemoryManager other = Memcore.inMemory();
        MemorySpace space = other.space(Scope.of("acme", "alice"));
        space.recallLater(PLUMBER, 10, hit -> other.close());
        assertEquals(TUESDAY, space.remember(TUESDAY).text());
        assertThrows(MemoryException.class, () -> space.remember("more"));
    }
}
