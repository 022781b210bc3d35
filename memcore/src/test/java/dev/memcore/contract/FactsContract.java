package dev.memcore.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.config.Retention;
import dev.memcore.api.fact.FactValue;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.model.Race;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a space promises of keyed facts: which value is valid when, as it was known when. */
abstract class FactsContract extends StoreTest {
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final Instant JANUARY_2023 = Instant.parse("2023-01-01T00:00:00Z");
    private static final Instant MAY_2023 = Instant.parse("2023-05-01T00:00:00Z");
    private static final Instant JANUARY_2025 = Instant.parse("2025-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private MemorySpace bob;

    @BeforeEach
    void openSpace() {
        bob = manager.space(BOB);
    }

    private static Observation colour(String value) {
        return fact("colour", "colour " + value).build();
    }

    private static Observation.Builder fact(String key, String text) {
        return Observation.fact(key, text);
    }

    private static Observation.Builder home(String text, @Nullable Instant from, @Nullable Instant to) {
        return fact("home", text).validFrom(from).validTo(to);
    }

    private static List<String> listed(MemoryView view, MemoryFilter filter) {
        return view.list(filter, null, 100).memories().stream()
                .map(Memory::text)
                .toList();
    }

    /** The facts that are valid now, by a listing and by a recall, which must agree. */
    private static List<String> now(MemoryView view) {
        MemoryFilter facts = MemoryFilter.builder().kind(Kind.FACT).build();
        List<String> listed = listed(view, facts);
        assertEquals(Set.copyOf(listed), Set.copyOf(recalled(view, facts)));
        return listed;
    }

    private static List<String> recalled(MemoryView view, MemoryFilter filter) {
        MemoryQuery query = MemoryQuery.of("colour home price Paris Rome Lyon Nice euros current")
                .withFilter(filter)
                .withLimit(100);
        return view.recall(query).memories().stream().map(Memory::text).toList();
    }

    /** The facts that were valid at a moment, by a listing and by a recall, which must agree. */
    private static List<String> at(MemoryView view, Instant moment) {
        MemoryFilter facts =
                MemoryFilter.builder().kind(Kind.FACT).validAt(moment).build();
        List<String> listed = listed(view, facts);
        assertEquals(Set.copyOf(listed), Set.copyOf(recalled(view, facts)));
        return listed;
    }

    private static String line(FactValue value) {
        return value.text() + " " + value.validFrom() + " " + value.validTo() + " " + value.status();
    }

    private static List<String> lines(MemoryView view, String key) {
        return view.timeline(key).stream().map(FactsContract::line).toList();
    }

    @Test
    void theNewestOfOneKeyIsValidAndTheOthersAreKept() {
        Memory red = bob.remember(colour("red"));
        clock.advance(DAY);
        Memory blue = bob.remember(colour("blue"));

        assertEquals(List.of("colour blue"), now(bob));
        assertEquals(List.of("colour red"), at(bob, START), "it is closed, not gone");
        assertEquals(Status.ACTIVE, bob.get(red.id()).orElseThrow().status());
        assertEquals(
                List.of(
                        "colour red null " + START.plus(DAY) + " ACTIVE",
                        "colour blue " + START.plus(DAY) + " null ACTIVE"),
                lines(bob, "colour"));
        assertEquals(blue, bob.timeline("colour").getLast().memory());
    }

    @Test
    void withinOneBatchTheLastOneIsValid() {
        bob.rememberAll(List.of(colour("red"), colour("green"), colour("blue")));
        bob.rememberAll(List.of(colour("white"), fact("size", "colour size").build(), colour("black")));

        assertEquals(List.of("colour size", "colour black"), now(bob));
    }

    /** A reading for the present moment settles it, so the log stamps the next commit after it, although the clock stands still. */
    @Test
    void whatIsStampedLaterThanTheClockIsValidAtOnce() {
        bob.remember(colour("red"));
        bob.asOf(clock.instant()).list(MemoryFilter.any(), null, 10);
        Memory blue = bob.remember(colour("blue"));

        assertTrue(blue.recordedAt().isAfter(clock.instant()), "the log has settled the present");
        assertEquals(List.of("colour blue"), now(bob));
    }

    @Test
    void otherKeysKindsAndScopesAreLeftAlone() {
        MemorySpace eve = manager.space(Scope.of("acme", "eve"));
        eve.remember(colour("red"));
        bob.remember(fact("size", "colour size").build());
        bob.remember(Observation.builder("a note on colour")
                .attribute(Observation.KEY, "colour")
                .build());
        bob.remember(colour("blue"));

        assertEquals(List.of("colour size", "colour blue"), now(bob));
        assertEquals(List.of("colour red"), now(eve));
        assertEquals(1, bob.timeline("colour").size());
    }

    @Test
    void whatBecomesValidLaterHidesNothingUntilThen() {
        bob.remember(fact("price", "10 euros")
                .validFrom(START.minus(Duration.ofDays(365)))
                .build());
        bob.remember(fact("price", "12 euros")
                .validFrom(START.plus(Duration.ofDays(30)))
                .build());

        assertEquals(List.of("10 euros"), now(bob));
        assertEquals(List.of("10 euros"), at(bob, START));
        assertEquals(List.of("12 euros"), at(bob, START.plus(Duration.ofDays(31))));
        assertEquals(List.of(), at(bob, START.minus(Duration.ofDays(366))));
        clock.advance(Duration.ofDays(30).minusMillis(1));
        assertEquals(List.of("10 euros"), now(bob));
        clock.advance(Duration.ofMillis(1));
        assertEquals(List.of("12 euros"), now(bob), "without any write");
        assertEquals(List.of("10 euros"), at(bob, START));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLateFactAboutThePastHidesNothingNewer(boolean late) {
        Observation paris = home("Lea lives in Paris", JANUARY_2023, null).build();
        Observation rome = home("Lea lives in Rome", JANUARY_2025, null).build();
        bob.remember(late ? rome : paris);
        clock.advance(DAY);
        bob.remember(late ? paris : rome);

        assertEquals(List.of("Lea lives in Rome"), now(bob));
        assertEquals(List.of("Lea lives in Paris"), at(bob, MAY_2023));
        assertEquals(List.of("Lea lives in Rome"), at(bob, JANUARY_2025));
        assertEquals(
                List.of(
                        "Lea lives in Paris " + JANUARY_2023 + " " + JANUARY_2025 + " ACTIVE",
                        "Lea lives in Rome " + JANUARY_2025 + " null ACTIVE"),
                lines(bob, "home"));
    }

    @Test
    void anEventOfLongAgoIsTheStartOfWhatItTells() {
        bob.remember(fact("home", "Paris of May").eventTime(MAY_2023).build());
        Memory late = bob.remember(
                fact("home", "Nice of January").eventTime(JANUARY_2023).build());

        assertEquals(List.of("Paris of May"), now(bob));
        assertEquals(List.of("Nice of January"), at(bob, JANUARY_2023));
        assertEquals(Status.ACTIVE, late.status());
        bob.remember(
                fact("home", "Rome of next year").eventTime(START.plus(DAY)).build());
        assertEquals(List.of("Rome of next year"), now(bob), "an event to come is no reason not to know of it");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenATemporaryFactEndsTheOneBeforeIsValidAgain(boolean expires) {
        bob.remember(home("Paris", JANUARY_2023, null).build());
        Observation.Builder nice = home("Nice", START, null);
        Instant end = START.plus(Duration.ofDays(7));
        bob.remember(expires ? nice.expiresAt(end).build() : nice.validTo(end).build());

        assertEquals(List.of("Nice"), now(bob));
        assertEquals(List.of("Paris"), at(bob, end), "as far as is known today");
        clock.advance(Duration.ofDays(7));
        assertEquals(List.of("Paris"), now(bob), "without any write");
        assertEquals(expires ? List.of() : List.of("Nice"), at(bob, START), "what has expired is recalled no more");
        assertEquals(
                List.of(
                        "Paris " + JANUARY_2023 + " " + START + " ACTIVE",
                        "Nice " + START + " " + end + " ACTIVE",
                        "Paris " + end + " null ACTIVE"),
                lines(bob, "home"));
    }

    @Test
    void whatHasAnEndReplacesWhateverWasToldBeforeInItsInterval() {
        bob.remember(home("Rome", JANUARY_2025, null).build());
        clock.advance(DAY);
        bob.remember(home("Paris", MAY_2023, START.minus(DAY)).build());

        assertEquals(List.of("Paris"), at(bob, JANUARY_2025));
        assertEquals(List.of("Rome"), now(bob));
        bob.remember(home("Lyon", JANUARY_2025.plus(DAY), null).build());
        assertEquals(List.of("Paris"), at(bob, JANUARY_2025));
        assertEquals(List.of("Lyon"), at(bob, JANUARY_2025.plus(DAY)));
        assertEquals(List.of("Lyon"), now(bob));
    }

    @Test
    void ofWhatIsCorrectedNothingIsLeft() {
        Memory paris = bob.remember(home("Paris", JANUARY_2023, null).build());
        clock.advance(DAY);
        bob.remember(home("Lyon", JANUARY_2023, null).build());

        assertEquals(List.of("Lyon"), at(bob, MAY_2023));
        FactValue replaced = bob.timeline("home").getFirst();
        assertEquals(new FactValue(paris, JANUARY_2023, null, START, START.plus(DAY), Status.SUPERSEDED), replaced);
        assertFalse(replaced.validAt(MAY_2023));
        assertEquals("Lyon " + JANUARY_2023 + " null ACTIVE", lines(bob, "home").getLast());
        assertEquals(List.of("Paris"), at(bob.asOf(START), MAY_2023), "as it was known then");
        assertEquals(List.of("Paris " + JANUARY_2023 + " null ACTIVE"), lines(bob.asOf(START), "home"));
    }

    @Test
    void earlierMomentsKnowOnlyWhatWasRecordedByThen() {
        bob.remember(home("Paris", JANUARY_2023, null).build());
        clock.advance(DAY);
        bob.remember(home("Rome", JANUARY_2025, null).build());
        clock.advance(DAY);

        assertEquals(List.of("Paris"), now(bob.asOf(START)));
        assertEquals(List.of("Rome"), now(bob.asOf(START.plus(DAY))));
        assertEquals(List.of("Paris"), at(bob.asOf(START), START.plus(Duration.ofDays(5))));
        assertEquals(1, bob.asOf(START).timeline("home").size());
        assertEquals(2, bob.timeline("home").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"forget", "undo", "erase", "quarantine", "undo of one"})
    void whatIsTakenBackGivesBackWhatItHadReplaced(String how) {
        bob.remember(home("Paris", JANUARY_2023, null).build());
        Memory rome = bob.remember(home("Rome", JANUARY_2025, null).build());
        clock.advance(DAY);
        assertEquals(List.of("Rome"), now(bob));

        switch (how) {
            case "forget" -> bob.forget(rome.id());
            case "undo" -> bob.undo(List.of(rome.sequence()));
            case "undo of one" -> bob.undo(rome.id());
            case "erase" -> bob.erase(Erasure.of(rome.id()));
            default -> bob.apply(List.of(new MemoryOp.Quarantine(rome.id(), Cause.HOST)));
        }
        assertEquals(List.of("Paris"), now(bob));
        assertEquals(List.of("Paris " + JANUARY_2023 + " null ACTIVE"), lines(bob, "home"));
        if (how.equals("undo")) {
            bob.undo(rome.id());
            assertEquals(List.of("Rome"), now(bob), "the undo was undone");
        } else if (how.equals("quarantine")) {
            bob.apply(List.of(new MemoryOp.Release(rome.id(), Cause.HOST)));
            assertEquals(List.of("Rome"), now(bob));
        }
    }

    @Test
    void theBeginningOfAChainCanBeTakenBackWhateverCameAfter() {
        Memory red = bob.remember(colour("red"));
        clock.advance(DAY);
        bob.remember(colour("blue"));

        bob.undo(List.of(red.sequence()));
        assertEquals(List.of("colour blue"), now(bob));
        assertEquals(List.of("colour blue"), at(bob, START), "since ever, as far as is known");
    }

    @Test
    void whatIsMovedToTheArchiveStaysReplaced() {
        bob.remember(colour("red"));
        clock.advance(DAY);
        Memory blue = bob.remember(colour("blue"));
        bob.apply(List.of(new MemoryOp.Move(blue.id(), Tier.ARCHIVE, Cause.HOST)));

        assertEquals(List.of(), now(bob));
        assertEquals(
                List.of("colour blue"),
                listed(bob, MemoryFilter.builder().tier(Tier.ARCHIVE).build()));
    }

    @Test
    void whoMayNotSeeAFactIsLeftTheOneThatItReplaces() {
        MemorySpace cleared = manager.space(new Principal(BOB, Set.of("medical")));
        bob.remember(colour("red"));
        clock.advance(DAY);
        cleared.remember(fact("colour", "colour secret").label("medical").build());

        assertEquals(List.of("colour red"), now(bob));
        assertEquals(List.of("colour secret"), now(cleared));
        assertEquals(1, bob.timeline("colour").size());
        assertEquals(2, cleared.timeline("colour").size());
    }

    @Test
    void oneKeyMayBeWrittenInSeveralWays() {
        String composed = Normalizer.normalize("Caf\u00e9 pr\u00e9f\u00e9r\u00e9", Normalizer.Form.NFC);
        List<String> keys = List.of(
                composed,
                Normalizer.normalize(composed, Normalizer.Form.NFD),
                "CAF\u00c9 pr\u00e9f\u00e9r\u00e9 ",
                "  caf\u00e9   pr\u00e9f\u00e9r\u00e9",
                "caf\u00e9\u00a0pr\u00e9f\u00e9r\u00e9");
        for (int i = 0; i < keys.size(); i++) {
            clock.advance(DAY);
            bob.remember(fact(keys.get(i), "colour " + i).build());
            assertEquals(List.of("colour " + i), now(bob), keys.get(i));
        }
        for (String key : keys) {
            assertEquals(5, bob.timeline(key).size(), key);
            MemoryFilter filter = MemoryFilter.builder()
                    .attribute(Observation.KEY, key)
                    .whenever()
                    .build();
            assertEquals(5, listed(bob, filter).size(), key);
        }
        assertEquals(0, bob.timeline("cafe prefere").size());
    }

    @Test
    void idempotencyKeysAreComparedExactly() {
        bob.remember(Observation.builder("one").idempotencyKey("Key").build());
        bob.remember(Observation.builder("two").idempotencyKey("key").build());
        assertEquals(2, bob.list(MemoryFilter.any(), null, 10).memories().size());
    }

    @Test
    void closedValuesAreListedForWhoAsksForThem() {
        bob.remember(colour("red"));
        clock.advance(DAY);
        bob.remember(colour("blue"));

        MemoryFilter whenever = MemoryFilter.builder().whenever().build();
        assertEquals(List.of("colour red", "colour blue"), listed(bob, whenever));
        assertEquals(Set.of("colour red", "colour blue"), Set.copyOf(recalled(bob, whenever)));
    }

    @Test
    void aRevisedFactTellsItsEarlierTextToo() {
        Memory paris = bob.remember(home("Paris", JANUARY_2023, null).build());
        clock.advance(DAY);
        bob.pin(paris.id(), true);
        clock.advance(DAY);
        bob.revise(paris.id(), "Paris, rue du Bac");

        Instant revised = START.plus(DAY.multipliedBy(2));
        List<FactValue> values = bob.timeline("home");
        assertEquals(
                List.of(
                        "Paris " + JANUARY_2023 + " null SUPERSEDED",
                        "Paris, rue du Bac " + JANUARY_2023 + " null ACTIVE"),
                lines(bob, "home"));
        assertEquals(revised, values.getFirst().recordedTo());
        assertEquals(START, values.getFirst().recordedFrom());
        assertEquals(revised, values.getLast().recordedFrom());
        assertEquals(List.of("Paris " + JANUARY_2023 + " null ACTIVE"), lines(bob.asOf(START.plus(DAY)), "home"));
    }

    @Test
    void whatAHostSupersedesIsAValueOfThePast() {
        Memory paris = bob.remember(home("Paris", JANUARY_2023, null).build());
        Memory rome = bob.remember(home("Rome", JANUARY_2025, null).build());
        Memory note = bob.remember("The home is Nice");
        bob.apply(List.of(new MemoryOp.Supersede(rome.id(), note.id(), Cause.HOST)));

        assertEquals(List.of(), now(bob), "what it had replaced stays replaced");
        assertEquals(List.of("Paris"), at(bob, MAY_2023));
        assertEquals(
                List.of(
                        "Paris " + JANUARY_2023 + " " + JANUARY_2025 + " ACTIVE",
                        "Rome " + JANUARY_2025 + " null SUPERSEDED"),
                lines(bob, "home"));
        assertEquals(paris, bob.timeline("home").getFirst().memory());
    }

    @Test
    void sayingThatAFactHasEndedGivesBackWhatItHadReplaced() {
        bob.remember(home("Paris", JANUARY_2023, null).build());
        Memory rome = bob.remember(home("Rome", JANUARY_2025, null).build());
        bob.apply(List.of(new MemoryOp.Adjust(rome.id(), null, null, START.plus(DAY), null, null, Cause.HOST)));

        assertEquals(List.of("Rome"), now(bob));
        clock.advance(DAY);
        assertEquals(List.of("Paris"), now(bob));
        assertEquals(
                3,
                bob.timeline("home").stream()
                        .filter(value -> value.status() == Status.ACTIVE)
                        .count());
    }

    @Test
    void whatLeavesTheContentAloneMakesNoValueNewer() {
        Memory red = bob.remember(colour("red"));
        clock.advance(DAY);
        bob.remember(colour("blue"));
        List<String> lines = lines(bob, "colour");
        clock.advance(DAY);

        bob.pin(red.id(), true);
        bob.apply(List.of(new MemoryOp.Adjust(red.id(), 0.9, null, null, null, null, Cause.HOST)));
        bob.setSearchKeys(red.id(), "questions", List.of("which colour"));
        bob.apply(List.of(new MemoryOp.Move(red.id(), Tier.MID, Cause.HOST)));
        bob.undo(red.id());
        assertEquals(List.of("colour blue"), now(bob));
        assertEquals(lines, lines(bob, "colour"));
        bob.forget(red.id());
        bob.undo(red.id());
        assertEquals(List.of("colour blue"), now(bob), "what is restored is as old as it was");
        assertEquals(List.of("colour red"), at(bob, START));
    }

    @Test
    void everyFormOfTheStoreKnowsTheSame() {
        bob.remember(home("Paris", JANUARY_2023, null).build());
        clock.advance(DAY);
        Memory nice = bob.remember(home("Nice", MAY_2023, JANUARY_2025).build());
        bob.remember(home("Rome", JANUARY_2025, null).build());
        bob.forget(bob.remember(home("Lyon", JANUARY_2025, null).build()).id());
        bob.apply(List.of(new MemoryOp.Adjust(nice.id(), 0.9, null, null, null, null, Cause.HOST)));
        List<String> lines = lines(bob, "home");
        assertEquals(3, lines.size());

        reopen();
        assertEquals(lines, lines(manager.space(BOB), "home"));
        assertEquals(List.of("Rome"), now(manager.space(BOB)));
        ByteArrayOutputStream export = new ByteArrayOutputStream();
        manager.exportTo(export);
        manager.close();
        store.loseIndex();
        manager = builder().build();
        assertEquals(lines, lines(manager.space(BOB), "home"));
        assertEquals(List.of("Nice"), at(manager.space(BOB), MAY_2023));
        try (MemoryManager other =
                newStore().builder().clock(clock).random(new Random(7)).build()) {
            other.importFrom(new ByteArrayInputStream(export.toByteArray()));
            assertEquals(lines, lines(other.space(BOB), "home"));
            assertEquals(List.of("Rome"), now(other.space(BOB)));
        }
    }

    @Test
    void ofManyWritersAtOnceOneIsValid() {
        Race.of(4, thread -> {
            for (int i = 0; i < 10; i++) {
                bob.remember(colour("value " + thread + " " + i));
            }
            return thread;
        });

        List<String> valid = now(bob);
        assertEquals(1, valid.size());
        assertEquals(
                40,
                bob.timeline("colour").stream()
                        .map(FactValue::memory)
                        .distinct()
                        .count());
        reopen();
        assertEquals(valid, now(manager.space(BOB)));
    }

    private static LifecyclePolicy forgets(String text) {
        return policy(memory ->
                memory.text().equals(text) ? List.of(new MemoryOp.Forget(memory.id(), Cause.HOST)) : List.of());
    }

    private static LifecyclePolicy policy(Function<Memory, List<MemoryOp>> about) {
        return new LifecyclePolicy() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
                List<MemoryOp> all = new ArrayList<>();
                try (Stream<Memory> memories = scope.memories()) {
                    memories.forEach(memory -> all.addAll(about.apply(memory)));
                }
                return all.subList(0, Math.min(limit, all.size()));
            }
        };
    }

    @Test
    void whatMaintenanceForgetsIsNotWhatWasReplacedAgain() {
        manager.close();
        manager = builder()
                .policies(List.of(forgets("colour blue")))
                .retention(scope -> Retention.FOREVER.withForgotten(DAY))
                .build();
        bob = manager.space(BOB);
        bob.remember(colour("red"));
        clock.advance(DAY);
        Memory blue = bob.remember(colour("blue"));
        manager.maintain(Budget.ofDefaults());
        assertEquals(Status.FORGOTTEN, bob.history(blue.id()).getLast().status());

        assertEquals(List.of(), now(bob), "red is not true because blue was not worth keeping");
        assertEquals(List.of("colour red"), at(bob, START));
        clock.advance(DAY.multipliedBy(9));
        manager.maintain(Budget.ofDefaults());
        assertEquals(List.of(), now(bob), "nor because the retention has dropped blue");
        bob.undo(blue.id());
        assertEquals(List.of("colour blue"), now(bob));
    }

    @Test
    void policiesSeeWhatIsValidNow() {
        List<String> seen = new ArrayList<>();
        manager.close();
        manager = builder()
                .policies(List.of(policy(memory -> {
                    seen.add(memory.text());
                    return List.of();
                })))
                .build();
        bob = manager.space(BOB);
        bob.remember(colour("red"));
        clock.advance(DAY);
        bob.remember(colour("blue"));
        bob.remember(fact("colour", "colour white")
                .validFrom(clock.instant().plus(DAY))
                .build());

        manager.maintain(Budget.ofDefaults());
        assertEquals(List.of("colour blue"), seen);
        seen.clear();
        clock.advance(DAY);
        manager.maintain(Budget.ofDefaults());
        assertEquals(List.of("colour white"), seen);
    }

    @Test
    void otherMemoriesAreRecalledWhileTheyAreValidAndListedAnyway() {
        bob.remember(Observation.builder("colour of the rented car")
                .validTo(START.plus(DAY))
                .build());
        bob.remember(Observation.builder("colour of the new car")
                .validFrom(START.plus(DAY))
                .build());

        assertEquals(List.of("colour of the rented car"), recalled(bob, MemoryFilter.any()));
        clock.advance(DAY);
        assertEquals(List.of("colour of the new car"), recalled(bob, MemoryFilter.any()));
        MemoryFilter then = MemoryFilter.builder().validAt(START).build();
        assertEquals(List.of("colour of the rented car"), recalled(bob, then));
        assertEquals(2, listed(bob, MemoryFilter.any()).size());
        MemoryFilter whenever = MemoryFilter.builder().whenever().build();
        assertEquals(2, recalled(bob, whenever).size());
        MemoryQuery asked = MemoryQuery.of("colour current").withAskedAt(START);
        assertEquals(
                List.of("colour of the rented car"),
                bob.recall(asked).memories().stream().map(Memory::text).toList(),
                "now is when it is asked");
    }

    @Test
    void aBlockThatHasExpiredIsGone() {
        Memory block = bob.blocks().set("persona", "kind", 100).memory();
        bob.apply(List.of(new MemoryOp.Adjust(block.id(), null, null, null, START.plus(DAY), null, Cause.HOST)));
        assertTrue(bob.blocks().get("persona").isPresent());
        clock.advance(DAY);
        assertTrue(bob.blocks().get("persona").isEmpty());
        assertEquals(List.of(), bob.blocks().list());
        bob.blocks().set("persona", "kinder", 100);
        assertEquals("kinder", bob.blocks().get("persona").orElseThrow().text());
    }
}
