package dev.memcore.cli.shell.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.cli.shell.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EraseCommandTest {
    private final Rig rig = new Rig();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void showsWhatWouldGoAndErasesNothingUnlessToldTo() {
        MemoryId source = rig.store.space(Rig.BOB).remember("a secret").id();
        rig.store
                .space(Rig.BOB)
                .remember(Observation.builder("made of it").derivedFrom(source).build());
        Rig.Result result = rig.run("erase 0001", "list");
        assertEquals(1, result.code());
        assertEquals(
                "erase: nothing was done: in a pipe the shell cannot ask for confirmation; use --yes\n",
                result.errors());
        assertEquals(
                List.of(
                        "1 to be erased, with all its versions",
                        "#1 00000001  a secret  (note)",
                        "1 to be erased, derived from these",
                        "#2 00000002  made of it  (note)",
                        "#1 00000001  a secret  (note)",
                        "#2 00000002  made of it  (note)"),
                result.lines());
    }

    @Test
    void erasesAndProvesIt() throws IOException {
        Path receipt = directory.resolve("receipt.txt");
        Rig.Result result = rig.run(
                "remember a secret",
                "revise #1 another secret",
                "remember kept",
                "erase #1 --yes --reason \"Ann asked for it\" --receipt " + receipt,
                "list",
                "get #1",
                "history #1",
                "verify " + receipt);
        assertEquals(1, result.code());
        assertEquals(1, result.errors().lines().count(), result.errors());
        assertTrue(
                result.out()
                        .contains("erased: 1 memories, in commit 4\nreceipt: " + receipt
                                + "\n#2 00000002  kept  (note)\n"),
                result.out());
        assertTrue(result.out().contains("by host: Ann asked for it"), result.out());
        assertTrue(result.lines().getLast().endsWith("nothing is wrong"), result.out());
        assertFalse(Files.readString(receipt).contains("secret"));
    }

    @Test
    void aForgedReceiptIsFound() throws IOException {
        Path receipt = directory.resolve("receipt.txt");
        rig.run("remember a secret", "erase 0001 --yes --receipt " + receipt);
        String text = Files.readString(receipt);
        String digest = text.strip().substring(text.strip().lastIndexOf(' ') + 1);
        Files.writeString(receipt, text.replace(digest, "0".repeat(64)));
        Rig.Result forged = rig.run("verify " + receipt);
        assertEquals(1, forged.code());
        assertTrue(forged.out().contains("findings: "), forged.out());

        Files.writeString(receipt, "no receipt");
        assertTrue(rig.run("verify " + receipt).errors().contains("not an erasure receipt"));
        assertTrue(rig.run("verify " + directory.resolve("absent")).errors().startsWith("verify: cannot read"));
    }

    @Test
    void withoutAFileTheReceiptIsShown() {
        Rig.Result result = rig.run("remember a secret", "erase #1 --yes");
        assertEquals(0, result.code(), result.errors());
        assertTrue(result.out().contains("memcore erasure 1\ncommit 2\n"), result.out());
    }

    @Test
    void aReceiptReplacesNoFileAndNothingIsErasedThen() throws IOException {
        Path file = Files.writeString(directory.resolve("precious"), "data");
        Rig.Result result = rig.run("remember a secret", "erase #1 --yes --receipt " + file, "list");
        assertEquals(1, result.code());
        assertTrue(result.errors().endsWith("already exists; nothing was erased\n"), result.errors());
        assertEquals("#1 00000001  a secret  (note)", result.lines().getLast());
        assertEquals("data", Files.readString(file));
    }

    @Test
    void erasesASession() {
        rig.run("remember --session s one", "remember --session s two", "remember three");
        Rig.Result result = rig.run("erase --session s --yes", "list --hidden");
        assertEquals(0, result.code(), result.errors());
        assertEquals("2 to be erased, with all its versions", result.lines().getFirst());
        assertTrue(result.out().contains("not shown"), result.out());
        assertEquals("#3 00000003  three  (note)", result.lines().getLast());
    }

    @Test
    void erasesOneScopeWithThoseWithinIt() {
        rig.store.space(Scope.of("acme")).remember("of all");
        rig.run("remember one", "block set persona kind");
        rig.store.space(Scope.of("acme", "bob").withAgent("coach")).remember("of the coach");
        Rig.Result exact = rig.run("erase --exact-scope --yes");
        assertTrue(exact.out().contains("erased: 2 memories"), exact.out());
        rig.run("remember one", "block set persona kind");
        Rig.Result result = rig.run("erase --whole-scope --yes", "list --hidden");
        assertEquals(0, result.code(), result.errors());
        assertTrue(result.out().contains("erased: 3 memories"), result.out());
        assertTrue(result.out().contains("everything in the scopes within this one"), result.out());
        assertEquals("2 to be erased, with all its versions", result.lines().getFirst());
        assertTrue(result.lines().getLast().endsWith("of all  (note)"), result.out());
    }

    @Test
    void oneThingIsErasedAtATime() {
        Rig.Result result = rig.run("erase", "erase --session s --whole-scope --yes", "erase 0001 --whole-scope --yes");
        assertEquals(1, result.code());
        assertEquals(3, result.errors().lines().count(), result.errors());
        assertEquals("", result.out());
    }
}
