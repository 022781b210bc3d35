package dev.memcore.cli.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The commands that read and write, through a pipe. */
final class ShellTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void remembersAndRecallsAndSaysWhy() {
        Rig.Result result = rig.run(
                "remember Bob's allergic to peanuts",
                "remember The office closes at six",
                "recall --stages --scores peanuts");
        assertEquals(0, result.code(), result.errors());
        assertEquals(
                "#1 00000001  remembered: version 1, commit 1", result.lines().get(0));
        assertEquals(
                " 1. 1.000  #1 00000001  Bob's allergic to peanuts  (note)",
                result.lines().get(2));
        assertTrue(result.out().contains("same words: peanuts"), result.out());
        assertTrue(result.out().contains("bm25.context"), result.out());
        assertTrue(result.out().contains("candidates"), result.out());
        assertEquals("", result.errors());
    }

    @Test
    void anObservationHasAllThatIsSaidOfIt() {
        Rig.Result result = rig.run(
                "remember --kind fact --session s1 --speaker \"Ann Lee\" --event-time 2026-03 --valid-from 2026-03-01"
                        + " --valid-to 2026-04-01 --pin \"He said \\\"no\\\".\\nThen he left.\"",
                "remember plain",
                "get #1",
                "get #2");
        assertEquals(0, result.code(), result.errors());
        for (String part : List.of(
                "   He said \"no\".\n   Then he left.\n",
                "acme/user=bob, fact, long, active, pinned, version 1, commit 1, created 2026-01-01T00:01:00Z",
                "session s1",
                "speaker Ann Lee",
                "happened 2026-03-01T00:00:00Z to 2026-04-01T00:00:00Z",
                "valid from 2026-03-01T00:00:00Z until 2026-04-01T00:00:00Z")) {
            assertTrue(result.out().contains(part), () -> part + " is not in " + result.out());
        }
        String second = result.out().substring(result.out().indexOf("#2 00000000-"));
        assertFalse(second.contains("pinned") || second.contains("fact") || second.contains("session"), second);
    }

    @Test
    void listsAndFiltersAndPages() {
        rig.run("remember --kind fact one", "remember --session s two", "remember three", "remember four");
        assertEquals(
                List.of("#1 00000001  one  (fact)"), rig.run("list --kind fact").lines());
        assertEquals(
                List.of("#1 00000002  two  (note, session s)"),
                rig.run("list --session s").lines());
        assertEquals(
                List.of(
                        "#1 00000001  one  (fact)",
                        "#2 00000002  two  (note, session s)",
                        "there are more: --after #2",
                        "#3 00000003  three  (note)",
                        "#4 00000004  four  (note)"),
                rig.run("list --limit 2", "list --after #2").lines());
        assertEquals(
                List.of("nothing", "nothing"),
                rig.run("list --kind summary", "list --tier archive").lines());
    }

    @Test
    void readsThePast() {
        rig.run("remember Bob lives in Paris", "revise 0001 Bob lives in Lisbon", "remember Bob has a cat");
        assertEquals(
                List.of("#1 00000001  Bob lives in Paris  (note)"),
                rig.run("as-of 2026-01-01T00:01:30Z list").lines());
        assertEquals(
                List.of("#1 00000001  Bob lives in Lisbon  (note)"),
                rig.run("list --as-of 2026-01-01T00:02:30Z").lines());
        Rig.Result result =
                rig.run("as-of 2026-01-01T00:01:30Z recall where does Bob live", "as-of 2025-01-01 recall Bob");
        assertTrue(result.lines().getFirst().contains("Paris"), result.out());
        assertEquals("nothing", result.lines().getLast());
        assertTrue(rig.run("as-of 2026-01-01T00:01:30Z get 0001").out().contains("   Bob lives in Paris\n"));
    }

    @Test
    void onlyReadingCommandsReadThePast() {
        rig.run("remember one");
        Rig.Result result = rig.run("as-of 2026-01-02 forget 0001", "as-of 2026-01-02 nonsense", "as-of later list");
        assertEquals(1, result.code());
        assertEquals(3, result.errors().lines().count(), result.errors());
        assertTrue(result.errors().contains("forget cannot read an earlier state"), result.errors());
        assertTrue(result.errors().contains("'later' is not a moment"), result.errors());
        assertEquals(1, rig.run("list").lines().size());
    }

    @Test
    void showsTheHistoryOfAMemory() {
        rig.run("remember Bob lives in Paris", "revise 0001 Bob lives in Lisbon", "pin 0001", "forget 0001");
        assertEquals(
                List.of(
                        "#1 00000001",
                        "version 1, 2026-01-01T00:01:00Z, commit 1, active",
                        "   by remember",
                        "   Bob lives in Paris",
                        "version 2, 2026-01-01T00:02:00Z, commit 2, active: text",
                        "   by host",
                        "   Bob lives in Lisbon",
                        "version 3, 2026-01-01T00:03:00Z, commit 3, active: pinned false to true",
                        "   by host",
                        "version 4, 2026-01-01T00:04:00Z, commit 4, forgotten: status active to forgotten",
                        "   by host"),
                rig.run("history 00000000-0000-0000-0000-000000000001").lines());
    }

    @Test
    void forgetsAndTakesBack() {
        Rig.Result result = rig.run("remember one", "remember two", "forget #1 #2", "forget #1", "undo 3 4", "list");
        assertEquals(0, result.code(), result.errors());
        assertEquals(
                List.of(
                        "#1 00000001  forgotten: version 2, commit 3",
                        "#2 00000002  forgotten: version 2, commit 4",
                        "#1 00000001  was forgotten already: version 2, commit 3",
                        "#1 00000001  restored, active: version 3, commit 5",
                        "#2 00000002  restored, active: version 3, commit 5",
                        "#1 00000001  one  (note)",
                        "#2 00000002  two  (note)"),
                result.lines().subList(2, 9));
    }

    @Test
    void anUndoThatIsRefusedSaysBecauseOfWhat() {
        Rig.Result result =
                rig.run("remember one", "revise #1 two", "undo 1", "get #1", "undo --all-scopes 2", "undo 99");
        assertEquals(1, result.code());
        assertTrue(result.errors().startsWith("undo: nothing was changed; later commits"), result.errors());
        assertTrue(result.errors().contains("   #1 00000001  commit 2"), result.errors());
        assertTrue(result.errors().contains("NOT_FOUND"), result.errors());
        assertTrue(result.out().contains("#1 00000001  restored, active: version 3, commit 3"), result.out());
    }

    @Test
    void linksAndWalks() {
        Rig.Result result = rig.run(
                "remember one",
                "remember two",
                "remember three",
                "link #1 #2 mentions --weight 0.5 --valid-from 2026-01-01",
                "link #2 #3 causes",
                "links #1 --depth 2 --direction out",
                "links #3 --type mentions",
                "links #1 --valid-at 2025-01-01",
                "get #1",
                "unlink #1 #2 mentions",
                "links #1",
                "as-of 2026-01-01T00:06:00Z links #1");
        assertEquals(0, result.code(), result.errors());
        assertEquals(
                List.of(
                        "#1 00000001  linked, #1 mentions #2 (0.50, valid from 2026-01-01T00:00:00Z): version 2,"
                                + " commit 4",
                        "#2 00000002  linked, #2 causes #3 (1.00): version 2, commit 5",
                        "#2 00000002  two  (note)",
                        "   step 1: #1 mentions #2 (0.50, valid from 2026-01-01T00:00:00Z)",
                        "#3 00000003  three  (note)",
                        "   step 2: #2 causes #3 (1.00)",
                        "nothing",
                        "nothing"),
                result.lines().subList(3, 11));
        assertTrue(result.out().contains("   link #1 mentions #2 (0.50"), result.out());
        assertEquals(
                List.of(
                        "#1 00000001  unlinked: version 3, commit 6",
                        "nothing",
                        "#2 00000002  two  (note)",
                        "   step 1: #1 mentions #2 (0.50, valid from 2026-01-01T00:00:00Z)"),
                result.lines().subList(result.lines().size() - 4, result.lines().size()));
    }

    @Test
    void pinsAndCountsUses() {
        Rig.Result result = rig.run(
                "remember one",
                "pin #1",
                "list",
                "unpin #1",
                "list",
                "used #1 --outcome succeeded",
                "used #1",
                "get #1");
        assertEquals(0, result.code(), result.errors());
        assertEquals(
                List.of(
                        "#1 00000001  pinned: version 2, commit 2",
                        "#1 00000001  one  (note, pinned)",
                        "#1 00000001  unpinned: version 3, commit 3",
                        "#1 00000001  one  (note)",
                        "#1 00000001  used 1 times",
                        "#1 00000001  used 2 times"),
                result.lines().subList(1, 7));
        assertTrue(result.lines().getLast().startsWith("   used 2 times, 1 well, 0 not, last 2026-"), result.out());
    }

    @Test
    void keepsBlocks() {
        Rig.Result result = rig.run(
                "block list",
                "block set persona You are kind.",
                "block set persona --limit 20 You are \"very\" kind.",
                "block set persona this is one text too long for it",
                "block show persona",
                "block list",
                "block remove persona",
                "block remove persona",
                "block show persona",
                "block");
        assertEquals(1, result.code());
        assertEquals(
                List.of(
                        "nothing",
                        "persona  13 of 5000 characters: #1 00000001, version 1, commit 1",
                        "persona  20 of 20 characters: #1 00000001, version 2, commit 2",
                        "persona  20 of 20 characters: #1 00000001, version 2, commit 2",
                        "   You are \"very\" kind.",
                        "persona  20 of 20 characters: #1 00000001, version 2, commit 2",
                        "#1 00000001  removed: version 3, commit 3"),
                result.lines());
        assertTrue(result.errors().contains("LIMIT_EXCEEDED"), result.errors());
        assertEquals(4, result.errors().lines().count(), result.errors());
    }

    @Test
    void changesWhoReads() {
        Rig.Result result = rig.run(
                "remember of bob",
                "remember --label secret hidden",
                "scope --user bob --agent a --clear secret",
                "remember --label secret hidden",
                "list",
                "scope --user eve",
                "list",
                "scope --tenant other",
                "scope");
        assertEquals(1, result.code());
        assertEquals(1, result.errors().lines().count(), result.errors());
        assertEquals(
                List.of(
                        "acme/user=bob/agent=a, cleared for secret",
                        "#2 00000003  remembered: version 1, commit 2",
                        "#1 00000001  of bob  (note)",
                        "#2 00000003  hidden  (note)",
                        "acme/user=eve",
                        "nothing",
                        "other",
                        "other"),
                result.lines().subList(1, 9));
    }

    @Test
    void showsStateAndChecks() {
        Rig.Result result = rig.run("remember one", "stats", "check");
        assertEquals(0, result.code(), result.errors());
        assertTrue(result.out().contains("memories"), result.out());
        assertTrue(result.lines().getLast().endsWith("nothing is wrong"), result.out());
    }

    @Test
    void aMemoryIsNamedByNumberIdOrEnd() {
        rig.run("remember one", "forget 0001", "remember two");
        Rig.Result result = rig.run("get #1", "get 0001", "get 9999", "get 0002", "get #1", "get x", "get 002");
        assertEquals(1, result.code());
        assertEquals(
                List.of(
                        "get: no memory was shown as #1",
                        "get: no memory that was shown or is in force ends with 0001",
                        "get: no memory that was shown or is in force ends with 9999",
                        "get: x is not a memory; give #7 as shown, an id, or the end of one",
                        "get: 002 is not a memory; give #7 as shown, an id, or the end of one"),
                result.errors().lines().toList());
        assertEquals(2, result.lines().stream().filter("   two"::equals).count());
        assertTrue(rig.run("get 0000-000000000002").out().contains("   two"));
    }

    @Test
    void anEndThatSeveralMemoriesHaveIsRefused() {
        rig.run("remember one");
        MemoryId alike = new MemoryId(0, 0x1_0001L);
        rig.store.space(Rig.BOB).apply(List.of(new MemoryOp.Add(alike, Rig.BOB, Observation.of("other"), Cause.HOST)));
        Rig.Result result = rig.run("get 0001", "get 00010001", "get 0001", "list", "get 0001");
        assertEquals(
                List.of(
                        "get: 2 memories end with 0001; give more of the id",
                        "get: 2 memories end with 0001; give more of the id"),
                result.errors().lines().toList());
        // Once only one of them was shown, its end is enough.
        assertEquals(2, result.lines().stream().filter("   other"::equals).count());
    }

    @Test
    void goesOnAfterAFailureUnlessToldToStop() {
        byte[] lines = "frobnicate\nremember one\nlist --frob\nlist\n".getBytes(StandardCharsets.UTF_8);
        Rig.Result on = rig.run(false, false, lines);
        assertEquals(1, on.code());
        assertEquals(2, on.lines().size());
        assertEquals(
                List.of(
                        "there is no command frobnicate; help lists them",
                        "list: Unknown option: '--frob'; if it belongs to a text, put double quotes around the text"),
                on.errors().lines().toList());
        Rig.Result stopped = rig.run(true, false, lines);
        assertEquals(1, stopped.code());
        assertEquals("", stopped.out());
        assertEquals(1, stopped.errors().lines().count());
    }

    @Test
    void passesOverCommentsAndEmptyLinesAndEndsWithQuit() {
        Rig.Result result = rig.run("", "# remember this", "   ", "remember one\r", "quit", "remember two");
        assertEquals(0, result.code(), result.errors());
        assertEquals(1, result.lines().size());
        assertEquals(List.of("#1 00000001  one  (note)"), rig.run("list").lines());
    }

    @Test
    void aLineThatIsNoTextChangesNothing() {
        byte[] latin1 = "remember Zo\u00eb\nremember Zoe\n".getBytes(StandardCharsets.ISO_8859_1);
        Rig.Result result = rig.run(false, false, latin1);
        assertEquals(1, result.code());
        assertEquals("line 1 is not in UTF-8\n", result.errors());
        assertEquals(List.of("#1 00000001  Zoe  (note)"), rig.run("list").lines());
        assertTrue(rig.run("remember Zo\u00eb \ud83d\udc69", "list").out().contains("  Zo\u00eb \ud83d\udc69  "));
    }

    @Test
    void searchKeysAreSetAndShown() {
        String out = rig.run(
                        "remember restrung today",
                        "rekey #1 questions \"which instrument?\" who",
                        "get #1",
                        "history #1")
                .out();
        assertTrue(out.contains("rekeyed: version 2, commit 2"), out);
        assertTrue(out.contains("search keys \"questions\": which instrument? | who"), out);
        assertTrue(out.contains("active: search keys"), out);
        assertTrue(rig.run("rekey #1 questions", "get #1").out().lines().noneMatch(line -> line.contains("which")));
    }

    @Test
    void helpNamesEveryCommandAndExplainsEach() {
        List<String> commands = List.of(
                "remember",
                "recall",
                "get",
                "list",
                "history",
                "as-of",
                "revise",
                "rekey",
                "forget",
                "erase",
                "verify",
                "link",
                "unlink",
                "links",
                "undo",
                "maintain",
                "pin",
                "unpin",
                "used",
                "block",
                "stats",
                "check",
                "backup",
                "export",
                "import",
                "scope",
                "help",
                "quit");
        Rig.Result all = rig.run("help");
        for (String command : commands) {
            assertTrue(all.lines().stream().anyMatch(line -> line.matches("  " + command + "[ ,].*")), command);
            Rig.Result one = rig.run("help " + command);
            assertEquals(0, one.code(), one.errors());
            assertTrue(one.out().contains("Usage:"), one.out());
            assertTrue(all.out().lines().allMatch(line -> line.length() <= 80), all.out());
        }
        assertTrue(rig.run("recall --help").out().contains("--stages"));
    }

    @Test
    void colourIsOnlyForTerminals() {
        byte[] lines = "remember one\nlist\nrecall one\nhelp\nhelp recall\n".getBytes(StandardCharsets.UTF_8);
        assertFalse(rig.run(false, false, lines).out().contains("\u001b"));
        assertTrue(rig.run(false, true, lines).out().contains("\u001b[1m#1 00000002\u001b[0m"));
    }
}
