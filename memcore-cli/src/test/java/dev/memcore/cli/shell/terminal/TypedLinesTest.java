package dev.memcore.cli.shell.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Principal;
import dev.memcore.cli.shell.Rig;
import dev.memcore.cli.shell.Shell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.Completer;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell with a person at it, on a terminal that can do nothing. */
final class TypedLinesTest {
    private static final String CONTROL_C = "\u0003";
    private static final String CONTROL_D = "\u0004";

    private final Rig rig = new Rig();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void asksBeforeItErasesAndTakesNothingButYesForIt() {
        rig.run("remember one", "remember two");
        type("list", "erase #1", "no", "list", "quit");
        assertEquals(2, rig.run("list").lines().size());
        assertTrue(shown().contains("acme/user=bob> "), shown());
        assertTrue(shown().contains("Erase them for good? Type yes to agree: "), shown());
        assertTrue(shown().contains("nothing was erased"), shown());
    }

    @Test
    void whoThinksBetterOfItIsNotTakenAtTheirWord() {
        rig.run("remember one");
        type("erase 0001", CONTROL_C + "list", "quit");
        assertEquals(1, rig.run("list").lines().size());
        type("erase 0001", CONTROL_D);
        assertEquals(1, rig.run("list").lines().size());
    }

    @Test
    void exclamationMarksAndFailuresAreNothingSpecial() {
        assertEquals(0, type("remember wow! !! !1", "frobnicate", "quit"));
        assertEquals(List.of("#1 00000001  wow! !! !1  (note)"), rig.run("list").lines());
        assertTrue(shown().contains("there is no command frobnicate"), shown());
    }

    @Test
    void keepsNoFile(@TempDir Path home) throws IOException {
        String before = System.setProperty("user.home", home.toString());
        try {
            type("remember my secret", "quit");
        } finally {
            System.setProperty("user.home", before);
        }
        try (var files = Files.list(home)) {
            assertEquals(List.of(), files.toList());
        }
    }

    private String shown() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private int type(String... lines) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        try (Shell shell = new Shell(
                rig.store,
                Principal.of(Rig.BOB),
                completer -> onDumbTerminal(completer, lines),
                stream,
                stream,
                false)) {
            return shell.run(false);
        }
    }

    private Lines onDumbTerminal(Completer completer, String... lines) {
        byte[] keys = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            return new TypedLines(
                    new DumbTerminal("test", "dumb", new ByteArrayInputStream(keys), out, StandardCharsets.UTF_8),
                    completer);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
