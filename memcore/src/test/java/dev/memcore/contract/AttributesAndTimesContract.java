package dev.memcore.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.EventTime;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.fact.FactValue;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a space promises of attributes, expiry, validity and event time that are set, removed or cleared later. */
abstract class AttributesAndTimesContract extends StoreTest {
    private static final Duration DAY = Duration.ofDays(1);

    private MemorySpace bob;
    private MemorySpace eve;

    @BeforeEach
    void openSpaces() {
        bob = manager.space(Scope.of("acme", "bob"));
        eve = manager.space(Scope.of("acme", "eve"));
    }

    private void reopenWithoutIndex() {
        manager.close();
        store.loseIndex();
        manager = builder().build();
        openSpaces();
    }

    private static Observation full() {
        return Observation.builder("the bicycle is in the cellar")
                .importance(0.9)
                .attribute("colour", "red")
                .attribute("price", 5)
                .validFrom(START.minus(DAY))
                .validTo(START.plus(DAY))
                .expiresAt(START.plus(DAY.multipliedBy(2)))
                .eventTime(START)
                .build();
    }

    private static List<String> listed(MemoryView view, String attribute, String value) {
        MemoryFilter filter = MemoryFilter.builder().attribute(attribute, value).build();
        return view.list(filter, null, 10).memories().stream().map(Memory::text).toList();
    }

    @Test
    void anAttributeIsSetReplacedAndRemovedAndAllElseStays() {
        Memory before = bob.remember(full());
        clock.advance(Duration.ofHours(1));

        Memory blue = bob.setAttribute(before.id(), "colour", "blue");
        assertEquals(full().toBuilder().attribute("colour", "blue").build(), blue.observation());
        assertEquals(2, blue.version());
        assertEquals(before.createdAt(), blue.createdAt());
        assertEquals(List.of(), listed(bob, "colour", "red"));
        assertEquals(List.of(before.text()), listed(bob, "colour", "blue"));
        assertEquals(List.of(before.text()), listed(bob.asOf(START), "colour", "red"));

        bob.setAttribute(before.id(), "price", 6.5);
        bob.setAttribute(before.id(), "sold", true);
        bob.setAttribute(before.id(), "rooms", 3L);
        bob.setAttribute(before.id(), "seen", START);
        Memory after = bob.removeAttribute(before.id(), "colour");
        assertEquals(
                Map.of(
                        "price", new AttributeValue.Real(6.5),
                        "sold", new AttributeValue.Flag(true),
                        "rooms", new AttributeValue.Whole(3),
                        "seen", new AttributeValue.Moment(START)),
                after.observation().attributes());
        assertEquals(7, bob.history(before.id()).size());
        assertEquals(List.of(), listed(bob, "colour", "blue"));
        reopenWithoutIndex();
        assertEquals(after, bob.get(before.id()).orElseThrow());
        assertEquals(List.of(), listed(bob, "colour", "blue"));
    }

    @Test
    void anExpiryIsSetAndCleared() {
        MemoryId id = bob.remember("parked on level 3").id();
        bob.setExpiry(id, START.plus(DAY));
        clock.advance(DAY);
        assertTrue(bob.recall("parked").hits().isEmpty());
        manager.awaitIndexed();
        assertTrue(bob.recall("parked").hits().isEmpty());

        bob.setExpiry(id, null);
        assertEquals(1, bob.recall("parked").hits().size());
        manager.awaitIndexed();
        clock.advance(DAY.multipliedBy(1_000));
        assertEquals(1, bob.recall("parked").hits().size());
        reopenWithoutIndex();
        assertEquals(1, bob.recall("parked").hits().size());
    }

    @Test
    void bothEndsOfTheValidityAreReplacedAndNullOpensThem() {
        MemoryId id = bob.remember(full()).id();
        MemoryFilter tomorrow = MemoryFilter.builder().validAt(START.plus(DAY)).build();
        assertEquals(0, bob.list(tomorrow, null, 10).memories().size());

        Memory open = bob.setValidity(id, START, null);
        assertEquals(START, open.validFrom());
        assertEquals(full().toBuilder().validFrom(START).validTo(null).build(), open.observation());
        assertEquals(1, bob.list(tomorrow, null, 10).memories().size());
        Memory unknown = bob.setValidity(id, null, null);
        assertEquals(full().toBuilder().validFrom(null).validTo(null).build(), unknown.observation());
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> bob.setValidity(id, START, START));
    }

    @Test
    void anEventTimeIsSetAndCleared() {
        MemoryId id = bob.remember(full()).id();
        EventTime may = EventTime.from(START.minus(Duration.ofDays(300)), Duration.ofDays(31));
        assertEquals(may, bob.setEventTime(id, may).observation().eventTime());
        reopenWithoutIndex();
        assertEquals(may, bob.get(id).orElseThrow().observation().eventTime());
        assertEquals(
                full().toBuilder().eventTime((EventTime) null).build(),
                bob.setEventTime(id, null).observation());
    }

    @Test
    void whatIsThereAlreadyMakesNoVersion() {
        Memory before = bob.remember(full());
        assertEquals(before, bob.setAttribute(before.id(), "colour", "red"));
        assertEquals(before, bob.removeAttribute(before.id(), "size"));
        assertEquals(before, bob.setExpiry(before.id(), before.observation().expiresAt()));
        assertEquals(before, bob.setValidity(before.id(), START.minus(DAY), START.plus(DAY)));
        assertEquals(before, bob.setEventTime(before.id(), EventTime.at(START)));
        assertEquals(1, manager.stats().lastSequence());
        assertEquals(2, bob.setAttribute(before.id(), "price", 5.0).version(), "a number of another type");
    }

    @Test
    void undoGivesBackWhatWasClearedAndRemoved() {
        Memory before = bob.remember(full());
        Memory without = bob.apply(List.of(
                        new MemoryOp.SetAttributes(before.id(), Map.of(), Set.of("colour", "price"), Cause.HOST),
                        new MemoryOp.SetExpiry(before.id(), null, Cause.HOST),
                        new MemoryOp.SetValidity(before.id(), null, null, Cause.HOST),
                        new MemoryOp.SetEventTime(before.id(), null, Cause.HOST)))
                .getLast();
        Observation expected =
                Observation.builder(before.text()).importance(0.9).build();
        assertEquals(expected, without.observation());

        bob.undo(List.of(without.sequence()));
        assertEquals(full(), bob.get(before.id()).orElseThrow().observation());
        assertEquals(List.of(before.text()), listed(bob, "colour", "red"));
        reopenWithoutIndex();
        assertEquals(full(), bob.get(before.id()).orElseThrow().observation());
    }

    @Test
    void anExportCarriesThem() {
        MemoryId id = bob.remember(full()).id();
        bob.setAttribute(id, "colour", "blue");
        bob.removeAttribute(id, "price");
        bob.setExpiry(id, null);
        bob.setValidity(id, null, START);
        bob.setEventTime(id, null);
        List<Memory> versions = bob.history(id);
        assertEquals(6, versions.size());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        manager.exportTo(out);
        manager.close();
        store = newStore();
        manager = builder().build();
        openSpaces();
        manager.importFrom(new ByteArrayInputStream(out.toByteArray()));
        assertEquals(versions, bob.history(id));
    }

    @Test
    void theKeyOfAFactAndTheAttributesOfABlockCannotBeChanged() {
        MemoryId fact = bob.remember(Observation.fact("home", "Rome").build()).id();
        String refused = assertFails(ErrorCode.CONFLICT, () -> bob.setAttribute(fact, Observation.KEY, "office"));
        assertTrue(refused.contains(fact.toString()) && refused.contains("key"), refused);
        assertFails(ErrorCode.CONFLICT, () -> bob.setAttribute(fact, Observation.KEY, "home"));
        assertFails(ErrorCode.CONFLICT, () -> bob.removeAttribute(fact, Observation.KEY));
        assertEquals(2, bob.setAttribute(fact, "sure", true).version());
        MemoryId note = bob.remember("a note").id();
        assertEquals(2, bob.setAttribute(note, Observation.KEY, "any").version());

        MemoryId block = bob.blocks().set("persona", "friendly").memory().id();
        assertFails(ErrorCode.CONFLICT, () -> bob.setAttribute(block, "block", "other"));
        assertFails(ErrorCode.CONFLICT, () -> bob.removeAttribute(block, "limit"));
    }

    @Test
    void aFactWhoseEndIsClearedIsValidAgain() {
        bob.remember(
                Observation.fact("home", "Paris").validFrom(START.minus(DAY)).build());
        Memory rome =
                bob.remember(Observation.fact("home", "Rome").validFrom(START).build());
        bob.setValidity(rome.id(), START, START.plus(DAY));
        clock.advance(DAY);
        assertEquals("Paris", valid());
        bob.setValidity(rome.id(), START, null);
        assertEquals("Rome", valid());
        bob.setValidity(rome.id(), START.plus(DAY.multipliedBy(2)), null);
        assertEquals("Paris", valid(), "the other value starts later");
        reopenWithoutIndex();
        assertEquals("Paris", valid());
    }

    private String valid() {
        List<Memory> values = bob.facts().values("home");
        assertEquals(1, values.size());
        assertTrue(bob.timeline("home").stream()
                .filter(value -> value.status() == Status.ACTIVE)
                .map(FactValue::text)
                .anyMatch(values.getFirst().text()::equals));
        return values.getFirst().text();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        MemoryId id = bob.remember("a note").id();
        assertFails(ErrorCode.NOT_FOUND, () -> eve.setAttribute(id, "colour", "red"));
        assertFails(ErrorCode.NOT_FOUND, () -> eve.removeAttribute(id, "colour"));
        assertFails(ErrorCode.NOT_FOUND, () -> eve.setExpiry(id, null));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> bob.setAttribute(id, " ", "red"));
        Cause cause = Cause.HOST;
        AttributeValue one = new AttributeValue.Whole(1);
        assertFails(
                ErrorCode.INVALID_ARGUMENT, () -> new MemoryOp.SetAttributes(id, Map.of("n", one), Set.of("n"), cause));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> new MemoryOp.SetAttributes(id, Map.of(), Set.of(), cause));
        bob.forget(id);
        assertFails(ErrorCode.CONFLICT, () -> bob.setAttribute(id, "colour", "red"));
        assertFails(ErrorCode.CONFLICT, () -> bob.setExpiry(id, null));
        assertFails(ErrorCode.CONFLICT, () -> bob.setValidity(id, null, null));
        assertFails(ErrorCode.CONFLICT, () -> bob.setEventTime(id, null));
    }

    @Test
    void theLimitsHoldForTheWholeMemory() {
        MemoryId id = bob.remember(full()).id();
        Map<String, AttributeValue> many = new HashMap<>();
        for (int i = 0; i < 62; i++) {
            many.put("n" + i, new AttributeValue.Whole(i));
        }
        bob.apply(List.of(new MemoryOp.SetAttributes(id, many, Set.of(), Cause.HOST)));
        String refused = assertFails(ErrorCode.LIMIT_EXCEEDED, () -> bob.setAttribute(id, "one more", 1));
        assertTrue(refused.contains("65") && refused.contains("64"), refused);
        bob.apply(List.of(new MemoryOp.SetAttributes(
                id, Map.of("one more", new AttributeValue.Whole(1)), Set.of("n0"), Cause.HOST)));
        assertFails(ErrorCode.LIMIT_EXCEEDED, () -> bob.setAttribute(id, "n1", "x".repeat(4_097)));
        assertFalse(bob.get(id).orElseThrow().observation().attributes().containsKey("n0"));
    }

    @Test
    void theOrderOfWhatIsRecalledStays() {
        Memory first = bob.remember("Alice lives in Lisbon");
        Instant then = clock.instant();
        clock.advance(DAY);
        bob.remember("Alice lives in Paris");
        bob.remember("the dog of Alice is called Rex");
        List<MemoryId> before = recalled();
        bob.setAttribute(first.id(), "city", "Lisbon");
        assertEquals(before, recalled());
        bob.removeAttribute(first.id(), "city");
        manager.awaitIndexed();
        assertEquals(before, recalled());
        assertEquals(then, bob.get(first.id()).orElseThrow().createdAt());
    }

    private List<MemoryId> recalled() {
        return bob.recall("Where does Alice live?").memories().stream()
                .map(Memory::id)
                .toList();
    }
}
