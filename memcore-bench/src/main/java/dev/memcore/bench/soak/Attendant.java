package dev.memcore.bench.soak;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.Finding;
import dev.memcore.bench.erase.Traces;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.soak.Host.Lease;
import dev.memcore.bench.soak.model.Mismatch;
import dev.memcore.bench.soak.model.Plot;
import dev.memcore.bench.soak.model.Step.Interrupt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Runs the operations on the whole store while the workers use it: maintenance, checks, backups that are then opened,
 * exports that are then imported, and restarts. Reopens the store after a failure. For one thread.
 */
final class Attendant {
    /** The names of its operations, for {@code --skip}. */
    static final List<String> NAMES =
            List.of("MAINTAIN", "DRY_RUN", "STATS", "AWAIT_INDEXED", "CHECK", "BACKUP", "EXPORT", "REOPEN");

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int OPERATIONS = 200;

    /**
     * The minimum pause between two calls of each operation, in milliseconds; the actual pause is up to twice as long.
     */
    private static final Map<String, Integer> PAUSES =
            Map.of("CHECK", 3_000, "BACKUP", 12_000, "EXPORT", 17_000, "REOPEN", 15_000);

    private final Worker.Shop shop;
    private final Path scratch;
    private final SplittableRandom random;
    private final double haste;
    private final Map<String, Long> next = new HashMap<>(); // in milliseconds since the start
    private final long start = System.nanoTime();
    private int copies;

    /**
     * Creates the attendant.
     *
     * @param scratch where copies are written
     * @param haste by what the pauses between expensive operations are divided; 1 for runs of minutes
     */
    Attendant(Worker.Shop shop, Path scratch, SplittableRandom random, double haste) {
        this.shop = shop;
        this.scratch = scratch;
        this.random = random;
        this.haste = haste;
        PAUSES.forEach((name, pause) -> next.put(name, (long) (random.nextInt(pause) / haste)));
    }

    /** Waits for a short time, and runs an operation. */
    void attend() throws InterruptedException {
        if (shop.host().awaitFailure(PAUSE)) {
            reopen();
            return;
        }
        Lease lease = shop.host().lease();
        String name = choose();
        if (shop.skipped().contains(name)) {
            return;
        }
        if (name.equals("REOPEN")) {
            reopen();
            shop.tally().reopened();
            shop.tally().count(name);
            return;
        }
        attend(lease, name);
    }

    /** Returns the operation that has been due for the longest time, or a cheap one. */
    private String choose() {
        long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        String due = next.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .filter(first -> first.getValue() <= now)
                .map(Map.Entry::getKey)
                .orElse("");
        if (!due.isEmpty()) {
            int pause = PAUSES.getOrDefault(due, 1);
            next.put(due, now + (long) (random.nextInt(pause, 2 * pause) / haste));
            return due;
        }
        int drawn = random.nextInt(10);
        return drawn < 5 ? "MAINTAIN" : drawn < 6 ? "DRY_RUN" : drawn < 8 ? "STATS" : "AWAIT_INDEXED";
    }

    private void attend(Lease lease, String name) {
        int drawn = shop.skipped().interrupts() ? random.nextInt(6) : 2;
        Interrupt interrupt =
                drawn == 0 ? Interrupt.BEFORE : drawn == 1 ? new Interrupt(1L << random.nextInt(16)) : Interrupt.NONE;
        try {
            shop.interrupter().call(interrupt, name, () -> {
                perform(lease.store(), name);
                return true;
            });
        } catch (Exception | AssertionError e) {
            failed(lease, name, interrupt, e);
        } finally {
            shop.tally().count(name);
        }
    }

    private void failed(Lease lease, String name, Interrupt interrupt, Throwable thrown) {
        boolean isClosed = thrown instanceof MemoryException e && e.code() == ErrorCode.CLOSED;
        if (isClosed && shop.host().isClosing(lease)) {
            return;
        }
        Failure failure = Failure.of(name, interrupt, thrown);
        if (!failure.fatal() || shop.host().fail(lease)) {
            shop.wire().difference("", failure, "");
        }
    }

    private void perform(MemoryManager store, String name) throws IOException {
        switch (name) {
            case "MAINTAIN" -> store.maintain(Budget.ofOperations(OPERATIONS));
            case "DRY_RUN" -> store.dryRun(Budget.ofOperations(OPERATIONS));
            case "STATS" -> store.stats();
            case "AWAIT_INDEXED" -> store.awaitIndexed();
            case "CHECK" -> requireOk("check", store.check());
            case "BACKUP" -> backup(store);
            case "EXPORT" -> export(store);
            default -> throw new IllegalArgumentException(name);
        }
    }

    /** Throws if a check of the store found a fault. */
    static void requireOk(String by, CheckReport report) {
        for (Finding finding : report.findings()) {
            String what = finding.message().replaceAll("[0-9a-f-]{20,}", "ID").replaceAll("\\d+", "N");
            throw new Mismatch(
                    by + " finds " + finding.code() + ": " + what.substring(0, Math.min(120, what.length())),
                    report.findings().toString());
        }
    }

    private void backup(MemoryManager store) {
        Path backup = scratch.resolve("backup");
        Set<String> erased = shop.steady().erasedWords();
        Map<MemoryId, Scope> before = shop.steady().inForce();
        store.backup(backup);
        before.keySet().retainAll(shop.steady().inForce().keySet());
        Traces.of(backup, erased).places().forEach(place -> {
            throw new Mismatch("a backup has what was erased before", place);
        });
        Path restored = scratch.resolve("restored-" + copies++);
        try (ScratchDirectory removed = new ScratchDirectory(restored, true)) {
            requireOk("restore", Memcore.restore(backup, removed.path()));
            try (MemoryManager copy = Host.open(removed.path(), null)) {
                requireAll("backup", copy, before);
                requireOk("check of a restored store", copy.check());
            }
        }
    }

    private void export(MemoryManager store) throws IOException {
        copies++;
        Path file = scratch.resolve("export-" + copies);
        Map<MemoryId, Scope> before = shop.steady().inForce();
        try (var out = Files.newOutputStream(file)) {
            store.exportTo(out);
        }
        before.keySet().retainAll(shop.steady().inForce().keySet());
        Path imported = scratch.resolve("imported-" + copies);
        try (ScratchDirectory removed = new ScratchDirectory(imported, true);
                MemoryManager copy = Host.open(removed.path(), null);
                var in = Files.newInputStream(file)) {
            copy.importFrom(in);
            requireAll("export", copy, before);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void requireAll(String by, MemoryManager copy, Map<MemoryId, Scope> wanted) {
        wanted.forEach((id, scope) -> {
            if (copy.space(Plot.cleared(scope)).get(id).isEmpty()) {
                throw new Mismatch("the copy of a " + by + " lacks a memory", id + " of " + scope);
            }
        });
    }

    /** Closes the store and opens it again while the workers use it. */
    void reopen() {
        boolean clean;
        try {
            clean = shop.host().shutDown();
        } catch (RuntimeException e) {
            clean = false;
            shop.wire().difference("", Failure.of("CLOSE", Interrupt.NONE, e), "");
        }
        shop.host().open(clean);
    }

    /** Removes the files of a killed run. */
    static void clear(Path scratch) {
        try {
            if (Files.isDirectory(scratch)) {
                new ScratchDirectory(scratch, true).close();
            }
            Files.createDirectories(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + scratch, e);
        }
    }
}
