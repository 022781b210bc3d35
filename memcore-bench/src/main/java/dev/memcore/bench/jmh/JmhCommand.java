package dev.memcore.bench.jmh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** Passes all arguments to JMH. */
@Command(
        name = "jmh",
        description = {
            "Runs the micro benchmarks.",
            "All arguments are JMH's, as in: jmh -l, or: jmh Recall -f 1 -wi 3 -i 5. For JMH's own help: jmh -h"
        })
public final class JmhCommand implements Callable<Integer> {
    @Option(names = "--help", usageHelp = true, description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    /** For picocli. */
    public JmhCommand() {}

    @Override
    public Integer call() throws IOException {
        Main.main(arguments.toArray(String[]::new));
        return 0;
    }
}
