package dev.memcore.cli.shell;

import dev.memcore.api.MemoryId;
import dev.memcore.cli.shell.context.ShownMemories;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completes words: commands, options, values of options, and memories that were shown. */
final class Completion implements Completer {
    private final Supplier<CommandLine> commands;
    private final ShownMemories shown;

    Completion(Supplier<CommandLine> commands, ShownMemories shown) {
        this.commands = commands;
        this.shown = shown;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        List<String> before = line.words().subList(0, line.wordIndex());
        words(before, line.word()).forEach(word -> candidates.add(new Candidate(word)));
    }

    /** Returns the words that may follow. The caller removes those that do not match the beginning. */
    List<String> words(List<String> before, String word) {
        CommandSpec command = commands.get().getCommandSpec();
        for (String name : before) {
            CommandLine below = command.subcommands().get(name);
            command = below == null ? command : below.getCommandSpec();
        }
        OptionSpec option = before.isEmpty() ? null : command.findOption(before.getLast());
        if (option != null && option.completionCandidates() != null) {
            return listed(option.completionCandidates());
        }
        if (word.startsWith("-")) {
            return command.options().stream().map(OptionSpec::longestName).toList();
        }
        return command.subcommands().isEmpty()
                ? memories()
                : List.copyOf(command.subcommands().keySet());
    }

    private List<String> memories() {
        List<String> words = new ArrayList<>();
        for (MemoryId id : shown.ids()) {
            words.add(shown.number(id));
            words.add(ShownMemories.shortId(id));
        }
        return words;
    }

    private static List<String> listed(@Nullable Iterable<String> values) {
        List<String> words = new ArrayList<>();
        if (values != null) {
            values.forEach(words::add);
        }
        return words;
    }
}
