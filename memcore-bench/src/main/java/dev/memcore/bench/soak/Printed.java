package dev.memcore.bench.soak;

import dev.memcore.bench.soak.model.Plot;
import dev.memcore.bench.soak.model.Step;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.Harmless;
import dev.memcore.cli.console.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prints steps for a later replay: a line with the scope, then a line for each step. */
final class Printed {
    private static final String HEAD = "scope ";
    private static final String MAINTAINED = " maintained";

    private Printed() {}

    static void print(Terminal out, String plot, boolean maintained, List<Step> steps) {
        out.line("         " + HEAD + plot + (maintained ? MAINTAINED : ""));
        steps.forEach(step -> out.line("         " + step.line()));
    }

    /** Runs the steps of a file, and returns the exit code. */
    static int replay(Path file, Terminal out) {
        List<Step> steps = new ArrayList<>();
        Plot plot = null;
        boolean maintained = false;
        for (String line : lines(file)) {
            if (line.startsWith(HEAD)) {
                maintained = line.endsWith(MAINTAINED);
                plot = Plot.parse(line.substring(HEAD.length()).replace(MAINTAINED, ""));
            } else {
                steps.add(step(file, line));
            }
        }
        if (plot == null) {
            throw new BadInput(file + " has no line \"" + HEAD + "...\"");
        }
        Failure failure = new Replay(plot, maintained).run(steps);
        out.line(
                failure == null
                        ? "Nothing goes wrong."
                        : Harmless.of(failure.signature()) + "\n   " + Harmless.of(failure.details()));
        return failure == null ? 0 : 1;
    }

    private static Step step(Path file, String line) {
        try {
            return Step.parse(line);
        } catch (IllegalArgumentException e) {
            throw new BadInput(file + ": " + e.getMessage(), e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new BadInput("cannot read " + file + ": " + e, e);
        }
    }
}
