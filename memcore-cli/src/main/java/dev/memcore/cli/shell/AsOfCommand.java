package dev.memcore.cli.shell;

import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.shell.terminal.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a reading command with the option {@code --as-of}, so that users can write the moment first. */
@Command(name = "as-of", description = "Runs recall, get, list or links on the state of an earlier moment.")
final class AsOfCommand implements Callable<Integer> {
    private static final String OPTION = "--as-of";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "MOMENT",
            description = "The moment, such as 2026-03-01 or 2026-03-01T07:10:00Z.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Word moment;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "The command with its arguments.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<Word> words;

    @Override
    public Integer call() {
        String name = words.getFirst().raw();
        CommandLine shell = spec.commandLine().getParent();
        CommandLine command = shell.getSubcommands().get(name);
        if (command == null || command.getCommandSpec().findOption(OPTION) == null) {
            throw new BadInput(name + " cannot read an earlier state; recall, get, list and links can");
        }
        List<Word> line = new ArrayList<>(List.of(words.getFirst(), new Word(OPTION), moment));
        line.addAll(words.subList(1, words.size()));
        return shell.execute(Word.arguments(line));
    }
}
