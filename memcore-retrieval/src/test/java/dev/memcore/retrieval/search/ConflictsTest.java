package dev.memcore.retrieval.search;

import static dev.memcore.retrieval.Indexed.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.report.Conflict;
import dev.memcore.api.report.Conflict.Reason;
import dev.memcore.retrieval.Indexed;
import dev.memcore.retrieval.embed.StaticEmbedder;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What contradicts a hit stands beside it, while memories wait and once they are indexed. */
final class ConflictsTest {
    private final Indexed indexed = new Indexed(null, StaticEmbedder.load());

    @AfterEach
    void close() {
        indexed.close();
    }

    private RecallResult ask(boolean settle, String query, int limit) {
        if (settle) {
            indexed.settled();
        }
        return indexed.search(Principal.of(ALICE), MemoryQuery.of(query).withLimit(limit));
    }

    private static List<String> texts(RecallResult result) {
        return result.memories().stream().map(Memory::text).toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void statementsThatDifferInAValueStandBesideEachOther(boolean settle) {
        Memory old = indexed.add(ALICE, "The rent of the flat is 900 euros");
        for (int i = 0; i < 5; i++) {
            indexed.add(ALICE, "The rent of the flat and its garden, part " + i);
        }
        Memory young = indexed.add(ALICE, "The rent of the flat is 950 euros");
        RecallResult result = ask(settle, "What is the rent of the flat: 950 euros?", 10);
        assertEquals(List.of(new Conflict(young.id(), old.id(), Reason.NUMBER)), result.conflicts());
        assertTrue(result.stages().stream()
                .anyMatch(stage -> stage.name().equals("conflicts") && stage.candidates() == 1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatALinkContradictsIsBroughtBesideIt(boolean settle) {
        Memory said = indexed.add(ALICE, "Ann moved to Oslo");
        Memory against = indexed.add(ALICE, "Nothing of the kind ever happened, says her brother");
        for (int i = 0; i < 3; i++) {
            indexed.add(ALICE, "Ann wrote letter " + i + " about moving house");
        }
        indexed.linked(against, said.id(), LinkType.CONTRADICTS);
        RecallResult result = ask(settle, "Where did Ann move?", 3);
        assertEquals(List.of(new Conflict(said.id(), against.id(), Reason.LINK)), result.conflicts());
        assertEquals(List.of(said.text(), against.text()), texts(result).subList(0, 2));
        assertEquals(3, result.hits().size());
        double last = 1;
        for (Recalled hit : result) {
            assertEquals(
                    hit.score(),
                    hit.signals().stream().mapToDouble(signal -> signal.share()).sum(),
                    1e-9);
            assertTrue(hit.score() <= last);
            last = hit.score();
        }
        assertEquals(
                List.of(1, 2, 3), result.hits().stream().map(Recalled::rank).toList());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void twoFactsWhoseKeysHaveTheSameWordsContradictEachOther(boolean settle) {
        Memory green =
                indexed.add(ALICE, Observation.fact("favourite colour", "Green").build());
        Memory blue = indexed.add(
                ALICE, Observation.fact("Favourite-colour", "It is blue").build());
        indexed.add(
                Scope.of("acme"), Observation.fact("favourite colour", "Red").build());
        indexed.add(ALICE, Observation.fact("favourite food", "Soup").build());
        RecallResult result = ask(settle, "What is my favourite colour?", 1);
        assertEquals(1, result.conflicts().size());
        assertEquals(Reason.KEY, result.conflicts().getFirst().reason());
        assertEquals(
                List.of(green.id(), blue.id()),
                List.of(
                                result.conflicts().getFirst().one(),
                                result.conflicts().getFirst().other())
                        .stream()
                        .sorted()
                        .toList());
        assertEquals(1, result.hits().size(), "a limit of one leaves no room beside it");
        assertEquals(2, ask(settle, "What is my favourite colour?", 2).hits().size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void twoValuesOfOneKeyDoNotContradictEachOther(boolean settle) {
        indexed.add(ALICE, Observation.fact("age of Ann", "Ann is 30 years old").build());
        indexed.add(ALICE, Observation.fact("Age of Ann", "Ann is 31 years old").build());
        RecallResult result = ask(settle, "How old was Ann ever?", 5);
        assertEquals(List.of(), result.conflicts());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsTrueOfItsDayAloneContradictsNoOtherDay(boolean settle) {
        told("Mary", "The pool was 20 degrees warm", "2023-05-01");
        told("Mary", "The pool was 23 degrees warm", "2023-05-09");
        told("Mary", "The hall was 19 degrees warm", "2023-05-02");
        told("Mary", "The hall was 18 degrees warm", "2023-05-02");
        told("Mary", "I am 30 years old", "2023-05-02");
        told("Bob", "I am 40 years old", "2023-05-02");
        assertEquals(List.of(), ask(settle, "How warm was the pool?", 2).conflicts());
        assertEquals(
                List.of(Reason.NUMBER),
                ask(settle, "How many degrees was the hall?", 10).conflicts().stream()
                        .map(Conflict::reason)
                        .toList());
    }

    private void told(String speaker, String text, String day) {
        indexed.add(
                ALICE,
                Observation.builder(text)
                        .speaker(speaker)
                        .eventTime(EventTime.at(Instant.parse(day + "T10:00:00Z")))
                        .build());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void neitherWhatIsOutOfForceNorWhatTheFilterHidesIsBrought(boolean settle) {
        Memory said = indexed.add(ALICE, "The rent of the flat is 900 euros");
        Memory gone = indexed.add(ALICE, "The rent of the flat is 950 euros");
        indexed.next(gone, Status.SUPERSEDED, gone.observation());
        indexed.add(
                ALICE,
                Observation.builder("The rent of the flat is 990 euros")
                        .kind(Kind.of("draft"))
                        .build());
        indexed.add(Scope.of("acme", "bob"), "The rent of the flat is 800 euros");
        if (settle) {
            indexed.settled();
        }
        MemoryFilter notes = MemoryFilter.builder().kind(said.kind()).build();
        RecallResult result =
                indexed.search(Principal.of(ALICE), MemoryQuery.of("the rent").withFilter(notes));
        assertEquals(List.of(said.text()), texts(result));
        assertEquals(List.of(), result.conflicts());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsSaidOfADayIsSaidOfADayThere(boolean settle) {
        for (String time : List.of("2026-03-04T23:30:00Z", "2026-03-05T00:30:00Z")) {
            indexed.add(
                    ALICE,
                    Observation.builder("The concert yesterday had " + (time.contains("23") ? 40 : 50) + " guests")
                            .eventTime(EventTime.at(Instant.parse(time)))
                            .build());
        }
        String query = "How many guests had the concert?";
        assertEquals(List.of(), ask(settle, query, 10).conflicts(), "on two days");
        MemoryQuery there = MemoryQuery.of(query).withZone(ZoneId.of("America/Los_Angeles"));
        assertEquals(1, indexed.search(Principal.of(ALICE), there).conflicts().size());
    }
}
