package dev.memcore.cli.shell.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** Reads lines from a terminal, with editing, completion, and a history that is not saved. */
public final class TypedLines implements Lines {
    private final Terminal terminal;
    private final LineReader reader;

    TypedLines(Terminal terminal, Completer completer) {
        this.terminal = terminal;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(new LineParser())
                .completer(completer)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true) // "!" is a character like any other
                .build();
    }

    /** On the terminal of this process. */
    public static TypedLines onTerminal(Completer completer) {
        try {
            // A dumb terminal is allowed; requested by name, it causes no warning.
            return new TypedLines(
                    TerminalBuilder.builder().system(true).dumb(true).build(), completer);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the terminal", e);
        }
    }

    /** Returns the next line; empty after Control-C, null after Control-D. */
    @Override
    public @Nullable String next(String prompt) {
        try {
            return reader.readLine(prompt);
        } catch (UserInterruptException e) {
            return "";
        } catch (EndOfFileException e) {
            return null;
        }
    }

    @Override
    public boolean agrees(String question) {
        reader.setVariable(LineReader.DISABLE_HISTORY, true);
        try {
            String answer = next(question + " Type yes to agree: ");
            return answer != null && answer.strip().equals("yes");
        } finally {
            reader.setVariable(LineReader.DISABLE_HISTORY, false);
        }
    }

    @Override
    public boolean typed() {
        return true;
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give the terminal back", e);
        }
    }
}
