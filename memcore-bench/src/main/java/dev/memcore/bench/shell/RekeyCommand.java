package dev.memcore.bench.shell;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Replaces one list of a memory's search keys. */
@Command(
        name = "rekey",
        description = {
            "Replaces one list of the search keys of a memory: texts under which it is found, and which are not shown.",
            "A text of several words goes in double quotes. Without texts the list goes."
        })
final class RekeyCommand implements Runnable {
    private final Desk desk;

    @Parameters(
            index = "0",
            paramLabel = "ID",
            description = "The memory: #7 as it was shown, an id, or the end of one.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String id;

    @Parameters(index = "1", paramLabel = "NAME", description = "The list: questions, keywords, or any other name.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String name;

    @Parameters(index = "2..*", paramLabel = "TEXT", description = "The texts.")
    private List<String> texts = List.of();

    RekeyCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        new MemoryLines(desk).done("rekeyed", desk.space().rekey(desk.id(id), name, texts));
    }
}
