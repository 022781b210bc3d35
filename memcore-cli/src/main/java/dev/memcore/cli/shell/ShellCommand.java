package dev.memcore.cli.shell;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.cli.console.Terminal;
import dev.memcore.cli.shell.context.PolicyOptions;
import dev.memcore.cli.shell.context.PrincipalOptions;
import dev.memcore.cli.shell.terminal.PipedLines;
import dev.memcore.cli.shell.terminal.TypedLines;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a shell on a store. */
@Command(
        name = "shell",
        description = {
            "Shows and changes a store interactively: remember, recall, history, undo, erase, maintain and more.",
            "The command help lists them. In a pipe, it runs the commands of its standard input (UTF-8, one per line,"
                    + " # begins a comment), prints plain results, and exits with 1 if a command failed."
        },
        mixinStandardHelpOptions = true)
public final class ShellCommand implements Callable<Integer> {
    private static final String DEFAULT_TENANT = "default";
    private static final String DUMB = "dumb";

    @Option(
            names = "--dir",
            required = true,
            paramLabel = "DIR",
            description = "The directory of the store; created if it does not exist.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path directory;

    @Mixin
    private final PrincipalOptions reader = new PrincipalOptions();

    @Mixin
    private final PolicyOptions maintenance = new PolicyOptions();

    @Option(names = "--stop", description = "In a pipe: stop at the first command that fails.")
    private boolean stop;

    /** For picocli. */
    public ShellCommand() {}

    @Override
    public Integer call() {
        try (MemoryManager store = Memcore.builder()
                .directory(directory)
                .policies(maintenance.policies())
                .retention(maintenance.retention())
                .build()) {
            return isTyped() ? typed(store) : piped(store);
        }
    }

    private int typed(MemoryManager store) {
        System.out.println("help lists the commands, quit ends.");
        try (Shell shell = onTerminal(store)) {
            return shell.run(false);
        }
    }

    private Shell onTerminal(MemoryManager store) {
        boolean emphasis = Terminal.standard().emphasis() && !DUMB.equals(System.getenv("TERM"));
        return new Shell(
                store, reader.reader(DEFAULT_TENANT), TypedLines::onTerminal, System.out, System.err, emphasis);
    }

    private int piped(MemoryManager store) {
        try (Shell shell = inPipe(store)) {
            return shell.run(stop);
        }
    }

    private Shell inPipe(MemoryManager store) {
        return new Shell(
                store,
                reader.reader(DEFAULT_TENANT),
                completer -> new PipedLines(System.in),
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                false);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Whether the input is a terminal. Since JDK 22 a console may exist without a terminal; it reports this itself. */
    @SuppressWarnings("SystemConsoleNull") // the next lines handle this case
    private static boolean isTyped() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true; // an older JDK, whose consoles are terminals
        }
    }
}
