package dev.memcore.cli.shell.write;

import static dev.memcore.cli.console.Screen.strong;
import static dev.memcore.cli.console.Screen.weak;

import dev.memcore.api.Block;
import dev.memcore.api.Blocks;
import dev.memcore.api.MemoryId;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.shell.context.MemoryPrinter;
import dev.memcore.cli.shell.context.ShellContext;
import dev.memcore.cli.shell.terminal.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads and changes the named blocks of the present scope, with four subcommands. */
@Command(name = "block", description = "Manages blocks: named texts of limited length for every prompt.")
public final class BlockCommand {
    private final ShellContext desk;

    public BlockCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Command(name = "set", description = "Sets the text of a block; creates the block if it does not exist.")
    int set(
            @Parameters(index = "0", paramLabel = "NAME") String name,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "TEXT") List<Word> text,
            @Option(names = "--limit", paramLabel = "N", description = "Maximum number of characters.") @Nullable
                    Integer limit) {
        Blocks blocks = desk.space().blocks();
        show(limit == null ? blocks.set(name, Word.text(text)) : blocks.set(name, Word.text(text), limit));
        return 0;
    }

    @Command(name = "show", description = "Shows a block.")
    int show(@Parameters(paramLabel = "NAME") String name) {
        Block block = block(name);
        show(block);
        new MemoryPrinter(desk).text(block.text());
        return 0;
    }

    @Command(name = "list", description = "Lists the blocks.")
    int list() {
        List<Block> blocks = desk.space().blocks().list();
        blocks.forEach(this::show);
        if (blocks.isEmpty()) {
            desk.screen().line("nothing");
        }
        return 0;
    }

    @Command(name = "remove", description = "Removes a block; its history stays.")
    int remove(@Parameters(paramLabel = "NAME") String name) {
        MemoryId id = block(name).memory().id();
        desk.space().blocks().remove(name);
        new MemoryPrinter(desk).done("removed", desk.space().history(id).getLast());
        return 0;
    }

    private void show(Block block) {
        desk.screen()
                .line(
                        strong(block.name()),
                        "  ",
                        block.text().length(),
                        " of ",
                        block.limit(),
                        " characters",
                        weak(": " + desk.shown().name(block.memory().id()) + ", version "
                                + block.memory().version() + ", commit "
                                + block.memory().sequence()));
    }

    private Block block(String name) {
        return desk.space()
                .blocks()
                .get(name)
                .orElseThrow(() -> new BadInput("no block is called " + name + "; block list shows them"));
    }
}
