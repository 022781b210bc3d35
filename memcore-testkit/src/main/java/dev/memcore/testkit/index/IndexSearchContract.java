package dev.memcore.testkit.index;

import static dev.memcore.testkit.index.IndexFixture.READER;
import static dev.memcore.testkit.index.IndexFixture.SCOPE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.filter.Condition;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.spi.index.ReadTime;
import dev.memcore.testkit.SequenceIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The part of {@link MemoryIndexContract} about {@link dev.memcore.spi.index.MemorySearch}. */
abstract class IndexSearchContract extends IndexLookupContract {
    /** A listing contains the memories of the reader's scope and those that are shared with it. */
    @Test
    protected void aReaderSeesItsScopeAndWhatIsShared() {
        try (IndexFixture store = open()) {
            Memory own = store.add("elephant one");
            Memory shared = store.add(SHARED, Observation.of("elephant two"));
            Memory foreign = store.add(OTHER_SCOPE, Observation.of("elephant three"));
            store.add(Scope.of("elsewhere"), Observation.of("elephant four"));
            store.add(SCOPE.withAgent("cook"), Observation.of("elephant five"));
            store.check(() -> {
                assertFound(store, READER, List.of(own, shared));
                assertFound(store, Principal.of(OTHER_SCOPE), List.of(shared, foreign));
                assertFound(store, Principal.of(SHARED), List.of(shared));
            });
        }
    }

    /** A reader sees a labelled memory only if it has clearances for all its labels. */
    @Test
    protected void aReaderSeesLabelsThatItIsClearedFor() {
        try (IndexFixture store = open()) {
            Memory open = store.add("elephant open");
            Memory one =
                    store.add(Observation.builder("elephant one").label("a").build());
            Memory both = store.add(
                    Observation.builder("elephant both").label("a").label("b").build());
            store.check(() -> {
                assertFound(store, READER, List.of(open));
                assertFound(store, new Principal(SCOPE, Set.of("a")), List.of(open, one));
                assertFound(store, new Principal(SCOPE, Set.of("a", "b")), List.of(open, one, both));
            });
        }
    }

    /** A memory that is marked as an echo is listed and not found, also by its search keys. */
    @Test
    protected void echoesAreListedAndNotFound() {
        try (IndexFixture store = open()) {
            Memory said = store.add("elephant one");
            Memory echo = store.add(Observation.builder("elephant two")
                    .searchKeys(SearchKeys.QUESTIONS, List.of("elephant three"))
                    .attribute(Observation.ECHO, Observation.WHOLE_ECHO)
                    .build());
            store.check(() -> {
                assertEquals(List.of(said, echo), store.list());
                assertEquals(List.of(said), recalled(store, READER, MemoryQuery.of("elephant")));
            });
        }
    }

    private static void assertFound(IndexFixture store, Principal reader, List<Memory> expected) {
        assertEquals(expected, store.list(reader, MemoryFilter.any(), store.present()));
        MemoryQuery query = MemoryQuery.builder("elephant").limit(100).build();
        assertEquals(Set.copyOf(expected), Set.copyOf(recalled(store, reader, query)));
    }

    private static List<Memory> recalled(IndexFixture store, Principal reader, MemoryQuery query) {
        return store.index.search(reader, query, store.present()).memories();
    }

    /** A listing has pages, and is sorted by id. The last page has no next page. */
    @Test
    protected void listingsComeInPages() {
        try (IndexFixture store = open()) {
            List<Memory> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                all.add(store.add("memory " + i));
            }
            store.check(() -> {
                assertEquals(all, store.list());
                assertEquals(
                        all.get(1).id(),
                        store.index
                                .list(READER, MemoryFilter.any(), null, 2, store.present())
                                .next());
                assertEquals(
                        null,
                        store.index
                                .list(READER, MemoryFilter.any(), null, 5, store.present())
                                .next());
            });
        }
    }

    /** Listings and recalls contain only memories in force: active and not expired. */
    @Test
    protected void onlyWhatIsInForceIsFound() {
        try (IndexFixture store = open()) {
            for (Status status : List.of(Status.SUPERSEDED, Status.QUARANTINED, Status.FORGOTTEN)) {
                store.become(store.add("elephant " + status), status);
            }
            store.erase(store.add("elephant erased"));
            store.add(Observation.builder("elephant expired")
                    .expiresAt(store.now())
                    .build());
            Memory later = store.add(Observation.builder("elephant later")
                    .expiresAt(store.now().plusSeconds(99))
                    .build());
            store.check(() -> assertFound(store, READER, List.of(later)));
        }
    }

    /** The archive, blocks and records are found only if the filter names the tier or the kind. */
    @Test
    protected void hiddenTiersAndKindsMustBeNamed() {
        try (IndexFixture store = open()) {
            Memory note = store.add("note");
            Memory archived =
                    store.add(Observation.builder("archived").tier(Tier.ARCHIVE).build());
            Memory block =
                    store.add(Observation.builder("block").kind(Kind.BLOCK).build());
            store.check(() -> {
                assertEquals(List.of(note), store.list());
                assertEquals(
                        List.of(archived),
                        store.list(filter().tier(Tier.ARCHIVE).build()));
                assertEquals(
                        List.of(block), store.list(filter().kind(Kind.BLOCK).build()));
                assertEquals(
                        List.of(note, archived, block),
                        store.list(MemoryFilter.any().everywhere()));
            });
        }
    }

    /** A filter selects by session, attributes and event time. */
    @Test
    protected void aFilterChooses() {
        try (IndexFixture store = open()) {
            Memory session = store.add(Observation.builder("one").session("s").build());
            Memory number =
                    store.add(Observation.builder("two").attribute("n", 3).build());
            Memory event = store.add(Observation.builder("three")
                    .eventTime(EventTime.at(IndexFixture.NOON))
                    .build());
            store.check(() -> {
                assertEquals(List.of(session), store.list(filter().session("s").build()));
                assertEquals(
                        List.of(number), store.list(filter().attribute("n", 3.0).build()));
                assertEquals(
                        List.of(event),
                        store.list(filter().eventFrom(IndexFixture.NOON).build()));
                assertEquals(
                        List.of(),
                        store.list(filter().eventTo(IndexFixture.NOON).build()));
                assertEquals(
                        List.of(session, event),
                        store.list(filter().excluding(List.of(number.id())).build()));
            });
        }
    }

    /** A condition selects memories in listings and in recalls. */
    @Test
    protected void aConditionChooses() {
        try (IndexFixture store = open()) {
            Memory cheap = store.add(
                    Observation.builder("elephant cheap").attribute("price", 2).build());
            Memory dear = store.add(Observation.builder("elephant dear")
                    .attribute("price", 5.5)
                    .role(Role.USER)
                    .build());
            Memory free = store.add(
                    Observation.builder("elephant free").source("mail").build());
            store.check(() -> {
                assertChosen(store, Condition.attribute("price").between(2, 5), List.of(cheap));
                assertChosen(store, Condition.attribute("price").greaterThan(2), List.of(dear));
                assertChosen(store, Condition.not(Condition.attribute("price").exists()), List.of(free));
                assertChosen(
                        store, Condition.or(Condition.role(Role.USER), Condition.source("mail")), List.of(dear, free));
                assertChosen(
                        store,
                        Condition.and(
                                Condition.recordedAfter(cheap.recordedAt()),
                                Condition.recordedBefore(free.recordedAt())),
                        List.of(dear));
            });
        }
    }

    private static void assertChosen(IndexFixture store, Condition condition, List<Memory> expected) {
        MemoryFilter filter = filter().where(condition).build();
        assertEquals(expected, store.list(filter), condition::toString);
        MemoryQuery query =
                MemoryQuery.builder("elephant").limit(100).filter(filter).build();
        assertEquals(Set.copyOf(expected), Set.copyOf(recalled(store, READER, query)), condition::toString);
    }

    /** A listing with a condition on the status selects among active and superseded memories. */
    @Test
    protected void aConditionOnTheStatusFindsSupersededMemories() {
        try (IndexFixture store = open()) {
            Memory active = store.add("active");
            Memory superseded = store.become(store.add("superseded"), Status.SUPERSEDED);
            store.become(store.add("forgotten"), Status.FORGOTTEN);
            store.become(store.add("quarantined"), Status.QUARANTINED);
            Condition gone = Condition.status(Status.SUPERSEDED);
            store.check(() -> {
                assertEquals(
                        List.of(superseded), store.list(filter().where(gone).build()));
                assertEquals(
                        List.of(active),
                        store.list(filter().where(Condition.not(gone)).build()));
                assertEquals(
                        List.of(active, superseded),
                        store.list(filter().where(Condition.status(Status.ACTIVE, Status.SUPERSEDED))
                                .build()));
            });
        }
    }

    /** Of the facts with one key, a listing contains the one that is valid at the requested time. */
    @Test
    protected void oneFactOfAKeyIsValid() {
        try (IndexFixture store = open()) {
            Memory berlin = store.add(Observation.fact("home town", "Berlin").build());
            Memory rome = store.add(Observation.fact("home town", "Rome").build());
            store.check(() -> {
                assertEquals(List.of(rome), store.list());
                assertEquals(
                        List.of(berlin),
                        store.list(filter().validAt(berlin.recordedAt()).build()));
                assertEquals(
                        List.of(berlin, rome), store.list(filter().whenever().build()));
            });
        }
    }

    /** A fact that a reader may not see replaces no other fact for that reader. */
    @Test
    protected void anInvisibleFactReplacesNothing() {
        try (IndexFixture store = open()) {
            Memory berlin = store.add(Observation.fact("home town", "Berlin").build());
            Memory secret = store.add(
                    Observation.fact("home town", "Rome").label("secret").build());
            store.check(() -> {
                assertEquals(List.of(berlin), store.list());
                assertEquals(
                        List.of(secret),
                        store.list(new Principal(SCOPE, Set.of("secret")), MemoryFilter.any(), store.present()));
            });
        }
    }

    /** A read of the past lists and recalls the versions that had been recorded by then. */
    @Test
    protected void thePastIsListedAndRecalled() {
        try (IndexFixture store = open()) {
            Memory first = store.add("elephant first");
            Memory other = store.add("elephant other");
            ReadTime then = ReadTime.asOf(other.recordedAt());
            store.become(store.revise(first, "elephant second"), Status.FORGOTTEN);
            store.add("elephant later");
            store.check(() -> {
                assertEquals(List.of(first, other), store.list(READER, MemoryFilter.any(), then));
                assertEquals(
                        Set.of(first, other),
                        Set.copyOf(store.index
                                .search(READER, MemoryQuery.of("elephant"), then)
                                .memories()));
            });
        }
    }

    /** A recall returns the best memories first, with ranks from 1, and not more than the limit. */
    @Test
    protected void aRecallRanksTheBestFirst() {
        try (IndexFixture store = open()) {
            for (int i = 0; i < 5; i++) {
                store.add("elephant number " + i);
            }
            store.add("giraffe");
            store.check(() -> {
                List<Recalled> hits = store.index
                        .search(READER, MemoryQuery.builder("elephant").limit(3).build(), store.present())
                        .hits();
                assertEquals(3, hits.size());
                for (int i = 0; i < hits.size(); i++) {
                    assertEquals(i + 1, hits.get(i).rank());
                    assertTrue(i == 0 || hits.get(i - 1).score() >= hits.get(i).score());
                }
            });
        }
    }

    /** Memories that a reader does not see change neither the ranks nor the scores of its recalls. */
    @Test
    protected void whatIsInvisibleDoesNotInfluenceScores() {
        try (IndexFixture store = open();
                IndexFixture alone = open()) {
            for (String text : List.of("elephant and giraffe", "the elephant sleeps", "a giraffe eats")) {
                store.add(text);
                alone.add(text);
            }
            for (int i = 0; i < 20; i++) {
                store.add(OTHER_SCOPE, Observation.of("elephant elephant giraffe " + i));
            }
            for (String question : List.of("elephant", "giraffe", "sleeping elephant")) {
                assertEquals(scores(alone, question), scores(store, question));
            }
            store.settle();
            alone.settle();
            for (String question : List.of("elephant", "giraffe", "sleeping elephant")) {
                assertEquals(scores(alone, question), scores(store, question));
            }
        }
    }

    /** Returns texts and scores. Scores are rounded, because an index may add its numbers in another order. */
    private static List<String> scores(IndexFixture store, String question) {
        return store.index.search(READER, MemoryQuery.of(question), store.present()).hits().stream()
                .map(hit -> hit.memory().text() + " " + Math.round(hit.score() * 1e6) / 1e6)
                .toList();
    }

    /** Results are immutable. */
    @Test
    protected void resultsAreImmutable() {
        try (IndexFixture store = open()) {
            store.add("elephant");
            store.check(() -> {
                assertImmutable(store.index
                        .list(READER, MemoryFilter.any(), null, 2, store.present())
                        .memories());
                RecallResult recall = store.index.search(READER, MemoryQuery.of("elephant"), store.present());
                assertImmutable(recall.hits());
                assertImmutable(store.index.history(SequenceIds.id(1)));
                assertImmutable(store.index.scan(SCOPE, null, 2));
            });
        }
    }

    private static void assertImmutable(List<?> list) {
        assertEquals(1, list.size());
        assertThrows(UnsupportedOperationException.class, () -> list.remove(0));
    }

    private static MemoryFilter.Builder filter() {
        return MemoryFilter.builder();
    }
}
