package dev.memcore.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.error.InvalidArgumentException;
import dev.memcore.api.fact.FactValue;
import dev.memcore.api.fact.Facts;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.report.SessionSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a host can list: scopes, sessions, memories, and facts by key. */
abstract class OverviewContract extends StoreTest {
    private static final Scope BOB = Scope.of("acme", "bob");

    private MemorySpace space() {
        return manager.space(BOB);
    }

    @Test
    void theSessionsOfAScopeAreListedLatestFirst() {
        assertEquals(List.of(), space().sessions());
        Instant monday = clock.instant();
        space().session("monday").add(Role.USER, "good morning");
        clock.advance(Duration.ofHours(1));
        Memory source = space().session("monday").add(Role.ASSISTANT, "good morning, Bob");
        Instant noon = clock.instant();
        space().session("monday")
                .add(Observation.builder("a greeting").derivedFrom(source.id()).build());
        clock.advance(Duration.ofDays(1));
        space().session("tuesday").add(Role.USER, "good evening");
        Instant tuesday = clock.instant();
        manager.space(Scope.of("acme", "eve")).session("hers").add(Role.USER, "hello");
        space().remember("outside of a session");

        List<SessionSummary> expected = List.of(
                new SessionSummary("tuesday", 1, tuesday, tuesday), new SessionSummary("monday", 2, monday, noon));
        assertEquals(expected, space().sessions());
        reopen();
        assertEquals(expected, space().sessions());
    }

    @Test
    void theScopesOfATenantAreListed() {
        assertEquals(List.of(), manager.scopes("acme"));
        assertEquals(List.of(), manager.tenants());
        space().remember("of Bob");
        manager.space(Scope.of("acme", "alice")).remember("of Alice");
        manager.space(Scope.of("other", "bob")).remember("of another tenant");

        assertEquals(List.of(Scope.of("acme", "alice"), BOB), manager.scopes("acme"));
        assertEquals(List.of(), manager.scopes("unknown"));
        assertEquals(List.of("acme", "other"), manager.tenants());
        manager.space(BOB).erase(Erasure.wholeScope());
        assertEquals(List.of(Scope.of("acme", "alice")), manager.scopes("acme"));
    }

    @Test
    void aStreamReadsAllPages() {
        int size = 2 * MemoryView.STREAM_PAGE + 1;
        List<Observation> many = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            many.add(Observation.of("note " + i));
        }
        List<Memory> made = space().rememberAll(many);

        assertEquals(made, space().stream(MemoryFilter.any()).toList());
        assertEquals(
                made.getFirst(), space().stream(MemoryFilter.any()).findFirst().orElseThrow());
        assertEquals(
                Optional.empty(), space().list(MemoryFilter.any(), null, size).nextPage());
    }

    @Test
    void maintenanceNeedsNoArgument() {
        assertTrue(manager.maintain().finished());
        assertTrue(manager.dryRun().finished());
    }

    @Test
    void factsAreSetReplacedAndClosed() {
        Facts facts = space().facts();
        assertEquals(Optional.empty(), facts.get("favourite colour"));
        assertFalse(facts.close("favourite colour"));

        facts.set("favourite colour", "blue");
        clock.advance(Duration.ofDays(1));
        Memory red = facts.set("Favourite  Colour", "red");
        facts.set("town", "Paris");

        assertEquals(Optional.of(red), facts.get("FAVOURITE COLOUR"));
        assertEquals(List.of(red), facts.values("favourite colour"));
        assertEquals(List.of("favourite colour", "town"), facts.keys());
        assertEquals(
                List.of("blue", "red"),
                facts.timeline("favourite colour").stream().map(FactValue::text).toList());

        clock.advance(Duration.ofDays(1));
        assertTrue(facts.close("favourite colour"));
        assertEquals(Optional.empty(), facts.get("favourite colour"));
        assertEquals(List.of("town"), facts.keys());
        assertEquals(
                List.of("blue", "red"),
                facts.timeline("favourite colour").stream()
                        .filter(value -> value.status() == Status.ACTIVE)
                        .map(FactValue::text)
                        .toList());
        assertThrows(InvalidArgumentException.class, () -> facts.set(Observation.of("no key")));
    }

    @Test
    void severalScopesMayEachHaveAValue() {
        Scope agent = new Scope("acme", "bob", "helper");
        Memory ofUser = space().facts().set("tone", "brief");
        Memory ofAgent = manager.space(agent).facts().set("tone", "polite");

        assertEquals(List.of(ofUser, ofAgent), manager.space(agent).facts().values("tone"));
        assertTrue(manager.space(agent).facts().close("tone"));
        assertEquals(Optional.of(ofUser), manager.space(agent).facts().get("tone"));
    }
}
