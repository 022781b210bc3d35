package dev.memcore.bench.erase;

import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.ScratchOption;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Erases a tenth of a store, and searches all bytes of all files for the erased data. */
@Command(
        name = "erase",
        description = {
            "Erases a tenth of a store, and searches every remaining byte for the erased content.",
            "The store has versions, derived memories, attributes, keys and conversations. The test takes a backup;",
            "erases by id, by filter and by whole scope; refreshes the backup; searches all files in UTF-8 and UTF-16"
                    + " and all",
            "terms and stored fields of the index; compares all memories that must stay; and verifies original and"
                    + " changed",
            "receipts, and a changed log. Exit code 1 if anything was found or differs."
        },
        mixinStandardHelpOptions = true)
public final class EraseCommand implements Callable<Integer> {
    @Option(names = "--self-test", required = true, description = "Run the test. This option is required.")
    private boolean selfTest;

    @Option(names = "--memories", paramLabel = "N", description = "Number of memories (default: ${DEFAULT-VALUE}).")
    private int memories = 10_000;

    @Option(names = "--seed", description = "Seed of texts and choices (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private final ScratchOption directory = new ScratchOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    /** For picocli. */
    public EraseCommand() {}

    @Override
    public Integer call() {
        if (!selfTest) {
            throw new BadInput("there is nothing to run but --self-test");
        }
        if (memories < 200 || memories > 1_000_000) {
            throw new BadInput("--memories must be 200 to 1,000,000, but is " + memories);
        }
        json.check();
        Terminal out = Terminal.standard();
        try (ScratchDirectory scratch = directory.open()) {
            SelfTest.Result result = new SelfTest(scratch.path(), memories, seed).run();
            json.write(result.json());
            out.line(out.bold("erase") + ": " + result.json());
            result.faults().forEach(out::line);
            out.line(out.bold(result.good() ? "Nothing of it is left." : "GUARANTEES WERE BROKEN"));
            return result.good() ? 0 : 1;
        }
    }
}
