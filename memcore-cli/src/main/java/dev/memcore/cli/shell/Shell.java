package dev.memcore.cli.shell;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.Principal;
import dev.memcore.api.error.MemoryException;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.Harmless;
import dev.memcore.cli.console.Screen;
import dev.memcore.cli.shell.context.ShellContext;
import dev.memcore.cli.shell.context.ShownMemories;
import dev.memcore.cli.shell.terminal.Lines;
import dev.memcore.cli.shell.terminal.Word;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import org.jline.reader.Completer;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads command lines and runs them until the input ends. For one thread. */
public final class Shell implements AutoCloseable {
    private static final int FAILED = 1;
    private static final char COMMENT = '#';

    private final Lines lines;
    private final ShellContext desk;
    private final Screen screen;
    private final CommandLine commands;

    /**
     * A shell on a store.
     *
     * @param store the store; the caller closes it
     * @param reader who reads and writes first
     * @param lines makes the source of lines, which the shell closes, for a completer of the shell's
     * @param out where results go
     * @param errors where complaints go
     */
    public Shell(
            MemoryManager store,
            Principal reader,
            Function<Completer, Lines> lines,
            PrintStream out,
            PrintStream errors,
            boolean emphasis) {
        ShownMemories shown = new ShownMemories();
        this.screen = new Screen(out, errors, emphasis);
        this.lines = lines.apply(new Completion(this::commands, shown));
        this.desk = new ShellContext(store, reader, screen, this.lines, shown);
        this.commands = Commands.at(desk)
                .setParameterExceptionHandler((failure, words) -> explain(failure))
                .setExecutionExceptionHandler(this::explain);
        Commands.print(
                commands,
                new PrintWriter(out, true, out.charset()),
                new PrintWriter(errors, true, errors.charset()),
                emphasis);
    }

    private CommandLine commands() {
        return commands;
    }

    /**
     * Runs all lines.
     *
     * @param stop whether the first command that fails is the last
     * @return 0, or 1 if a command failed and the input is not a terminal
     */
    public int run(boolean stop) {
        boolean failed = false;
        while (!desk.left() && !(failed && stop)) {
            try {
                String line = lines.next(prompt());
                if (line == null) {
                    break;
                }
                failed |= execute(line) != 0;
            } catch (BadInput e) {
                screen.error(String.valueOf(e.getMessage()));
                failed = true;
            }
        }
        return failed && !lines.typed() ? FAILED : 0;
    }

    private String prompt() {
        return Harmless.of(desk.reader().scope() + "> ");
    }

    private int execute(String line) {
        List<Word> words = Word.of(line);
        if (words.isEmpty() || words.getFirst().raw().charAt(0) == COMMENT) {
            return 0;
        }
        String name = words.getFirst().raw();
        if (!commands.getSubcommands().containsKey(name)) {
            screen.error("there is no command ", name, "; help lists them");
            return FAILED;
        }
        return commands.execute(Word.arguments(words));
    }

    private int explain(ParameterException failure) {
        boolean unknownOption = failure instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption();
        screen.error(
                name(failure.getCommandLine()),
                ": ",
                String.valueOf(failure.getMessage()),
                unknownOption ? "; if it belongs to a text, put double quotes around the text" : "");
        return FAILED;
    }

    private int explain(Exception failure, CommandLine command, ParseResult parsed) {
        boolean known = failure instanceof BadInput || failure instanceof MemoryException;
        screen.error(name(command), ": ", message(failure, known));
        return FAILED;
    }

    private static String message(Exception failure, boolean known) {
        String message = failure.getMessage();
        return known && message != null ? message : failure.toString();
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName().strip();
    }

    /** Restores the terminal. */
    @Override
    public void close() {
        lines.close();
    }
}
