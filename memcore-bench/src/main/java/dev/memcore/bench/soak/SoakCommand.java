package dev.memcore.bench.soak;

import dev.memcore.bench.erase.Traces;
import dev.memcore.bench.harness.ChildJvm;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.ScratchOption;
import dev.memcore.bench.soak.model.Plot;
import dev.memcore.bench.soak.model.Step;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.Harmless;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs all operations concurrently, as a service does, and compares the results continuously with a model. */
@Command(
        name = "soak",
        description = {
            "Uses one store as a service in production does: many users remember, recall, revise, forget and erase at"
                    + " once, beside",
            "maintenance, checks, backups and exports. Calls are cancelled, the store is closed and opened, and its"
                    + " process is",
            "killed (SIGKILL). A model of each user's memory determines which results are allowed. Every difference is"
                    + " printed, with",
            "the steps that reproduce it. Exit code 1 if there is a difference."
        },
        mixinStandardHelpOptions = true)
public final class SoakCommand implements Callable<Integer> {
    private static final double LONGEST_LIFE = 120;
    private static final double SHORTEST_LIFE = 1.5;
    /**
     * The length of a run in seconds below which expensive operations are more frequent, so that short runs also
     * contain them.
     */
    private static final double UNHURRIED = 60;

    private static final int KILLS = 8;
    private static final long EPOCHS = 10_000;
    private static final int SHOWN_STEPS = 40;
    private static final Duration END = Duration.ofMinutes(3);

    @Option(names = "--minutes", paramLabel = "M", description = "Duration in minutes (default: ${DEFAULT-VALUE}).")
    private double minutes = 1;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Number of worker threads, 1 to 64 (default: ${DEFAULT-VALUE}).")
    private int threads = 4;

    @Option(names = "--seed", description = "Seed of steps and moments (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(
            names = "--skip",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Leave out kinds of steps (such as UNDO), operations on the store (such as BACKUP), INTERRUPTS or"
                            + " SHARED, so that a known fault does not hide others.")
    private List<String> skip = new ArrayList<>();

    @Option(
            names = "--reduce",
            paramLabel = "SECONDS",
            description = "Seconds for shortening the steps of each kind of difference (default: ${DEFAULT-VALUE}).")
    private int reduce = 20;

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Only run the steps of a file, as printed by this command, on a new store.")
    private @Nullable Path replay;

    @Mixin
    private final ScratchOption directory = new ScratchOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    private final Terminal out = Terminal.standard();
    private final Journal journal = new Journal();
    private final Differences differences = new Differences();
    private final Map<String, Long> operations = new TreeMap<>();
    private Random random = new Random();
    private long cancelled;
    private long reopened;
    private int lives;
    private int killed;
    private int stores;

    /** For picocli. */
    public SoakCommand() {}

    @Override
    public Integer call() {
        check();
        if (replay != null) {
            return Printed.replay(replay, out);
        }
        random = new Random(seed);
        long start = System.nanoTime();
        out.line("%s: %.1f minutes, %d threads, seed %d", out.bold("soak"), minutes, threads, seed);
        try (ScratchDirectory scratch = directory.open()) {
            double left = seconds() - (System.nanoTime() - start) / 1e9;
            do {
                live(scratch, left);
                left = seconds() - (System.nanoTime() - start) / 1e9;
                out.progress(String.format(
                        Locale.ROOT, "   %.0f s left, %d killed, %d differences", left, killed, differences.count()));
            } while (left > 0);
        }
        out.progressDone();
        report((System.nanoTime() - start) / 1e9);
        return differences.count() == 0 && total() > 0 ? 0 : 1;
    }

    private void check() {
        if (!(minutes > 0 && minutes <= 100_000)) {
            throw new BadInput("--minutes must lie in (0, 100000], but is " + minutes);
        }
        BadInput.unlessWithin("--threads", threads, 1, Plot.WORKERS);
        BadInput.unlessAtLeast("--reduce", reduce, 0);
        Skipped.of(skip);
        json.check();
    }

    private double seconds() {
        return minutes * 60;
    }

    /** Returns the mean time until a process is killed, in seconds. */
    private double life() {
        return Math.clamp(seconds() / KILLS, SHORTEST_LIFE, LONGEST_LIFE);
    }

    /** Runs one process until it is killed or the time is over. */
    private void live(ScratchDirectory scratch, double left) {
        double life = life() * random.nextDouble(0.6, 1.4);
        boolean doomed = killed == 0 || life < left;
        Path store = scratch.resolve("store-" + stores);
        Path lines = scratch.resolve("journal");
        journal.write(lines);
        List<String> arguments = new ArrayList<>(List.of("soak-child", "--dir", store.toString()));
        arguments.addAll(List.of("--scratch", scratch.resolve("copies").toString(), "--journal", lines.toString()));
        arguments.addAll(List.of("--threads", Integer.toString(threads), "--seed", Long.toString(random.nextLong())));
        arguments.addAll(List.of("--epoch", Long.toString(lives * EPOCHS)));
        arguments.addAll(List.of("--millis", Long.toString((long) (1_000 * Math.max(left, life() / 2)))));
        arguments.addAll(List.of("--haste", Double.toString(Math.max(1, UNHURRIED / seconds()))));
        if (!skip.isEmpty()) {
            arguments.addAll(List.of("--skip", String.join(",", skip)));
        }
        lives++;
        try (ChildJvm child = ChildJvm.start(arguments)) {
            Killer killer = new Killer(child);
            killer.killIn(Duration.ofMillis((long) (1_000 * left)).plus(END), Killer.Reason.LATE);
            for (String line = child.readLine(); line != null; line = child.readLine()) {
                take(line, killer, doomed ? life : Double.MAX_VALUE);
            }
            ended(child.await(), killer, store);
        }
    }

    private void take(String line, Killer killer, double life) {
        String[] fields = Wire.fields(line);
        switch (Wire.Line.valueOf(fields[0])) {
            case READY -> {
                if (life < Double.MAX_VALUE) {
                    killer.killIn(Duration.ofMillis((long) (1_000 * life)), Killer.Reason.PLANNED);
                }
            }
            case STEP -> journal.step(fields[1], fields[2]);
            case DONE -> journal.done(fields[1], fields[2]);
            case ENDED -> journal.ended(fields[1]);
            case ERASED -> journal.erased(fields[1]);
            case DIFFERENCE -> difference(fields);
            case COUNTS -> count(fields);
        }
    }

    private void count(String[] fields) {
        cancelled += Long.parseLong(fields[1]);
        reopened += Long.parseLong(fields[2]);
        for (String each : fields[3].split(",")) {
            if (!each.isEmpty()) {
                String[] parts = each.split("=");
                operations.merge(parts[0], Long.parseLong(parts[1]), Long::sum);
            }
        }
    }

    private void difference(String[] fields) {
        Step last = fields[4].isEmpty() ? null : Step.parse(fields[4]);
        add(fields[2], fields[1], fields[3], last);
    }

    private void add(String signature, String plot, String details, @Nullable Step last) {
        if (differences.add(signature, plot, details, journal.steps(plot), last, "process " + lives)) {
            out.line(out.bold("   difference: ") + Harmless.of(signature) + (plot.isEmpty() ? "" : " in " + plot));
            out.line("      " + Harmless.of(details));
        }
    }

    private void ended(int code, Killer killer, Path store) {
        switch (killer.reason()) {
            case PLANNED -> {
                killed++;
                lookForErased(store);
            }
            case LATE -> add("the process does not end", "", "it was killed " + END + " after its time", null);
            case NONE -> {
                if (code == SoakChildCommand.NOT_OPENED) {
                    stores++; // this store is unusable; continue with a new one
                    journal.clear();
                } else if (code != 0 && code != SoakChildCommand.HANGS) {
                    add("the process ends by itself", "", "with exit code " + code, null);
                } else {
                    lookForErased(store);
                }
            }
        }
    }

    /** Verifies that no file contains erased data. No process may have the store open. */
    private void lookForErased(Path store) {
        if (!journal.erasedWords().isEmpty()) {
            Traces.of(store, journal.erasedWords())
                    .places()
                    .forEach(place -> add("erased words are in a file of the store", "", place, null));
        }
    }

    private long total() {
        return operations.values().stream().mapToLong(Long::longValue).sum();
    }

    private void report(double seconds) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("operations", total());
        result.put("cancelled", cancelled);
        result.put("reopened", reopened);
        result.put("killed", killed);
        result.put("differences", differences.count());
        result.put("seed", seed);
        result.put("byOperation", operations);
        json.write(result);
        out.line(
                "   %,d operations, %,d cancelled, %d reopened, %d killed, %d differences of %d kinds",
                total(),
                cancelled,
                reopened,
                killed,
                differences.count(),
                differences.kinds().size());
        differences.kinds().forEach(this::print);
        out.line(
                differences.count() == 0
                        ? out.bold("The store did what the model says.")
                        : out.bold("THE STORE DID SOMETHING ELSE"));
        out.line(out.dim(String.format(Locale.ROOT, "%.1f s", seconds)));
    }

    private void print(String signature, Differences.Kind kind) {
        Differences.First first = kind.first();
        out.line("%,5d times: %s", kind.count(), Harmless.of(signature));
        if (first.plot().isEmpty()) {
            return;
        }
        out.line("         first with seed %d in %s, scope %s", seed, first.when(), first.plot());
        Reduction.Reduced reduced = reduce == 0
                ? null
                : Reduction.of(signature, Plot.parse(first.plot()), first.steps(), Duration.ofSeconds(reduce));
        if (reduced == null) {
            int from = Math.max(0, first.steps().size() - SHOWN_STEPS);
            out.line(
                    "         the steps alone do not show it; the last of %d:",
                    first.steps().size());
            Printed.print(
                    out,
                    first.plot(),
                    false,
                    first.steps().subList(from, first.steps().size()));
        } else {
            out.line("         these steps show it on a new store (soak --replay FILE):");
            Printed.print(out, first.plot(), reduced.maintained(), reduced.steps());
        }
    }
}
