package dev.memcore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.Status;
import dev.memcore.api.context.Context;
import dev.memcore.api.context.ContextFormat;
import dev.memcore.api.context.ContextLine;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.api.context.ContextSection;
import dev.memcore.api.filter.MemoryFilter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model repeats from memory is not evidence; what it adds is. */
final class EchoTest {
    private static final Scope SCOPE = Scope.of("acme", "alice");
    private static final List<String> PEOPLE =
            List.of("Anna", "Boris", "Carla", "Dmitri", "Elif", "Femi", "Greta", "Hugo", "Ines", "Jonas");
    private static final List<String> DEEDS = List.of(
            "bought a blue bicycle in Leipzig",
            "plays the cello on Thursdays",
            "is allergic to peanuts and kiwis",
            "moved to Lisbon in 2019",
            "works as a nurse at the harbour clinic",
            "wants to learn Portuguese before the summer",
            "keeps two parrots called Rio and Kiwi",
            "never drinks coffee after noon");

    private MemoryManager memory;
    private MemorySpace alice;
    private SessionMemory session;

    @BeforeEach
    void open() {
        memory = Memcore.inMemory();
        alice = memory.space(SCOPE);
        session = alice.session("monday");
    }

    @AfterEach
    void close() {
        memory.close();
    }

    private static Context ask(SessionMemory session, String question) {
        session.add(Role.USER, question);
        return session.context(ContextRequest.builder(question, 1_000).build());
    }

    private Memory answer(String text) {
        return session.add(Role.ASSISTANT, text);
    }

    private List<String> recalled(String question) {
        return alice.recall(MemoryQuery.builder(question).limit(100).build()).memories().stream()
                .map(Memory::text)
                .toList();
    }

    @Test
    void aRepetitionIsPartOfTheWindowAndTheHistoryButIsNotRecalled() {
        alice.remember("I live in Bern near the old bridge.");
        ask(session, "Where do I live?");
        Memory echo = answer("You live in Bern, near the old bridge.");
        assertEquals(
                List.of("Where do I live?", "You live in Bern, near the old bridge."),
                session.window(1_000).stream().map(Memory::text).toList());
        assertEquals(
                new AttributeValue.Text(Observation.WHOLE_ECHO),
                echo.observation().attributes().get(Observation.ECHO));
        assertEquals(Status.ACTIVE, echo.status());
        assertEquals(List.of(echo), alice.history(echo.id()));
        assertEquals(echo, alice.get(echo.id()).orElseThrow());
        assertFalse(recalled("Who lives near the bridge in Bern?").contains(echo.text()));
        assertTrue(recalled("Who lives near the bridge in Bern?").contains("I live in Bern near the old bridge."));
    }

    @Test
    void newSentencesOfTheSameAnswerAreRecalled() {
        alice.remember("I live in Bern near the old bridge.");
        ask(session, "Where do I live?");
        Memory answer = answer("Sure! You live in Bern, near the old bridge. The tram number 7 stops there.");
        assertEquals(
                new AttributeValue.Text(Observation.PART_ECHO),
                answer.observation().attributes().get(Observation.ECHO));
        Memory fresh = alice.recall("Which tram stops there?").memories().stream()
                .filter(hit -> hit.observation().derivedFrom().equals(Set.of(answer.id())))
                .findFirst()
                .orElseThrow();
        assertEquals("The tram number 7 stops there.", fresh.text());
        assertEquals("monday", fresh.session());
        assertEquals(Role.ASSISTANT, fresh.observation().role());
        assertEquals(2, session.window(1_000).size());
        assertFalse(recalled("tram Bern bridge").contains(answer.text()));
        alice.forget(answer.id());
        assertFalse(recalled("Which tram stops there?").contains(fresh.text()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        You do not live in Bern.
        You live in Basel.
        You live in Bern since 2019.
        You live in Bern with Anna.
        I booked a hotel in Bern.
        """)
    void aStatementThatDiffersIsKept(String statement) {
        alice.remember("I live in Bern.");
        ask(session, "Can you book a hotel in Bern?");
        assertFalse(answer(statement).observation().isEcho());
        assertTrue(recalled("Bern").contains(statement) || recalled("Basel").contains(statement));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I live in Bern.",
                "You live in Bern.",
                "As you mentioned before, you're living in Bern!",
                "\u201CI live in Bern.\u201D",
                "> I live in Bern.",
                "According to my notes [1]:\n- You live in Bern.\n- You work at the zoo.",
                "1. You live in Bern\n2. You work at the zoo",
                "You work at the zoo and live in Bern.",
                "I remember that you live in Bern. Let me know if you need anything else!"
            })
    void formsOfARepetition(String repetition) {
        alice.remember("I live in Bern.");
        alice.remember("I work at the zoo as a keeper.");
        ask(session, "What do you know about me?");
        assertTrue(answer(repetition).observation().isEcho());
    }

    @Test
    void usersAreNeverEchoes() {
        alice.remember("I live in Bern.");
        ask(session, "Where do I live?");
        assertFalse(session.add(Role.USER, "I live in Bern.").observation().isEcho());
        assertFalse(session.add(Role.SYSTEM, "I live in Bern.").observation().isEcho());
        assertTrue(session.add(Observation.builder("I live in Bern.")
                        .role(Role.TOOL)
                        .toolCallId("call-1")
                        .build())
                .observation()
                .isEcho());
    }

    @Test
    void otherSessionsAndOtherScopesDoNotCount() {
        alice.remember("I live in Bern.");
        ask(session, "Where do I live?");
        assertFalse(alice.session("tuesday")
                .add(Role.ASSISTANT, "You live in Bern.")
                .observation()
                .isEcho());
        MemorySpace bob = memory.space(Scope.of("acme", "bob"));
        assertFalse(bob.session("monday")
                .add(Role.ASSISTANT, "You live in Bern.")
                .observation()
                .isEcho());
    }

    @Test
    void hitsOfASessionAndTextsThatTheHostNamesCountAsShown() {
        session.add(Role.USER, "I live in Bern.");
        session.recall("Where do I live?");
        assertTrue(answer("You live in Bern.").observation().isEcho());
        assertFalse(answer("The museum opens at nine.").observation().isEcho());
        session.shown(List.of("The museum opens at ten."));
        assertTrue(answer("The museum opens at 10.").observation().isEcho());
        session.shown(alice.context(ContextRequest.of("museum", 200)));
    }

    @Test
    void theAttributeCanBeRemoved() {
        alice.remember("I live in Bern.");
        ask(session, "Where do I live?");
        Memory echo = answer("You live in Bern.");
        alice.removeAttribute(echo.id(), Observation.ECHO);
        assertTrue(recalled("Where do I live?").contains("You live in Bern."));
    }

    @Test
    void aHostCanSwitchItOff() {
        try (MemoryManager plain = Memcore.builder().withoutEchoGuard().build()) {
            MemorySpace space = plain.space(SCOPE);
            space.remember("I live in Bern.");
            SessionMemory talk = space.session("monday");
            ask(talk, "Where do I live?");
            assertFalse(
                    talk.add(Role.ASSISTANT, "You live in Bern.").observation().isEcho());
        }
    }

    @Test
    void echoesAreNotRecalledAfterARestart(@TempDir Path directory) {
        try (MemoryManager first = Memcore.open(directory)) {
            first.space(SCOPE).remember("I live in Bern.");
            SessionMemory talk = first.space(SCOPE).session("monday");
            ask(talk, "Where do I live?");
            talk.add(Role.ASSISTANT, "You live in Bern.");
        }
        try (MemoryManager second = Memcore.open(directory)) {
            assertEquals(2, second.space(SCOPE).session("monday").window(100).size());
            assertEquals(
                    Set.of("I live in Bern.", "Where do I live?"),
                    second.space(SCOPE).recall("Bern live").memories().stream()
                            .map(Memory::text)
                            .collect(Collectors.toSet()));
        }
    }

    /** The agent copies lines of the context, or all of it, in several forms. */
    @ParameterizedTest
    @CsvSource({"TEXT, 1000", "MARKDOWN, 50", "XML, 50"})
    void anAgentThatEchoesForAThousandTurnsAddsNoMemory(ContextFormat format, int turns) {
        SplittableRandom random = new SplittableRandom(7);
        Set<String> evidence = new HashSet<>();
        PEOPLE.forEach(person -> DEEDS.forEach(deed -> evidence.add(person + " " + deed + ".")));
        alice.rememberAll(evidence.stream().sorted().map(Observation::of).toList());
        Set<String> asked = new HashSet<>();
        for (int turn = 0; turn < turns; turn++) {
            String question = "What about " + PEOPLE.get(random.nextInt(PEOPLE.size())) + " and the "
                    + List.of("bicycle", "cello", "parrots", "clinic").get(random.nextInt(4)) + "?";
            asked.add(question);
            session.add(Role.USER, question);
            Context context = session.context(
                    ContextRequest.builder(question, 400).format(format).build());
            assertTrue(answer(echo(context, turn)).observation().isEcho(), "turn " + turn);
        }
        List<Memory> hits = alice.recall(MemoryQuery.builder("bicycle cello parrots clinic")
                        .limit(MemoryQuery.MAX_LIMIT)
                        .build())
                .memories();
        hits.forEach(hit -> assertTrue(evidence.contains(hit.text()) || asked.contains(hit.text()), hit.text()));
        long echoes = alice.stream(MemoryFilter.builder().session("monday").build())
                .filter(message -> message.observation().isEcho())
                .count();
        assertEquals(turns, echoes);
    }

    private static String echo(Context context, int turn) {
        List<String> lines = context.lines(ContextSection.MEMORIES).stream()
                .map(ContextLine::text)
                .toList();
        return switch (lines.isEmpty() ? 0 : turn % 5) {
            case 0 -> context.text();
            case 1 -> "Sure! " + lines.getFirst() + " Let me know if you need anything else.";
            case 2 -> "Here is what I know:\n- " + String.join("\n- ", lines);
            case 3 -> "You mentioned that " + lines.getFirst().replace(" bought ", " has bought ");
            default -> "\u201C" + lines.getLast() + "\u201D";
        };
    }

    @Test
    void newInformationBesideEchoesIsKept() {
        SplittableRandom random = new SplittableRandom(11);
        List<String> all = new ArrayList<>();
        PEOPLE.forEach(person -> DEEDS.forEach(deed -> all.add(person + " " + deed + ".")));
        alice.rememberAll(all.subList(0, 40).stream().map(Observation::of).toList());
        int kept = 0;
        List<String> news = all.subList(40, all.size());
        for (String fresh : news) {
            Context context = ask(session, "What about " + PEOPLE.get(random.nextInt(5)) + "?");
            String shown = context.lines(ContextSection.MEMORIES).stream()
                    .map(ContextLine::text)
                    .filter(all::contains)
                    .findFirst()
                    .orElseThrow();
            Memory answer = answer(random.nextBoolean() ? shown + " " + fresh : fresh + "\n" + shown);
            kept += alice.recall(MemoryQuery.builder(fresh).limit(5).build()).memories().stream()
                            .anyMatch(hit -> hit.text().equals(fresh)
                                    && hit.observation().derivedFrom().equals(Set.of(answer.id())))
                    ? 1
                    : 0;
        }
        assertEquals(news.size(), kept);
    }
}
