package dev.memcore.bench.crash;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.error.MemoryException;
import dev.memcore.bench.crash.Faults.Kind;
import dev.memcore.bench.erase.Traces;
import dev.memcore.bench.harness.ChildJvm;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.ScratchOption;
import dev.memcore.bench.harness.Stores;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Kills a writing process repeatedly at random moments, and verifies its store after each kill. */
@Command(
        name = "crash",
        description = {
            "Kills a writing process repeatedly, and verifies everything that was acknowledged.",
            "Writers also erase. At the same time, maintenance moves and merges memories.",
            "Each kill (SIGKILL) happens at a random moment. In every second cycle, the unacknowledged end of the log"
                    + " is also damaged.",
            "Exit code 1 if a guarantee was broken."
        },
        mixinStandardHelpOptions = true)
public final class CrashCommand implements Callable<Integer> {
    private static final int SHORTEST_MILLIS = 50;
    private static final int LONGEST_MILLIS = 1_500;

    @Option(names = "--cycles", paramLabel = "N", description = "Number of kills (default: ${DEFAULT-VALUE}).")
    private int cycles = 20;

    @Option(
            names = "--writers",
            paramLabel = "W",
            description = "Number of writing threads, 1 to 64 (default: ${DEFAULT-VALUE}).")
    private int writers = 4;

    @Option(names = "--seed", description = "Seed of texts, moments and damage (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(
            names = "--longest",
            paramLabel = "MILLIS",
            description = "Longest time that a writer runs after its first maintenance (default: ${DEFAULT-VALUE}).")
    private int longest = LONGEST_MILLIS;

    @Mixin
    private final ScratchOption directory = new ScratchOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    private final Terminal out = Terminal.standard();
    private final Ledger ledger = new Ledger();
    private final Faults faults = new Faults();
    private final Map<String, Integer> damages = new LinkedHashMap<>();
    private int done;
    private int maintained;
    private int merges;
    private long tornBytes;

    /** For picocli. */
    public CrashCommand() {}

    @Override
    public Integer call() {
        check();
        Random random = new Random(seed);
        long start = System.nanoTime();
        out.line("%s: %,d cycles, %d writers, seed %d", out.bold("crash"), cycles, writers, seed);
        try (ScratchDirectory scratch = directory.open()) {
            while (done < cycles && faults.count(Kind.FAILURE) == 0) {
                cycle(scratch.path(), random);
                done++;
                out.progress("   cycle " + done + ": " + ledger.acknowledged() + " acknowledged");
            }
        }
        out.progressDone();
        report((System.nanoTime() - start) / 1e9);
        return faults.none() && ledger.acknowledged() > 0 ? 0 : 1;
    }

    private void check() {
        BadInput.unlessAtLeast("--cycles", cycles, 1);
        BadInput.unlessWithin("--writers", writers, 1, 64);
        BadInput.unlessAtLeast("--longest", longest, SHORTEST_MILLIS + 1);
        json.check();
    }

    private void cycle(Path store, Random random) {
        writeAndKill(store, random.nextLong(), random.nextInt(SHORTEST_MILLIS, longest));
        if (done % 2 == 1) {
            TailDamage.Kind kind = new TailDamage(random).inflict(store, ledger.lastSequence());
            damages.merge(kind.toString(), 1, Integer::sum);
        }
        try (MemoryManager opened = Stores.open(store)) {
            tornBytes += opened.stats().recovery().tornBytes();
            Verifier verifier = new Verifier(opened, writers, ledger, faults);
            verifier.verify(done, random);
            merges = verifier.merges();
        } catch (MemoryException e) {
            faults.add(Kind.FAILURE, "cycle " + done + ": " + e);
        }
        lookForErased(store);
    }

    /** Verifies that no file contains erased data. The store must be closed. */
    private void lookForErased(Path store) {
        Set<String> erased = ledger.erasedWords();
        if (!erased.isEmpty()) {
            Traces.of(store, erased).places().forEach(place -> faults.add(Kind.ERASURE, "found " + place));
        }
    }

    private void writeAndKill(Path store, long cycleSeed, int millis) {
        List<String> arguments = new ArrayList<>(List.of("crash-writer", "--dir", store.toString()));
        arguments.addAll(List.of("--writers", Integer.toString(writers), "--cycle", Integer.toString(done)));
        arguments.addAll(List.of("--seed", Long.toString(cycleSeed)));
        try (ChildJvm child = ChildJvm.start(arguments)) {
            boolean doomed = false;
            for (String line = child.readLine(); line != null; line = child.readLine()) {
                Report report = Report.parse(line);
                boolean maintains = report.kind() == Report.Kind.MAINTAINED;
                maintained += maintains ? 1 : 0;
                if (maintains && !doomed) {
                    killLater(child, millis); // only now: a kill before the first maintenance would test little of it
                    doomed = true;
                }
                ledger.take(report);
            }
            int code = child.await();
            if (!doomed || code == 1) {
                faults.add(Kind.FAILURE, "cycle " + done + ": the writer ended by itself with exit code " + code);
            }
        }
    }

    private static void killLater(ChildJvm child, int millis) {
        Thread killer = new Thread(
                () -> {
                    try {
                        Thread.sleep(millis);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    child.kill();
                },
                "crash-killer");
        killer.setDaemon(true);
        killer.start();
    }

    private void report(double seconds) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("cycles", done);
        result.put("acknowledged", ledger.acknowledged());
        result.put("memories", ledger.debts().size());
        result.put("erased", ledger.erased());
        result.put("maintained", maintained);
        result.put("merges", merges);
        result.putAll(faults.json());
        result.put("damages", damages);
        result.put("tornBytes", tornBytes);
        result.put("writers", writers);
        result.put("seed", seed);
        result.put("seconds", seconds);
        result.put("descriptions", faults.descriptions());
        json.write(result);
        out.line(
                "   %,d kills, %,d acknowledgements of %,d memories, %,d commits of maintenance, %,d merges,"
                        + " damage to the unacknowledged tail %s",
                done, ledger.acknowledged(), ledger.debts().size(), maintained, merges, damages);
        out.line("   " + faults.json());
        faults.descriptions().forEach(description -> out.line("   " + description));
        out.line(faults.none() ? out.bold("Nothing acknowledged was lost.") : out.bold("GUARANTEES WERE BROKEN"));
        out.line(out.dim(String.format(Locale.ROOT, "%.1f s", seconds)));
    }
}
