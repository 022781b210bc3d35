package dev.memcore.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.Tier;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.filter.MemoryFilter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is promised of messages without a text: only those of tools may have none, and they are kept, but not recalled. */
abstract class BlankTextContract extends StoreTest {
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final int PLENTY = 1_000_000;

    private MemorySpace space;
    private SessionMemory session;

    @BeforeEach
    void openSession() {
        space = manager.space(BOB);
        session = space.session("monday");
    }

    private void reopenSession() {
        reopen();
        openSession();
    }

    private static Observation.Builder call(String text) {
        return Observation.builder(text).role(Role.ASSISTANT).toolCallId("call_0");
    }

    private static Observation.Builder result(String text) {
        return Observation.builder(text).role(Role.TOOL).toolCallId("call_0");
    }

    private static List<String> texts(List<Memory> memories) {
        return memories.stream().map(Memory::text).toList();
    }

    /** What a question finds, while it waits and when it is indexed. */
    private List<String> found(String question) {
        List<String> waiting = texts(space.recall(question).memories());
        manager.awaitIndexed();
        List<String> indexed = texts(space.recall(question).memories());
        assertEquals(Set.copyOf(waiting), Set.copyOf(indexed));
        return indexed;
    }

    @Test
    void onlyMessagesOfToolsMayBeBlank() {
        for (String blank : List.of("", " ", "\n\t")) {
            session.add(call(blank).build());
            session.add(result(blank).build());
            session.add(Role.TOOL, blank);
            space.remember(result(blank).build());
            assertFails(ErrorCode.INVALID_ARGUMENT, () -> session.add(Role.USER, blank));
            assertFails(ErrorCode.INVALID_ARGUMENT, () -> session.add(Role.ASSISTANT, blank));
            assertFails(ErrorCode.INVALID_ARGUMENT, () -> space.remember(blank));
        }
    }

    @Test
    void theyAreInWindowsAndListsAndNotRecalled() {
        session.add(Role.USER, "book a table");
        session.add(call("").build());
        session.add(result(" ").build());
        session.add(Role.ASSISTANT, "the table is booked");

        assertEquals(List.of("book a table", "", " ", "the table is booked"), texts(session.window(PLENTY)));
        assertEquals(4, space.list(MemoryFilter.any(), null, 10).memories().size());
        assertEquals(
                List.of("book a table", "the table is booked"),
                found("which table is booked").stream().sorted().toList());
        assertEquals(
                2, space.asOf(clock.instant()).recall("booked table").memories().size());
    }

    @Test
    void theySurviveClosingAndTravellingAsText() {
        List<Memory> said = session.addAll(List.of(
                Observation.builder("book a table").role(Role.USER).build(),
                call("").build(),
                result("").build()));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        manager.exportTo(text);
        manager.awaitIndexed();

        reopenSession();
        assertEquals(said, session.window(PLENTY));
        assertTrue(manager.check().ok(), () -> manager.check().toString());

        manager.close();
        store.loseIndex();
        manager = builder().build();
        openSession();
        assertEquals(said, session.window(PLENTY));

        manager.close();
        store = newStore();
        manager = builder().build();
        manager.importFrom(new ByteArrayInputStream(text.toByteArray()));
        openSession();
        assertEquals(said, session.window(PLENTY));
    }

    @Test
    void aTextThatIsGivenLaterIsRecalledAndTakenBack() {
        Memory blank = session.add(result("").build());
        manager.awaitIndexed();
        space.revise(blank.id(), "the restaurant has no table");
        assertEquals(List.of("the restaurant has no table"), found("restaurant table"));

        space.undo(blank.id());
        assertEquals(List.of(), found("restaurant table"));
        assertEquals(3, space.history(blank.id()).size());
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> space.revise(blank.id(), " "));
    }

    @Test
    void theyAreRecalledByTheirSearchKeys() {
        Memory keyed = session.add(call("").searchKeys(SearchKeys.QUESTIONS, List.of("who looked for a restaurant?"))
                .build());
        Memory later = session.add(result("").build());
        space.setSearchKeys(later.id(), SearchKeys.ENTITIES, List.of("Trattoria"));

        assertEquals(2, found("restaurant Trattoria").size());
        assertTrue(space.recall("restaurant").memories().contains(keyed));
    }

    @Test
    void moreTiersAndKindsDoNotShowThem() {
        session.add(result("").kind(Kind.NOTE).build());
        session.add(Observation.builder("a table").tier(Tier.ARCHIVE).build());
        MemoryFilter everywhere = MemoryFilter.builder().build().everywhere();
        assertEquals(
                List.of("a table"),
                texts(space.recall(MemoryQuery.of("what table").withFilter(everywhere))
                        .memories()));
    }
}
