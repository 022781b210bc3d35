package dev.memcore.bench.shell;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives a memory a new text. */
@Command(name = "revise", description = "Changes the text of a memory, in a new version.")
final class ReviseCommand implements Runnable {
    private final Desk desk;

    @Parameters(
            index = "0",
            paramLabel = "ID",
            description = "The memory: #7 as it was shown, an id, or the end of one.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String id;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TEXT", description = "The new text.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<Word> text;

    ReviseCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        new MemoryLines(desk).done("revised", desk.space().revise(desk.id(id), Word.text(text)));
    }
}
