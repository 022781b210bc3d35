package dev.memcore.cli.person;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.cli.MemcoreCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportUserCommandTest {
    private static final Scope ALICE = Scope.of("acme", "alice");
    private static final String HOSTILE = "<script>alert(1)</script> & \"quotes\" 'single' \u0007 </style>";
    private static final String ARABIC = "\u0623\u062d\u0628 \u0627\u0644\u0642\u0647\u0648\u0629";

    @TempDir
    private static Path directory;

    private static ErasureReceipt receipt;

    @BeforeAll
    static void makeStore() {
        try (MemoryManager store = Memcore.open(directory.resolve("store"))) {
            MemorySpace alice = store.space(ALICE);
            Memory note = alice.remember("first words");
            alice.revise(note.id(), "second words");
            alice.remember(HOSTILE);
            alice.remember(ARABIC);
            alice.forget(alice.remember("forgotten words").id());
            Memory suspect = alice.remember("quarantined words");
            alice.apply(List.of(new MemoryOp.Quarantine(suspect.id(), Cause.HOST)));
            alice.facts().set("favourite colour", "red");
            alice.facts().set("favourite colour", "blue");
            alice.blocks().set("persona", "kind words");
            alice.session("s1").add(Role.USER, "a question");
            alice.session("s1").add(Role.ASSISTANT, "an answer");
            store.space(new Principal(ALICE, Set.of("secret")))
                    .remember(Observation.builder("labelled words")
                            .label("secret")
                            .build());
            store.space(ALICE.withAgent("coach")).remember("words for the coach");
            store.space(Scope.of("acme", "bob")).remember("bobs words");
            store.space(Scope.of("other", "alice")).remember("words of another tenant");
            store.space(Scope.of("acme")).remember("shared words");
            Memory gone = alice.remember("erased words");
            alice.revise(gone.id(), "erased words again");
            receipt = alice.erase(Erasure.of(gone.id()));
        }
    }

    @Test
    void asJsonItHasEverythingOfTheUserAndNothingElse() throws IOException {
        String text = Files.readString(export("json"));
        for (String there : List.of(
                "first words",
                "second words",
                "forgotten words",
                "quarantined words",
                "red",
                "blue",
                "kind words",
                "a question",
                "an answer",
                "labelled words",
                "words for the coach")) {
            assertTrue(text.contains(there), there);
        }
        for (String absent : List.of("bobs words", "another tenant", "shared words", "erased words")) {
            assertFalse(text.contains(absent), absent);
        }
        JsonNode person = new ObjectMapper().readTree(text);
        assertEquals(12, person.path("memories").size());
        assertEquals(2, person.path("facts").path("favourite colour").size());
        assertEquals(2, person.path("sessions").path("s1").size());
        JsonNode note = person.path("memories").path(0);
        assertEquals("second words", note.path("text").asText());
        assertEquals(List.of("add", "revise"), operations(note));
        List<String> statuses = new ArrayList<>();
        person.path("memories")
                .forEach(memory -> statuses.add(memory.path("status").asText()));
        assertTrue(statuses.containsAll(List.of("active", "forgotten", "quarantined")), statuses.toString());
        JsonNode erasure = person.path("erasures").path(0);
        ErasureReceipt.Entry entry = receipt.entries().getFirst();
        assertEquals(entry.id().toString(), erasure.path("id").asText());
        assertEquals(
                entry.versions(),
                erasure.path("changes")
                        .path(0)
                        .path("operation")
                        .path("versions")
                        .asInt());
        assertFalse(erasure.has("text"));
    }

    @Test
    void asHtmlItShowsHostileTextsAsTextAndNeedsNoNetwork() throws IOException {
        String page = Files.readString(export("html"));
        assertFalse(page.contains("<script"), page);
        assertTrue(
                page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot; &#39;single&#39; \uFFFD"
                        + " &lt;/style&gt;"));
        assertTrue(page.contains("<div class=\"text\" dir=\"auto\">" + ARABIC + "</div>"));
        assertFalse(page.contains("http:") || page.contains("https:") || page.contains("src="), page);
        assertTrue(page.contains("default-src 'none'"));
        for (String there :
                List.of("first words", "second words", "forgotten words", "favourite colour", "an answer")) {
            assertTrue(page.contains(there), there);
        }
        assertFalse(page.contains("erased words"));
        assertTrue(page.contains(receipt.entries().getFirst().id().toString()));
    }

    @Test
    void aUserWithoutMemoriesHasAnEmptyRecord() throws IOException {
        Path file = directory.resolve("nobody.json");
        assertEquals(0, run("--tenant", "acme", "--user", "nobody", "--out", file.toString()));
        assertEquals(
                0, new ObjectMapper().readTree(file.toFile()).path("memories").size());
    }

    @Test
    void invalidInputWritesNothing() {
        Path file = directory.resolve("file");
        assertEquals(2, run("--user", "alice", "--format", "pdf", "--out", file.toString()));
        assertEquals(2, run("--out", file.toString()));
        assertEquals(
                2,
                run("--user", "alice", "--out", directory.resolve("absent/file").toString()));
        assertFalse(Files.exists(file));
    }

    private Path export(String format) {
        Path file = directory.resolve("alice." + format);
        assertEquals(0, run("--tenant", "acme", "--user", "alice", "--format", format, "--out", file.toString()));
        return file;
    }

    private int run(String... more) {
        List<String> all = new ArrayList<>(
                List.of("export-user", "--dir", directory.resolve("store").toString()));
        all.addAll(List.of(more));
        return MemcoreCommand.run(all.toArray(String[]::new));
    }

    private static List<String> operations(JsonNode memory) {
        List<String> names = new ArrayList<>();
        memory.path("changes")
                .forEach(change -> names.add(change.path("operation").path("op").asText()));
        return names;
    }
}
