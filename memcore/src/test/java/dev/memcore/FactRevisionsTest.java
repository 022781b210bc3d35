package dev.memcore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.fact.FactValue;
import dev.memcore.api.fact.Facts;
import dev.memcore.api.fact.ProfileEntry;
import dev.memcore.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Facts with several values, and facts that are confirmed, corrected and contested. */
final class FactRevisionsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ManualClock clock = new ManualClock(START);
    private MemoryManager memory;
    private Facts facts;

    @BeforeEach
    void open() {
        memory = Memcore.builder().clock(clock).build();
        facts = memory.space(Scope.of("acme", "alice")).facts();
    }

    @AfterEach
    void close() {
        memory.close();
    }

    private static List<String> texts(List<Memory> memories) {
        return memories.stream().map(Memory::text).toList();
    }

    @Test
    void aKeyCanHaveSeveralValues() {
        Memory german = facts.add("languages", "German");
        clock.advance(Duration.ofDays(1));
        facts.add("languages", "Portuguese");
        assertEquals(german, facts.add("Languages ", "german"));
        assertEquals(List.of("German", "Portuguese"), texts(facts.values("languages")));
        clock.advance(Duration.ofDays(1));
        assertTrue(facts.remove("languages", "GERMAN"));
        assertFalse(facts.remove("languages", "german"));
        assertFalse(facts.remove("languages", "Dutch"));
        assertEquals(List.of("Portuguese"), texts(facts.values("languages")));
        assertEquals(
                List.of("German", "Portuguese"),
                facts.timeline("languages").stream()
                        .filter(value -> value.validAt(START.plus(Duration.ofHours(30))))
                        .map(FactValue::text)
                        .sorted()
                        .toList());
        clock.advance(Duration.ofDays(1));
        facts.add("languages", "German");
        assertEquals(List.of("Portuguese", "German"), texts(facts.values("languages")));
        assertEquals(List.of("languages"), facts.keys());
        clock.advance(Duration.ofDays(1));
        assertTrue(facts.close("languages"));
        assertEquals(List.of(), facts.values("languages"));
    }

    @Test
    void aTooLongValueIsRefused() {
        MemoryException refused = assertThrows(MemoryException.class, () -> facts.add("languages", "x".repeat(300)));
        assertEquals(ErrorCode.LIMIT_EXCEEDED, refused.code());
    }

    @Test
    void aConfirmationHalvesTheDoubt() {
        facts.set(Observation.fact("home", "Lisbon").confidence(0.6).build());
        clock.advance(Duration.ofDays(3));
        Memory once = facts.confirm("home").getFirst();
        assertEquals(0.8, once.observation().confidence(), 1e-9);
        assertEquals(
                new AttributeValue.Moment(START.plus(Duration.ofDays(3))),
                once.observation().attributes().get(Facts.CONFIRMED));
        assertEquals(0.9, facts.confirm("home").getFirst().observation().confidence(), 1e-9);
        assertEquals(List.of(), facts.confirm("unknown"));
    }

    @Test
    void aCorrectedValueWasNeverValid() {
        Memory wrong = facts.set("birthday", "3 May");
        clock.advance(Duration.ofDays(10));
        Memory right = facts.correct("birthday", "5 May", "Alice said so");
        assertEquals(List.of("5 May"), texts(facts.values("birthday")));
        List<FactValue> timeline = facts.timeline("birthday");
        assertEquals(
                List.of("3 May SUPERSEDED", "5 May ACTIVE"),
                timeline.stream()
                        .map(value -> value.text() + " " + value.status())
                        .toList());
        assertTrue(timeline.getLast().validAt(START));
        var space = memory.space(Scope.of("acme", "alice"));
        Memory old = space.get(wrong.id()).orElseThrow();
        assertEquals(Status.SUPERSEDED, old.status());
        assertEquals(right.id(), old.supersededBy());
        assertEquals("Alice said so", old.cause().reason());
        assertEquals("Berlin", facts.correct("home", "Berlin", "first").text());
    }

    @Test
    void contestedValuesAreShownTogetherUntilTheyAreResolved() {
        Memory first = facts.set("employer", "Acme");
        clock.advance(Duration.ofDays(1));
        Memory second = facts.contest("employer", "Globex");
        assertEquals(List.of(new ProfileEntry("employer", facts.values("employer"), true)), facts.profile());
        assertEquals(List.of("Acme", "Globex"), texts(facts.values("employer")));
        assertTrue(second.links().stream()
                .anyMatch(link ->
                        link.type().equals(LinkType.CONTRADICTS) && link.to().equals(first.id())));
        assertEquals(second.id(), facts.contest("employer", "globex").id());

        Memory kept = facts.resolve("employer", "Acme", "the contract says so");
        assertEquals(first.id(), kept.id());
        assertEquals(List.of("Acme"), texts(facts.values("employer")));
        assertFalse(facts.profile().getFirst().contested());
        MemoryException refused = assertThrows(MemoryException.class, () -> facts.resolve("employer", "Acme", "again"));
        assertEquals(ErrorCode.CONFLICT, refused.code());

        clock.advance(Duration.ofDays(1));
        facts.contest("employer", "Initech");
        assertEquals(
                "Initech", facts.resolve("employer", "Initech", "she moved").text());
        assertEquals(List.of("Initech"), texts(facts.values("employer")));
        clock.advance(Duration.ofDays(1));
        facts.set("employer", "Hooli");
        assertEquals(List.of("Hooli"), texts(facts.values("employer")));
    }

    @Test
    void theProfileHasAllKeysInOneCall() {
        facts.set("home", "Lisbon");
        facts.add("languages", "German");
        facts.add("languages", "English");
        clock.advance(Duration.ofDays(1));
        facts.set("home", "Porto");
        assertEquals(
                List.of("home: [Porto]", "languages: [German, English]"),
                facts.profile().stream()
                        .map(entry -> entry.key() + ": " + texts(entry.values()))
                        .toList());
    }
}
