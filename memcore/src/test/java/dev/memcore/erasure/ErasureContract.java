package dev.memcore.erasure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.UndoConflictException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.operation.Outcome;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.api.report.Usage;
import dev.memcore.contract.StoreTest;
import dev.memcore.opening.LogBackedMemoryManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a space promises of erasure. */
public abstract class ErasureContract extends StoreTest {
    private MemorySpace bob;
    private MemorySpace eve;

    @BeforeEach
    void openSpaces() {
        bob = manager.space(Scope.of("acme", "bob"));
        eve = manager.space(Scope.of("acme", "eve"));
    }

    @Test
    void nothingIsLeftButTheMark() {
        Memory kept = bob.remember("Bob has a dog");
        Memory secret = bob.remember("Bob is ill");
        secret = bob.revise(secret.id(), "Bob is very ill");

        ErasureReceipt receipt = bob.erase(Erasure.of(secret.id()).withCause(Cause.of("host", "Bob asked for it")));
        assertEquals(1, receipt.entries().size());
        assertEquals(2, receipt.entries().getFirst().versions());
        assertTrue(bob.verify(receipt).ok(), () -> bob.verify(receipt).toString());
        for (int round = 0; round < 2; round++) {
            assertEquals(Optional.empty(), bob.get(secret.id()));
            assertEquals(List.of(kept), bob.recall("is Bob very ill?").memories());
            assertEquals(List.of(kept), bob.list(MemoryFilter.any(), null, 10).memories());
            assertEquals(Optional.empty(), bob.asOf(START).get(secret.id()));
            assertEquals(List.of(kept), bob.asOf(START).recall("is Bob ill").memories());
            List<Memory> history = bob.history(secret.id());
            assertEquals(1, history.size());
            assertEquals(Status.ERASED, history.getFirst().status());
            assertEquals("Bob asked for it", history.getFirst().cause().reason());
            assertFalse(history.getFirst().text().contains("ill"));
            assertTrue(bob.verify(receipt).ok());
            assertTrue(manager.check().ok(), () -> manager.check().toString());
            reopenSpaces();
        }
        manager.close();
        store.loseIndex();
        reopenSpaces();
        assertEquals(Status.ERASED, bob.history(secret.id()).getFirst().status());
        assertEquals(List.of(kept), bob.recall("is Bob very ill?").memories());
        assertTrue(bob.verify(receipt).ok());
        assertTrue(manager.check().ok(), () -> manager.check().toString());
    }

    private void reopenSpaces() {
        reopen();
        openSpaces();
    }

    @Test
    void aReceiptThatWasChangedDoesNotVerify() {
        Memory first = bob.remember("one");
        Memory second = bob.remember("two");
        ErasureReceipt receipt = bob.erase(Erasure.of(first.id(), second.id()));
        assertEquals(receipt, ErasureReceipt.parse(receipt.encode()));

        ErasureReceipt.Entry one = receipt.entries().get(0);
        ErasureReceipt.Entry two = receipt.entries().get(1);
        String nonce = "00000000000000000000000000000000";
        assertNotEquals(nonce, receipt.nonce());
        for (ErasureReceipt changed : List.of(
                with(receipt, List.of(two, one)),
                with(receipt, List.of(one)),
                with(receipt, List.of(one, new ErasureReceipt.Entry(new MemoryId(1, 1), 1, two.digest()))),
                with(receipt, List.of(one, new ErasureReceipt.Entry(two.id(), 2, two.digest()))),
                with(receipt, List.of(one, new ErasureReceipt.Entry(two.id(), 1, one.digest()))),
                new ErasureReceipt(receipt.sequence() - 1, receipt.erasedAt(), receipt.nonce(), receipt.entries()),
                new ErasureReceipt(receipt.sequence() + 1, receipt.erasedAt(), receipt.nonce(), receipt.entries()),
                new ErasureReceipt(
                        receipt.sequence(), receipt.erasedAt().plusMillis(1), receipt.nonce(), receipt.entries()),
                new ErasureReceipt(receipt.sequence(), receipt.erasedAt(), nonce, receipt.entries()))) {
            CheckReport report = bob.verify(changed);
            assertFalse(report.ok(), changed::toString);
        }
        assertFalse(eve.verify(receipt).ok(), "another reader's");
        assertTrue(bob.verify(receipt).ok());
    }

    private static ErasureReceipt with(ErasureReceipt receipt, List<ErasureReceipt.Entry> entries) {
        return new ErasureReceipt(receipt.sequence(), receipt.erasedAt(), receipt.nonce(), entries);
    }

    @Test
    void whatWasDerivedGoesToo() {
        Memory raw = bob.remember("Bob said that he is ill");
        Memory fact = bob.remember(
                Observation.builder("Bob is ill").derivedFrom(raw.id()).build());
        Memory insight = bob.remember(
                Observation.builder("Bob needs rest").derivedFrom(fact.id()).build());
        bob.forget(insight.id());

        ErasureReceipt receipt = bob.erase(Erasure.of(raw.id()));
        assertEquals(
                Set.of(raw.id(), fact.id(), insight.id()),
                Set.copyOf(
                        receipt.entries().stream().map(ErasureReceipt.Entry::id).toList()));
        assertEquals(List.of(), bob.recall("ill rest").memories());
        assertFails(
                ErrorCode.CONFLICT,
                () -> bob.remember(
                        Observation.builder("late").derivedFrom(raw.id()).build()));
    }

    @Test
    void whatWasDerivedIsMadeAnewFromWhatRemains() {
        Memory ill = bob.remember("Bob is ill");
        Memory dog = bob.remember("Bob has a dog");
        Memory both = bob.remember(Observation.builder("Bob is ill and has a dog")
                .derivedFrom(ill.id())
                .derivedFrom(dog.id())
                .build());
        Memory alone = bob.remember(
                Observation.builder("Bob should rest").derivedFrom(ill.id()).build());

        ErasureReceipt receipt = bob.erase(Erasure.of(ill.id())
                .withRederivation((derived, remaining) -> remaining.isEmpty()
                        ? null
                        : "in short: " + remaining.getFirst().text()));
        assertEquals(3, receipt.entries().size());
        List<Memory> left = bob.list(MemoryFilter.any(), null, 10).memories();
        assertEquals(
                List.of("Bob has a dog", "in short: Bob has a dog"),
                left.stream().map(Memory::text).toList());
        assertEquals(Set.of(dog.id()), left.getLast().observation().derivedFrom());
        assertEquals(Optional.empty(), bob.get(both.id()));
        assertEquals(Optional.empty(), bob.get(alone.id()));
        assertTrue(bob.verify(receipt).ok());
    }

    @Test
    void allThatAFilterAcceptsGoes() {
        SessionMemory monday = bob.session("monday");
        Memory turn = monday.add(Role.USER, "hello on monday");
        Memory archived = bob.remember(Observation.builder("old talk")
                .session("monday")
                .tier(Tier.ARCHIVE)
                .build());
        Memory forgotten = bob.remember(
                Observation.builder("forgotten talk").session("monday").build());
        bob.forget(forgotten.id());
        Memory tuesday = bob.session("tuesday").add(Role.USER, "hello on tuesday");

        ErasureReceipt receipt = bob.erase(
                Erasure.matching(MemoryFilter.builder().session("monday").build()));
        assertEquals(
                Set.of(turn.id(), archived.id(), forgotten.id()),
                Set.copyOf(
                        receipt.entries().stream().map(ErasureReceipt.Entry::id).toList()));
        assertEquals(List.of(), monday.window(100));
        assertEquals(List.of(tuesday), bob.session("tuesday").window(100));
        assertEquals(
                List.of(),
                bob.erase(Erasure.matching(
                                MemoryFilter.builder().session("monday").build()))
                        .entries());
    }

    @Test
    void aFilterThatNamesTiersReachesNoOther() {
        Memory archived = bob.remember(
                Observation.builder("an old talk").tier(Tier.ARCHIVE).build());
        MemoryFilter.Builder filter = MemoryFilter.builder();
        List<Tier> named = List.of(Tier.SHORT, Tier.MID, Tier.LONG);
        for (Tier tier : named) {
            bob.remember(Observation.builder("a talk").tier(tier).build());
            filter.tier(tier);
        }
        assertEquals(3, bob.erase(Erasure.matching(filter.build())).entries().size());
        assertEquals(Optional.of(archived), bob.get(archived.id()));
        assertEquals(
                1,
                bob.erase(Erasure.matching(
                                MemoryFilter.builder().tier(Tier.ARCHIVE).build()))
                        .entries()
                        .size());
    }

    @Test
    void aWholeScopeGoesAndNoOther() {
        MemorySpace shared = manager.space(Scope.of("acme"));
        Memory ours = shared.remember("the office is in Oslo");
        bob.remember("Bob likes tea");
        bob.blocks().set("persona", "kind");
        Memory hers = eve.remember("Eve likes tea");

        assertEquals(2, bob.erase(Erasure.wholeScope()).entries().size());
        assertEquals(List.of(ours), bob.recall("tea in the office").memories());
        assertEquals(Optional.empty(), bob.blocks().get("persona"));
        assertEquals(
                Set.of(ours, hers), Set.copyOf(eve.recall("tea in the office").memories()));
        assertEquals("new", bob.blocks().set("persona", "new").text());
    }

    private MemorySpace in(Scope scope, String... clearances) {
        return manager.space(new Principal(scope, Set.of(clearances)));
    }

    /** Everything that is not erased, of whatever scope and status. */
    private List<String> left() {
        return ((LogBackedMemoryManager) manager)
                .engine().parts().index().scan(null, null, 1_000).stream()
                        .filter(memory -> memory.status() != Status.ERASED)
                        .map(Memory::text)
                        .toList();
    }

    @Test
    void aUserIsForgottenWithAllAgentsInOneCall() {
        Scope user = Scope.of("acme", "bob");
        MemorySpace coach = in(user.withAgent("coach"));
        in(Scope.of("acme")).remember("shared by all");
        in(Scope.of("acme").withAgent("coach")).remember("shared by the coach's users");
        eve.remember("of Eve");
        in(Scope.of("acme", "eve").withAgent("coach")).remember("of Eve and the coach");
        in(Scope.of("other", "bob")).remember("of another tenant");
        List<String> others = left();

        Memory own = bob.remember("Bob likes tea");
        bob.blocks().set("persona", "Bob is kind");
        bob.remember(Observation.builder("a note").kind(Kind.RECORD).build());
        Memory turn = coach.session("gym").add(Role.USER, "I ran ten miles");
        coach.blocks().set("plan", "Bob runs");
        Memory keyed =
                coach.remember(Observation.builder("once").idempotencyKey("k").build());
        Memory derived = coach.remember(
                Observation.builder("tea helps").derivedFrom(own.id()).build());
        Memory forgotten = coach.remember("a slip");
        coach.forget(forgotten.id());
        coach.feedback(Set.of(turn.id()), Outcome.CITED);

        ErasureReceipt receipt = bob.erase(Erasure.wholeScope());
        assertEquals(others, left());
        assertEquals(8, receipt.entries().size());
        assertEquals(List.of(), coach.session("gym").window(1_000));
        assertEquals(Optional.empty(), coach.blocks().get("plan"));
        assertEquals(Usage.NONE, coach.usage(turn.id()));
        assertEquals(Status.ERASED, coach.history(derived.id()).getFirst().status());
        assertNotEquals(
                keyed.id(),
                coach.remember(Observation.builder("again").idempotencyKey("k").build())
                        .id());
        assertTrue(bob.verify(receipt).ok(), () -> bob.verify(receipt).toString());
        assertFalse(eve.verify(receipt).ok(), "another user's");
        assertFalse(in(Scope.of("other")).verify(receipt).ok(), "another tenant's");
        assertEquals(1, bob.erase(Erasure.wholeScope()).entries().size(), "what came after");
        assertEquals(List.of(), bob.erase(Erasure.wholeScope()).entries());
        assertTrue(manager.check().ok(), () -> manager.check().toString());
    }

    @Test
    void whatTheCallerIsNotClearedForIsNamedAndNothingIsErased() {
        Scope user = Scope.of("acme", "bob");
        MemorySpace cleared = in(user.withAgent("coach"), "health", "money");
        bob.remember("Bob likes tea");
        in(user, "health").remember(Observation.builder("ill").label("health").build());
        Memory rich = cleared.remember(Observation.builder("rich and ill")
                .label("health")
                .label("money")
                .build());
        cleared.forget(rich.id());
        List<String> before = left();
        long commits = manager.stats().lastSequence();

        String refused = assertFails(ErrorCode.NOT_CLEARED, () -> bob.erase(Erasure.wholeScope()));
        assertTrue(refused.contains("2 memories have labels"), refused);
        assertTrue(refused.contains("health, money"), refused);
        assertFalse(refused.contains("ill"), refused);
        refused = assertFails(ErrorCode.NOT_CLEARED, () -> in(user, "health").erase(Erasure.wholeScope()));
        assertTrue(refused.contains("1 memory has labels"), refused);
        assertTrue(refused.endsWith("not cleared for: money"), refused);
        assertFails(ErrorCode.NOT_CLEARED, () -> bob.erase(Erasure.exactScope()));
        assertFails(ErrorCode.NOT_CLEARED, () -> in(Scope.of("acme")).erase(Erasure.wholeTenant()));
        assertEquals(before, left());
        assertEquals(commits, manager.stats().lastSequence());

        ErasureReceipt receipt = in(user, "health", "money").erase(Erasure.wholeScope());
        assertEquals(3, receipt.entries().size());
        assertEquals(List.of(), left());
        assertTrue(bob.verify(receipt).ok(), "what is erased has no labels any more");
    }

    @Test
    void aTenantGoesOnlyAsATenant() {
        Scope tenant = Scope.of("acme");
        in(tenant).remember("shared by all");
        in(tenant.withAgent("coach")).remember("shared by the coach's users");
        bob.remember("of Bob");
        in(Scope.of("acme", "eve").withAgent("coach")).remember("of Eve and the coach");
        in(Scope.of("acme2")).remember("of another tenant");

        assertFails(ErrorCode.INVALID_ARGUMENT, () -> in(tenant).erase(Erasure.wholeScope()));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> bob.erase(Erasure.wholeTenant()));
        assertEquals(1, in(tenant).erase(Erasure.exactScope()).entries().size());
        assertFalse(left().contains("shared by all"));
        assertEquals(
                2,
                in(tenant.withAgent("coach"))
                        .erase(Erasure.wholeScope())
                        .entries()
                        .size());
        assertEquals(List.of("of Bob", "of another tenant"), left());
        ErasureReceipt receipt = in(tenant).erase(Erasure.wholeTenant());
        assertEquals(List.of("of another tenant"), left());
        assertTrue(in(tenant).verify(receipt).ok());
        assertTrue(bob.verify(receipt).ok());
    }

    @Test
    void anErasureSaysWhatItIsAbout() {
        bob.remember("Bob likes tea");
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> bob.erase(Erasure.matching(MemoryFilter.any())));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> Erasure.of());
        assertFails(
                ErrorCode.INVALID_ARGUMENT, () -> Erasure.of(new MemoryId(1, 1)).withinExactScope());
        assertEquals(List.of("Bob likes tea"), left());
    }

    @Test
    void whatComesInWhileAScopeIsErasedGoesToo() {
        Scope user = Scope.of("acme", "bob");
        Memory first = bob.remember("Bob is ill");
        MemorySpace shared = manager.space(Scope.of("acme"));
        bob.apply(List.of(new MemoryOp.Add(
                new MemoryId(1, 1),
                Scope.of("acme"),
                Observation.builder("somebody is ill").derivedFrom(first.id()).build(),
                Cause.HOST)));
        ErasureReceipt receipt = bob.erase(Erasure.wholeScope().withRederivation((derived, remaining) -> {
            Memory late = bob.remember("Bob is very ill");
            Memory ofAgent = in(user.withAgent("coach")).remember("Bob cannot run");
            in(user.withAgent("coach"))
                    .remember(Observation.builder("Bob rests")
                            .derivedFrom(ofAgent.id())
                            .build());
            bob.apply(List.of(new MemoryOp.Add(
                    new MemoryId(1, 2),
                    Scope.of("acme"),
                    Observation.builder("somebody is very ill")
                            .derivedFrom(late.id())
                            .build(),
                    Cause.HOST)));
            shared.remember("the office is in Oslo");
            return null;
        }));
        assertEquals(List.of("the office is in Oslo"), left());
        assertEquals(6, receipt.entries().size());
        assertTrue(bob.verify(receipt).ok());
    }

    @Test
    void whatComesInWithAStrangeLabelStopsAnErasure() {
        Scope user = Scope.of("acme", "bob");
        Memory first = bob.remember("Bob is ill");
        bob.apply(List.of(new MemoryOp.Add(
                new MemoryId(1, 1),
                Scope.of("acme"),
                Observation.builder("somebody is ill").derivedFrom(first.id()).build(),
                Cause.HOST)));
        assertFails(
                ErrorCode.NOT_CLEARED,
                () -> bob.erase(Erasure.wholeScope().withRederivation((derived, remaining) -> {
                    in(user, "health")
                            .remember(
                                    Observation.builder("late").label("health").build());
                    return null;
                })));
        assertEquals(3, left().size());
    }

    @Test
    void aReceiptIsGoodForMemoriesThatAnAgentDerived() {
        Memory raw = bob.remember("Bob is ill");
        Memory derived = in(Scope.of("acme", "bob").withAgent("coach"))
                .remember(Observation.builder("Bob rests").derivedFrom(raw.id()).build());
        ErasureReceipt receipt = bob.erase(Erasure.of(raw.id()));
        assertEquals(
                List.of(raw.id(), derived.id()),
                receipt.entries().stream().map(ErasureReceipt.Entry::id).toList());
        assertTrue(bob.verify(receipt).ok(), () -> bob.verify(receipt).toString());
    }

    @Test
    void recordsOfHostsAreErasedLikeOtherMemories() {
        Memory record =
                bob.remember(Observation.builder("a protocol").kind(Kind.RECORD).build());
        assertEquals(1, bob.erase(Erasure.of(record.id())).entries().size());
        bob.remember(Observation.builder("another").kind(Kind.RECORD).build());
        assertEquals(
                1,
                bob.erase(Erasure.matching(
                                MemoryFilter.builder().kind(Kind.RECORD).build()))
                        .entries()
                        .size());
    }

    @Test
    void whatIsErasedCannotComeBack() {
        Memory kept = bob.remember("Bob is ill");
        Memory revised = bob.revise(kept.id(), "Bob is well");
        bob.erase(Erasure.of(kept.id()));

        assertFails(ErrorCode.NOT_FOUND, () -> bob.revise(kept.id(), "x"));
        assertFails(ErrorCode.NOT_FOUND, () -> bob.erase(Erasure.of(kept.id())));
        assertFails(ErrorCode.NOT_FOUND, () -> bob.forget(kept.id()));
        Assertions.assertThrows(UndoConflictException.class, () -> bob.undo(kept.id()));
        assertTrue(List.of(ErrorCode.CONFLICT, ErrorCode.NOT_FOUND).contains(codeOfUndo(revised.sequence())));
        assertFails(
                ErrorCode.CONFLICT,
                () -> bob.apply(
                        List.of(new MemoryOp.Add(kept.id(), kept.scope(), Observation.of("again"), Cause.HOST))));
        assertFails(ErrorCode.NOT_FOUND, () -> eve.erase(Erasure.of(revised.id())));
    }

    private ErrorCode codeOfUndo(long commit) {
        return Assertions.assertThrows(dev.memcore.api.error.MemoryException.class, () -> manager.undo(List.of(commit)))
                .code();
    }

    @Test
    void theIdempotencyKeyIsFreeAgain() {
        Observation keyed =
                Observation.builder("Bob is ill").idempotencyKey("k").build();
        Memory first = bob.remember(keyed);
        bob.erase(Erasure.of(first.id()));

        Memory second = bob.remember(keyed);
        assertNotEquals(first.id(), second.id());
        assertEquals(second.id(), bob.remember(keyed).id());
    }

    @Test
    void whatTheEraserDoesNotSeeIsErasedAndNotMadeAnew() {
        MemorySpace shared = manager.space(Scope.of("acme"));
        Memory fact = shared.remember("the office is in Oslo");
        Memory hers = eve.remember(
                Observation.builder("Eve hates Oslo").derivedFrom(fact.id()).build());

        ErasureReceipt receipt = shared.erase(Erasure.of(fact.id()).withRederivation((derived, remaining) -> {
            throw new AssertionError("was shown " + derived);
        }));
        assertEquals(2, receipt.entries().size());
        assertEquals(Optional.empty(), eve.get(hers.id()));
        assertEquals(List.of(), eve.recall("Oslo").memories());
    }
}
