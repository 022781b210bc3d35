package dev.memcore.cli.shell.write;

import dev.memcore.cli.shell.context.MemoryPrinter;
import dev.memcore.cli.shell.context.ShellContext;
import dev.memcore.cli.shell.terminal.Word;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Replaces the text of a memory. */
@Command(name = "revise", description = "Changes the text of a memory, in a new version.")
public final class ReviseCommand implements Runnable {
    private final ShellContext desk;

    @Parameters(
            index = "0",
            paramLabel = "ID",
            description = "The memory: #7 as it was shown, an id, or the end of one.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String id;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TEXT", description = "The new text.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<Word> text;

    public ReviseCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        new MemoryPrinter(desk).done("revised", desk.space().revise(desk.id(id), Word.text(text)));
    }
}
