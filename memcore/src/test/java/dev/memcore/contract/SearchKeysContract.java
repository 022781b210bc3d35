package dev.memcore.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.Tier;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.consolidation.Policies;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a space promises of search keys. */
abstract class SearchKeysContract extends StoreTest {
    private static final String QUESTIONS = SearchKeys.QUESTIONS;
    private static final List<String> INSTRUMENT = List.of("Which instrument does Ann play?");

    private MemorySpace bob;
    private MemorySpace eve;

    @BeforeEach
    void openSpaces() {
        bob = manager.space(Scope.of("acme", "bob"));
        eve = manager.space(Scope.of("acme", "eve"));
    }

    private void reopenSpaces() {
        reopen();
        openSpaces();
    }

    /** The texts that a question finds once nothing waits any more; what waits is a candidate whatever it says. */
    private List<String> found(MemoryView view, String question) {
        manager.awaitIndexed();
        return view.recall(question).memories().stream().map(Memory::text).toList();
    }

    private static String first(MemoryView view, String question) {
        return view.recall(question).memories().getFirst().text();
    }

    @Test
    void aMemoryIsFoundByAKeyAndShownAsItIs() {
        bob.remember("the shop opens at nine");
        bob.remember(Observation.builder("tuned today")
                .searchKeys(QUESTIONS, INSTRUMENT)
                .build());

        assertEquals("tuned today", first(bob, "instrument"));
        assertEquals(List.of("tuned today"), found(bob, "instrument"));
        reopenSpaces();
        assertEquals(List.of("tuned today"), found(bob, "instrument"));
        manager.close();
        store.loseIndex();
        openStoreAgain();
        assertEquals(List.of("tuned today"), found(bob, "instrument"));
    }

    private void openStoreAgain() {
        manager = builder().build();
        openSpaces();
    }

    @Test
    void theNextRecallSeesANewKeyAndNoLongerTheOldOne() {
        bob.remember("the shop opens at nine");
        MemoryId id = bob.remember("tuned today").id();
        manager.awaitIndexed();
        assertEquals(List.of(), found(bob, "instrument"));

        bob.setSearchKeys(id, QUESTIONS, INSTRUMENT);
        assertEquals("tuned today", first(bob, "instrument"));
        assertEquals(List.of("tuned today"), found(bob, "instrument"));
        bob.setSearchKeys(id, QUESTIONS, List.of("What needed repair?"));
        assertEquals("tuned today", first(bob, "repair"));
        assertEquals(List.of("tuned today"), found(bob, "repair"));
        assertEquals(List.of(), found(bob, "instrument"));
        reopenSpaces();
        assertEquals(List.of("tuned today"), found(bob, "repair"));
        assertEquals(List.of(), found(bob, "instrument"));
    }

    @Test
    void rekeyingReplacesOneListAndNothingElse() {
        Observation seen = Observation.builder("tuned today")
                .importance(0.9)
                .attribute("n", 1)
                .searchKeys(QUESTIONS, INSTRUMENT)
                .searchKeys(SearchKeys.ENTITIES, List.of("Ann", "cello"))
                .build();
        Memory other = bob.remember("two");
        Memory before = bob.remember(seen);
        before = bob.link(Link.of(before.id(), other.id(), LinkType.SIMILAR));
        clock.advance(Duration.ofMinutes(1));

        Memory after =
                bob.setSearchKeys(before.id(), QUESTIONS, List.of("What was mended?", "Who?", "What was mended?"));
        List<String> kept = List.of("What was mended?", "Who?");
        assertEquals(seen.toBuilder().searchKeys(QUESTIONS, kept).build(), after.observation());
        assertEquals(kept, after.observation().searchKeys().of(QUESTIONS));
        assertEquals(List.of("Ann", "cello"), after.observation().searchKeys().of(SearchKeys.ENTITIES));
        assertEquals(before.links(), after.links());
        assertEquals(before.status(), after.status());
        assertEquals(before.version() + 1, after.version());

        Memory without = bob.setSearchKeys(before.id(), QUESTIONS, List.of());
        assertEquals(
                List.of(SearchKeys.ENTITIES),
                List.copyOf(without.observation().searchKeys().lists().keySet()));
        assertEquals(4, bob.history(before.id()).size());
        reopenSpaces();
        assertEquals(without, bob.get(before.id()).orElseThrow());
    }

    @Test
    void theListThatIsThereChangesNothing() {
        Memory keyed = bob.remember(Observation.builder("tuned today")
                .searchKeys(QUESTIONS, INSTRUMENT)
                .build());
        assertEquals(keyed, bob.setSearchKeys(keyed.id(), QUESTIONS, INSTRUMENT));
        assertEquals(keyed, bob.setSearchKeys(keyed.id(), "nothing", List.of()));
        assertEquals(1, bob.history(keyed.id()).size());
        assertEquals(1, manager.stats().lastSequence());
    }

    @Test
    void undoRestoresTheKeysBefore() {
        Memory plain = bob.remember("tuned today");
        Memory keyed = bob.setSearchKeys(plain.id(), QUESTIONS, INSTRUMENT);
        bob.setSearchKeys(plain.id(), QUESTIONS, List.of("What needed repair?"));

        assertEquals(keyed.observation(), bob.undo(plain.id()).observation());
        assertEquals(List.of("tuned today"), found(bob, "instrument"));
        assertEquals(List.of(), found(bob, "repair"));
        List<Memory> all = bob.history(plain.id());
        bob.undo(
                List.of(all.get(1).sequence(), all.get(2).sequence(), all.get(3).sequence()));
        assertEquals(plain.observation(), bob.get(plain.id()).orElseThrow().observation());
        assertEquals(List.of(), found(bob, "instrument"));
        reopenSpaces();
        assertEquals(plain.observation(), bob.get(plain.id()).orElseThrow().observation());
    }

    @Test
    void anEarlierMomentIsSearchedByItsOwnKeys() {
        Memory plain = bob.remember("tuned today");
        clock.advance(Duration.ofHours(1));
        bob.setSearchKeys(plain.id(), QUESTIONS, INSTRUMENT);
        Instant then = clock.instant();
        clock.advance(Duration.ofHours(1));
        bob.setSearchKeys(plain.id(), QUESTIONS, List.of("What needed repair?"));

        assertEquals(List.of(), found(bob.asOf(START), "instrument"));
        assertEquals(List.of("tuned today"), found(bob.asOf(then), "instrument"));
        assertEquals(List.of(), found(bob.asOf(then), "repair"));
        assertEquals(plain, bob.asOf(START).get(plain.id()).orElseThrow());
        assertEquals(List.of(), found(bob, "instrument"));
    }

    @Test
    void othersNeitherFindNorSetThem() {
        Memory his = bob.remember(Observation.builder("tuned today")
                .searchKeys(QUESTIONS, INSTRUMENT)
                .build());
        assertEquals(List.of(), eve.recall("instrument").memories());
        assertFails(ErrorCode.NOT_FOUND, () -> eve.setSearchKeys(his.id(), QUESTIONS, List.of("mine?")));
        assertFails(ErrorCode.NOT_FOUND, () -> eve.setSearchKeys(his.id(), QUESTIONS, INSTRUMENT));
        assertEquals(his, bob.get(his.id()).orElseThrow());
        Memory hers = eve.remember("a plain note about an instrument");
        assertTrue(eve.recall("instrument").hits().getFirst().signals().stream()
                .noneMatch(signal -> signal.name().endsWith(".keys")));
        assertEquals(List.of(hers), eve.recall("instrument").memories());
    }

    @Test
    void aForgottenMemoryIsNotRekeyedAndARevisedOneKeepsItsKeys() {
        MemoryId id = bob.remember(Observation.builder("tuned today")
                        .searchKeys(QUESTIONS, INSTRUMENT)
                        .build())
                .id();
        bob.revise(id, "restrung yesterday");
        assertEquals(List.of("restrung yesterday"), found(bob, "instrument"));
        bob.forget(id);
        assertEquals(List.of(), found(bob, "instrument"));
        assertFails(ErrorCode.CONFLICT, () -> bob.setSearchKeys(id, QUESTIONS, List.of("late?")));
        assertFails(ErrorCode.CONFLICT, () -> bob.setSearchKeys(id, QUESTIONS, INSTRUMENT));
    }

    @Test
    void anErasedMemoryTakesItsKeysAlong() {
        MemoryId id = bob.remember(Observation.builder("tuned today")
                        .searchKeys(QUESTIONS, INSTRUMENT)
                        .build())
                .id();
        bob.setSearchKeys(id, QUESTIONS, List.of("What needed repair?"));

        ErasureReceipt receipt = bob.erase(Erasure.of(id));
        assertTrue(bob.verify(receipt).ok(), () -> bob.verify(receipt).toString());
        assertEquals(List.of(), found(bob, "instrument repair"));
        assertFalse(exported().contains("instrument"), exported());
        assertFalse(exported().contains("repair"), exported());
        assertFails(ErrorCode.NOT_FOUND, () -> bob.setSearchKeys(id, QUESTIONS, List.of()));
    }

    private String exported() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        manager.exportTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anExportCarriesThem() {
        MemoryId id = bob.remember(Observation.builder("tuned today")
                        .searchKeys(SearchKeys.ENTITIES, List.of("Ann"))
                        .build())
                .id();
        bob.setSearchKeys(id, QUESTIONS, INSTRUMENT);
        List<Memory> versions = bob.history(id);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        manager.exportTo(out);
        manager.close();
        store = newStore();
        openStoreAgain();
        manager.importFrom(new ByteArrayInputStream(out.toByteArray()));
        assertEquals(versions, bob.history(id));
        assertEquals(List.of("tuned today"), found(bob, "instrument"));
    }

    @Test
    @SuppressWarnings("NullAway") // what a host without a null checker may do
    void whatIsTooMuchIsRefusedWithValueAndLimit() {
        MemoryId id = bob.remember("tuned today").id();
        List<String> many = IntStream.range(0, 65).mapToObj(i -> "key " + i).toList();
        assertNames("65", "64", assertFails(ErrorCode.LIMIT_EXCEEDED, () -> bob.setSearchKeys(id, "words", many)));
        String text = "x".repeat(1_001);
        assertNames(
                "1001", "1000", assertFails(ErrorCode.LIMIT_EXCEEDED, () -> bob.setSearchKeys(id, "w", List.of(text))));
        List<String> longTexts =
                IntStream.range(0, 20).mapToObj(i -> i + "x".repeat(997)).toList();
        bob.setSearchKeys(id, "a", longTexts);
        assertNames("39", "32000", assertFails(ErrorCode.LIMIT_EXCEEDED, () -> bob.setSearchKeys(id, "b", longTexts)));
        bob.setSearchKeys(id, "a", List.of());
        for (int i = 0; i < 16; i++) {
            bob.setSearchKeys(id, "list " + i, List.of("text"));
        }
        assertNames(
                "17", "16", assertFails(ErrorCode.LIMIT_EXCEEDED, () -> bob.setSearchKeys(id, "one more", INSTRUMENT)));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> bob.setSearchKeys(id, " ", INSTRUMENT));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> bob.setSearchKeys(id, "a", List.of(" ")));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> bob.setSearchKeys(id, "a", List.of("\uD83D")));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> bob.setSearchKeys(id, "a", null));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> bob.setSearchKeys(id, "a", Collections.singletonList(null)));
        assertEquals(
                16, bob.get(id).orElseThrow().observation().searchKeys().lists().size());
    }

    private static void assertNames(String value, String limit, String message) {
        assertTrue(message.contains(value) && message.contains(limit), message);
    }

    @Test
    void operationsOfABatchSeeTheKeysOfThoseBefore() {
        MemoryId id = new MemoryId(1, 1);
        Cause cause = Cause.of("enricher", "made by a model");
        List<Memory> versions = bob.apply(List.of(
                new MemoryOp.Add(id, bob.principal().scope(), Observation.of("tuned today"), cause),
                new MemoryOp.SetSearchKeys(id, QUESTIONS, INSTRUMENT, cause),
                new MemoryOp.SetSearchKeys(id, SearchKeys.DATES, List.of("1 March 2026"), cause),
                new MemoryOp.SetSearchKeys(id, QUESTIONS, INSTRUMENT, cause)));
        assertEquals(List.of(1, 2, 3, 3), versions.stream().map(Memory::version).toList());
        assertEquals(cause, versions.get(2).cause());
        assertEquals(List.of("tuned today"), found(bob, "1 March instrument"));
    }

    @Test
    void aMergeHandsTheKeysOfTheDuplicateToItsKeeper() {
        manager.close();
        manager = builder().policies(List.of(Policies.mergeNearDuplicates())).build();
        openSpaces();
        Memory first = bob.remember(Observation.builder("Ann had her cello restrung in the old town")
                .tier(Tier.LONG)
                .searchKeys(QUESTIONS, INSTRUMENT)
                .searchKeys("a", List.of("only here"))
                .build());
        Memory second = bob.remember(Observation.builder("Ann had her cello restrung in the old town.")
                .tier(Tier.LONG)
                .searchKeys(QUESTIONS, List.of("What needed repair?"))
                .build());

        List<Long> commits = manager.maintain(Budget.ofOperations(100)).commits();
        Memory keeper = bob.get(second.id()).orElseThrow();
        assertEquals(second.id(), bob.get(first.id()).orElseThrow().supersededBy());
        assertEquals(
                List.of("What needed repair?", INSTRUMENT.getFirst()),
                keeper.observation().searchKeys().of(QUESTIONS));
        assertEquals(List.of("only here"), keeper.observation().searchKeys().of("a"));
        assertEquals(second.text(), keeper.text());
        assertEquals(List.of(second.text()), found(bob, "instrument"));
        assertEquals(0, manager.maintain(Budget.ofOperations(100)).operations().size());
        bob.undo(commits);
        assertEquals(second.observation(), bob.get(second.id()).orElseThrow().observation());
        assertEquals(first.observation(), bob.get(first.id()).orElseThrow().observation());
    }
}
