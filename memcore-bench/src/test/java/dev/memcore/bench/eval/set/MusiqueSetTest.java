package dev.memcore.bench.eval.set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Kind;
import dev.memcore.api.SearchKeys;
import dev.memcore.bench.eval.SmallSets;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.cli.console.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MusiqueSetTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        SmallSets.writeTo(directory);
    }

    @Test
    void evidenceIsFoundByTitleAndText() {
        Group group = MusiqueSet.read(directory, false).groups().getFirst();
        assertEquals(3, group.documents().size());
        assertEquals(
                "Cheese\nCheese is made of milk.", group.documents().getFirst().text());
        assertEquals(List.of("p1", "p2"), group.questions().get(0).evidence());
        assertEquals("2 hops", group.questions().get(0).category());
        assertEquals(
                List.of("p0", "not in the corpus"), group.questions().get(1).evidence());
        assertEquals("3 hops", group.questions().get(1).category());
    }

    @Test
    void factsAreMadeFromTheirPassageAndMalformedOnesAreLeftOut() {
        Group group = MusiqueSet.read(directory, true).groups().getFirst();
        assertEquals(4, group.documents().size());
        Document fact = group.documents().getLast();
        assertEquals("Arnfeld founded by Ida Moll", fact.observation().text());
        assertEquals(Kind.FACT, fact.observation().kind());
        assertEquals(
                new AttributeValue.Text("Ida Moll"),
                fact.observation().attributes().get("object"));
        assertEquals(List.of("p2"), fact.derivedFrom());
    }

    @Test
    void keysAreOfTheirPassage() {
        Group group = MusiqueSet.read(directory, false, true).groups().getFirst();
        assertEquals(3, group.documents().size());
        assertEquals(
                SearchKeys.NONE.with(SearchKeys.SUMMARY, List.of("Arnfeld founded by Ida Moll")),
                group.documents().getLast().observation().searchKeys());
        assertEquals(SearchKeys.NONE, group.documents().getFirst().observation().searchKeys());
        assertThrows(BadInput.class, () -> {
            Files.delete(directory.resolve("musique/musique-openie.json"));
            MusiqueSet.read(directory, false, true);
        });
    }

    @Test
    void withoutACorpusThePassagesAreTheParagraphs() throws IOException {
        Files.delete(directory.resolve("musique/musique-corpus.json"));
        Group group = MusiqueSet.read(directory, false).groups().getFirst();
        assertEquals(4, group.documents().size());
        assertEquals(List.of("p2", "p3"), group.questions().get(1).evidence());
    }

    @Test
    void factsThatAreNotThereAreBadInput() throws IOException {
        Files.delete(directory.resolve("musique/musique-openie.json"));
        assertThrows(BadInput.class, () -> MusiqueSet.read(directory, true));
    }
}
