package dev.memcore.bench.locomo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.bench.TinyLocomo;
import dev.memcore.cli.console.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

final class LocomoSetTest {
    @TempDir
    private Path directory;

    @Test
    void sessionsComeInTheOrderOfTheirNumbers() throws IOException {
        Conversation talk = tiny().conversations().getFirst();
        assertEquals("talk-1", talk.id());
        assertEquals(
                List.of("session_2", "session_10"),
                talk.sessions().stream().map(Session::id).toList());
    }

    @Test
    void aTurnCarriesItsCaptionAndBlankOnesAreLeftOut() throws IOException {
        List<Turn> turns = tiny().conversations().getFirst().turns();
        assertEquals(
                List.of("D2:1", "D2:2", "D2:3", "D10:1", "D10:2"),
                turns.stream().map(Turn::id).toList());
        assertEquals(
                "Yesterday I adopted a tortoise from the shelter. [a photo of a tortoise eating lettuce]",
                turns.get(0).text());
        assertEquals("Ada: [a photo of a wooden hutch]", turns.get(2).transcript());
    }

    @Test
    void aDateThatIsNotUnderstoodIsNoEventTime() throws IOException {
        List<Session> sessions = tiny().conversations().getFirst().sessions();
        assertNotNull(sessions.get(0).time());
        assertEquals("sometime in autumn", sessions.get(1).date());
        assertNull(sessions.get(1).time());
    }

    @Test
    void otherKeysAreReadAsWell() throws IOException {
        Conversation other = tiny().conversations().get(1);
        assertEquals("conversation-2", other.id());
        assertEquals(2, other.turns().size());
        assertEquals("D0:2", other.turns().get(1).id());
        assertEquals("Dan", other.turns().get(1).speaker());
        assertNotNull(other.sessions().getFirst().time());
        assertEquals(
                new Question("What should replace the saffron?", "cooking", List.of("D0:2"), "1"),
                other.questions().getFirst());
    }

    @Test
    void categoriesHaveTheirNamesAndMalformedEvidenceIsKept() throws IOException {
        List<Question> questions = tiny().conversations().getFirst().questions();
        assertEquals(
                List.of("single-hop", "multi-hop", "multi-hop", "adversarial"),
                questions.stream().map(Question::category).toList());
        assertEquals(List.of("D2:2", "D10:1; D2:1"), questions.get(2).evidence());
    }

    @Test
    void theDevelopmentSetIsPreferredAndAnyOtherLocomoFileWillDo() throws IOException {
        Path file = TinyLocomo.copyTo(directory.resolve("locomo-other.json"));
        assertEquals("locomo-other.json", LocomoSet.find(directory).file());
        assertEquals("locomo-other.json", LocomoSet.find(file).file());
        TinyLocomo.copyTo(directory.resolve("locomo-dev.json"));
        assertEquals("locomo-dev.json", LocomoSet.find(directory).file());
    }

    @Test
    void badInputIsExplained() throws IOException {
        assertExplained("no LoCoMo set in", () -> LocomoSet.find(directory));
        Path notJson = Files.writeString(directory.resolve("locomo-a.json"), "{");
        assertExplained("is not JSON", () -> LocomoSet.read(notJson));
        Path empty = Files.writeString(directory.resolve("locomo-b.json"), "{}");
        assertExplained("holds no conversation", () -> LocomoSet.read(empty));
    }

    private static void assertExplained(String message, Executable call) {
        BadInput failure = assertThrows(BadInput.class, call);
        assertTrue(failure.toString().contains(message), failure.toString());
    }

    private LocomoSet tiny() throws IOException {
        return LocomoSet.read(TinyLocomo.copyTo(directory.resolve("tiny.json")));
    }
}
