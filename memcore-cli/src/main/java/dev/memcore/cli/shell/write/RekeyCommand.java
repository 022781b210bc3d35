package dev.memcore.cli.shell.write;

import dev.memcore.cli.shell.context.MemoryPrinter;
import dev.memcore.cli.shell.context.ShellContext;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Replaces one list of a memory's search keys. */
@Command(
        name = "rekey",
        description = {
            "Replaces one list of search keys of a memory: additional texts under which it is found.",
            "Put a text of several words in double quotes. Without texts, the list is removed."
        })
public final class RekeyCommand implements Runnable {
    private final ShellContext desk;

    @Parameters(
            index = "0",
            paramLabel = "ID",
            description = "The memory: #7 as it was shown, an id, or the end of one.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String id;

    @Parameters(
            index = "1",
            paramLabel = "NAME",
            description = "The name of the list: questions, keywords, or any other name.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String name;

    @Parameters(index = "2..*", paramLabel = "TEXT", description = "The texts.")
    private List<String> texts = List.of();

    public RekeyCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        new MemoryPrinter(desk).done("rekeyed", desk.space().setSearchKeys(desk.id(id), name, texts));
    }
}
