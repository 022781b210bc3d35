package dev.memcore.cli.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Principal;
import dev.memcore.cli.console.Screen;
import dev.memcore.cli.shell.context.ShellContext;
import dev.memcore.cli.shell.context.ShownMemories;
import dev.memcore.cli.shell.terminal.LineParser;
import dev.memcore.cli.shell.terminal.PipedLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Parser;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class CompletionTest {
    private final MemoryManager store = Memcore.builder().withoutEmbedder().build();
    private final ShownMemories shown = new ShownMemories();
    private final Completion completion = new Completion(this::commands, shown);

    private CommandLine commands() {
        Screen screen = new Screen(System.out, System.err, false);
        return Commands.at(new ShellContext(store, Principal.of(Rig.BOB), screen, new PipedLines(System.in), shown));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theFirstWordIsACommand() {
        List<String> words = completion.words(List.of(), "re");
        assertTrue(words.containsAll(List.of("remember", "recall", "revise", "erase", "exit")), words.toString());
    }

    @Test
    void aWordWithADashIsAnOption() {
        List<String> words = completion.words(List.of("recall", "peanuts"), "--");
        assertTrue(words.containsAll(List.of("--limit", "--stages", "--as-of", "--session")), words.toString());
        assertFalse(words.contains("--pin"));
        assertTrue(completion.words(List.of("block", "set"), "--").contains("--limit"));
    }

    @Test
    void anOptionsValueIsOneOfItsValues() {
        assertEquals(List.of("CITED", "SUCCEEDED", "FAILED"), completion.words(List.of("used", "--outcome"), ""));
    }

    @Test
    void theRestAreMemoriesThatWereShownAndCommandsBelow() {
        shown.number(MemoryId.parse("01a2031c-047b-7610-b025-8610d26ad7a2"));
        assertEquals(List.of("#1", "d26ad7a2"), completion.words(List.of("forget"), "d2"));
        assertEquals(List.of("list", "remove", "set", "show"), sorted(completion.words(List.of("block"), "")));
    }

    @Test
    void itSeesTheLineAsTheShellDoes() throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        var line = new LineParser().parse("used --outcome ", 15, Parser.ParseContext.COMPLETE);
        completion.complete(reader(), line, candidates);
        assertEquals(
                List.of("CITED", "SUCCEEDED", "FAILED"),
                candidates.stream().map(Candidate::value).toList());
        assertEquals(
                "--out",
                new LineParser()
                        .parse("used --outcome x", 10, Parser.ParseContext.COMPLETE)
                        .word());
    }

    private static LineReader reader() throws IOException {
        Terminal terminal = new DumbTerminal(InputStream.nullInputStream(), OutputStream.nullOutputStream());
        return LineReaderBuilder.builder().terminal(terminal).build();
    }

    private static List<String> sorted(List<String> words) {
        return words.stream().sorted().toList();
    }
}
