package dev.memcore.cli.imports;

import static dev.memcore.cli.imports.ImportRig.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Scope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for every format: a second run, other people's memories, hostile and broken files, large files. */
final class ImportCommandTest {
    @TempDir
    private Path directory;

    private ImportRig rig;

    @BeforeEach
    void makeRig() {
        rig = new ImportRig(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "mem0.json,mem0",
        "chatgpt.json,chatgpt",
        "claude.json,claude",
        "zep.json,zep",
        "langchain4j.json,langchain4j",
        "embeddings.json,langchain4j-embeddings"
    })
    void aSecondRunImportsNothingAgain(String name, String format) throws IOException {
        Path file = rig.resource(name);
        rig.run(file, format, "--user", "alice");
        int imported = rig.report().path("imported").asInt();
        List<Memory> before = rig.memories(ALICE);
        assertEquals(imported, before.size());
        rig.run(file, format, "--user", "alice");
        assertEquals(0, rig.report().path("imported").asInt());
        assertEquals(imported, rig.report().path("alreadyThere").asInt());
        assertEquals(before, rig.memories(ALICE));
    }

    @Test
    void aLongerConversationAddsWhatIsNew() throws IOException {
        String one = "{\"contents\":[{\"text\":\"one\",\"type\":\"TEXT\"}],\"type\":\"USER\"}";
        String two = one.replace("one", "two");
        rig.run(rig.file("a.json", "[" + one + "," + one + "]"), "langchain4j", "--user", "alice", "--session", "s");
        rig.run(
                rig.file("b.json", "[" + one + "," + one + "," + two + "]"),
                "langchain4j",
                "--user",
                "alice",
                "--session",
                "s");
        assertEquals(1, rig.report().path("imported").asInt());
        assertEquals(2, rig.report().path("alreadyThere").asInt());
        assertEquals(
                List.of("one", "one", "two"),
                rig.in(ALICE, space -> space.session("s").window(100)).stream()
                        .map(Memory::text)
                        .toList());
    }

    @Test
    void whatTheOwnerForgotStaysForgotten() throws IOException {
        Path file = rig.resource("embeddings.json");
        rig.run(file, "langchain4j-embeddings", "--user", "alice");
        MemoryId id = rig.memories(ALICE).getFirst().id();
        rig.in(ALICE, space -> space.forget(id));
        rig.run(file, "langchain4j-embeddings", "--user", "alice");
        assertEquals(1, rig.report().path("alreadyThere").asInt());
        assertEquals(List.of(), rig.memories(ALICE));
    }

    @Test
    void theOptionUserWinsAndNothingReachesAnotherUserOrTenant() throws IOException {
        rig.run(rig.resource("mem0.json"), "mem0", "--user", "carol");
        assertEquals(3, rig.memories(Scope.of("acme", "carol")).size());
        assertEquals(List.of(), rig.memories(ALICE));
        assertEquals(List.of(), rig.memories(Scope.of("acme")));
        assertEquals(List.of(), rig.memories(Scope.of("other", "carol")));
    }

    @Test
    void aDryRunWritesNothing() throws IOException {
        assertEquals(1, rig.run(rig.resource("mem0.json"), "mem0", "--dry-run"));
        assertEquals(2, rig.report().path("imported").asInt());
        assertTrue(rig.report().path("dryRun").asBoolean());
        assertFalse(Files.exists(rig.store()));
    }

    @Test
    void oneObjectOfEachLineIsReadToo() throws IOException {
        Path lines = rig.file("lines.jsonl", "{\"id\":\"1\",\"memory\":\"one\"}\n{\"id\":\"2\",\"memory\":\"two\"}\n");
        assertEquals(0, rig.run(lines, "mem0", "--user", "alice"));
        assertEquals(2, rig.memories(ALICE).size());
    }

    @Test
    void aFileThatEndsTooEarlyIsImportedUpToTheFault() throws IOException {
        Path cut = rig.file("cut.json", "{\"results\":[{\"id\":\"1\",\"memory\":\"one\"},\n{\"id\":\"2\",\"mem");
        assertEquals(1, rig.run(cut, "mem0", "--user", "alice"));
        assertEquals(1, rig.report().path("imported").asInt());
        assertTrue(rig.reasons().getFirst().contains("line 2"), rig.reasons().toString());
        assertEquals(1, rig.memories(ALICE).size());
    }

    @Test
    void hostileEntriesCostOnlyThemselves() throws IOException {
        String deep = "[".repeat(2_000) + "]".repeat(2_000);
        String long1 = "x".repeat(1_000_001);
        Path file = rig.file(
                "hostile.json",
                "[{\"id\":\"1\",\"memory\":\"\\ud800 unpaired\"},{\"id\":\"2\",\"memory\":\"" + long1 + "\"},"
                        + "{\"id\":\"" + "i".repeat(5_000) + "\",\"memory\":\"long id\"},"
                        + "{\"id\":\"\\u0000\\u001b[2J\",\"memory\":\"id of control characters\"},"
                        + "{\"id\":\"4\",\"memory\":\"many\",\"metadata\":{"
                        + IntStream.range(0, 100)
                                .mapToObj(i -> "\"k" + i + "\":" + i)
                                .collect(Collectors.joining(","))
                        + "}},{\"id\":\"5\",\"memory\":\"" + "n".repeat(10) + "\",\"metadata\":{\"" + "k".repeat(300)
                        + "\":1}},"
                        + "{\"id\":\"6\",\"memory\":\"huge time\",\"created_at\":1e300},"
                        + "{\"id\":\"7\",\"memory\":\"fine\",\"created_at\":\"2024-01-01\"},"
                        + "{\"id\":\"8\",\"memory\":\"deep\",\"metadata\":{\"d\":" + deep + "}}]");
        assertEquals(1, rig.run(file, "mem0", "--user", "alice"));
        Set<String> texts = rig.memories(ALICE).stream().map(Memory::text).collect(Collectors.toSet());
        assertEquals(Set.of("long id", "id of control characters", "fine"), texts);
        assertTrue(rig.reasons().getLast().contains("not JSON"), rig.reasons().toString()); // nesting has a limit
        assertEquals(6, rig.report().path("skipped").size(), rig.reasons().toString());
    }

    @Test
    void invalidInputIsRefusedBeforeAStoreIsMade() throws IOException {
        assertEquals(2, rig.run(directory.resolve("absent.json"), "mem0"));
        assertEquals(2, rig.run(rig.resource("mem0.json"), "mem1"));
        assertEquals(2, rig.run(rig.resource("mem0.json"), "memcore"));
        assertFalse(Files.exists(rig.store()));
    }

    /** A file of 64 MB is made while it is read: nothing holds more than an entry. */
    @Test
    void aLargeFileIsReadEntryByEntry() throws IOException {
        int entries = 64;
        String text = "y".repeat(1_000_000);
        List<InputStream> parts = new AbstractList<>() {
            @Override
            public InputStream get(int i) {
                String entry = (i == 1 ? "" : ",") + "{\"id\":\"" + i + "\",\"memory\":\"" + text + "\"}";
                String part = i == 0 ? "{\"results\":[" : i > entries ? "]}" : entry;
                return new ByteArrayInputStream(part.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public int size() {
                return entries + 2;
            }
        };
        List<Long> places = new ArrayList<>();
        try (InputStream in = new SequenceInputStream(Collections.enumeration(parts))) {
            JsonElements.read(in, Set.of("results"), (element, place) -> places.add(place.index()));
        }
        assertEquals(LongStream.rangeClosed(1, entries).boxed().toList(), places);
    }
}
