package dev.memcore.bench.crash;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Page;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Status;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.Finding;
import dev.memcore.bench.crash.Faults.Kind;
import dev.memcore.bench.crash.Ledger.Acknowledged;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares an opened store with the ledger. Presence and content are verified for every memory of every cycle. Recall
 * by unique words is verified for the memories of the last cycle (up to a bound), and for a sample of the older ones.
 */
final class Verifier {
    private static final int FRESH_PROBES = 1_000;
    private static final int OLD_PROBES = 100;
    private static final int PROBE_DEPTH = 10;

    private final MemoryManager store;
    private final int writers;
    private final Ledger ledger;
    private final Faults faults;
    private int merges;

    Verifier(MemoryManager store, int writers, Ledger ledger, Faults faults) {
        this.store = store;
        this.writers = writers;
        this.ledger = ledger;
        this.faults = faults;
    }

    /** Verifies everything after a crash, and then updates the ledger to the found state. */
    void verify(int cycle, Random random) {
        Map<MemoryId, Memory> present = listAll();
        Set<MemoryId> erased = new HashSet<>();
        ledger.debts().forEach((id, debt) -> {
            if (isErased(id, debt)) {
                erased.add(id);
            } else {
                verify(id, debt, present.get(id));
            }
        });
        present.values().forEach(this::verifyContent);
        verifyBatches(cycle, present.values());
        merges = new Merges(store, faults).verify(present);
        probe(random, present);
        CheckReport check = store.check();
        for (Finding finding : check.findings()) {
            faults.add(Kind.FINDING, finding.toString());
        }
        Map<MemoryId, Report.Version> seen = new HashMap<>();
        present.forEach((id, memory) -> seen.put(id, Report.Version.of(memory)));
        ledger.settle(seen, erased);
    }

    /** Returns the number of merged memories that exist. */
    int merges() {
        return merges;
    }

    /** Whether only the erasure mark of a memory is left. Whether this is correct is verified as well. */
    private boolean isErased(MemoryId id, Acknowledged debt) {
        List<Memory> history = history(id, debt);
        boolean erased = !history.isEmpty() && history.getLast().status() == Status.ERASED;
        if (erased && (history.size() > 1 || debt.erasure() == Ledger.Erasure.NONE)) {
            faults.add(Kind.ERASURE, id + " is erased, but has " + history.size() + " versions, or was to stay");
        }
        if (!erased && debt.erasure() == Ledger.Erasure.DONE) {
            faults.add(Kind.LOST, "the erasure of " + id);
        }
        return erased;
    }

    private List<Memory> history(MemoryId id, Acknowledged debt) {
        try {
            return space(debt.writer()).history(id);
        } catch (MemoryException e) {
            return List.of(); // it does not exist; its presence is verified elsewhere
        }
    }

    private Map<MemoryId, Memory> listAll() {
        Map<MemoryId, Memory> all = new HashMap<>();
        for (int writer = 0; writer < writers; writer++) {
            MemorySpace space = space(writer);
            @Nullable MemoryId after = null;
            do {
                Page page = space.list(CrashWriter.EVERY_TIER, after, MemoryQuery.MAX_LIMIT);
                page.memories().forEach(memory -> all.put(memory.id(), memory));
                after = page.next();
            } while (after != null);
        }
        return all;
    }

    private void verify(MemoryId id, Acknowledged debt, @Nullable Memory listed) {
        Optional<Memory> got = space(debt.writer()).get(id);
        if (got.isPresent() != (listed != null)) {
            faults.add(
                    Kind.INDEX_MISMATCH,
                    id + " of writer " + debt.writer() + " is " + (listed == null ? "not " : "")
                            + "listed, unlike get");
        }
        if (debt.forgotten()) {
            if (got.isPresent()) {
                faults.add(Kind.LOST, "the forgetting of " + id);
            }
        } else if (got.isEmpty()) {
            if (!debt.changing()) {
                faults.add(
                        Kind.LOST,
                        id + ", acknowledged as version " + debt.version().version());
            }
        } else {
            verifyVersion(debt, got.get());
        }
    }

    /** Verifies that the acknowledged version exists, and that only maintenance has made later ones. */
    private void verifyVersion(Acknowledged debt, Memory present) {
        Report.Version owed = debt.version();
        if (present.version() < owed.version()) {
            faults.add(Kind.LOST, "version " + owed.version() + " of " + owed.id() + "; it has " + present.version());
        }
        for (Memory version : history(owed.id(), debt)) {
            if (version.version() > owed.version() && !debt.changing() && !isMaintenance(version)) {
                faults.add(Kind.CORRUPT, owed.id() + " has version " + version.version() + ", which nobody wrote");
            } else if (version.version() == owed.version()
                    && !Report.Version.of(version).digest().equals(owed.digest())) {
                faults.add(Kind.CORRUPT, owed.id() + ", version " + owed.version() + ", has another digest");
            }
        }
    }

    private static boolean isMaintenance(Memory version) {
        return version.cause().actor().startsWith("policy:");
    }

    private void verifyContent(Memory memory) {
        if (!(Merges.isMerged(memory) ? Merges.intact(memory.text()) : SealedText.intact(memory.text()))) {
            faults.add(Kind.CORRUPT, memory.id() + " says: " + memory.text());
        }
        for (String key : memory.observation().searchKeys().texts()) {
            if (!SealedText.intact(key)) {
                faults.add(Kind.CORRUPT, memory.id() + " has the search key: " + key);
            }
        }
    }

    private void verifyBatches(int cycle, Iterable<Memory> present) {
        Map<String, Long> counts = new HashMap<>();
        Map<String, Long> sizes = new HashMap<>();
        AttributeValue thisCycle = new AttributeValue.Whole(cycle);
        for (Memory memory : present) {
            Map<String, AttributeValue> attributes = memory.observation().attributes();
            if (!Merges.isMerged(memory)
                    && thisCycle.equals(attributes.get(CrashWriter.CYCLE))
                    && attributes.get(CrashWriter.BATCH) instanceof AttributeValue.Text(String name)
                    && attributes.get(CrashWriter.BATCH_SIZE) instanceof AttributeValue.Whole(long size)) {
                String batch = memory.scope() + " " + name;
                counts.merge(batch, 1L, Long::sum);
                sizes.put(batch, size);
            }
        }
        sizes.forEach((batch, size) -> {
            if (!size.equals(counts.get(batch))) {
                faults.add(Kind.TORN_BATCH, counts.get(batch) + " of " + size + " of batch " + batch);
            }
        });
    }

    private void probe(Random random, Map<MemoryId, Memory> present) {
        List<Acknowledged> fresh = new ArrayList<>();
        List<Acknowledged> old = new ArrayList<>();
        ledger.debts().values().forEach(debt -> (debt.fresh() ? fresh : old).add(debt));
        sample(fresh, FRESH_PROBES, random).forEach(debt -> probe(debt, present));
        sample(old, OLD_PROBES, random).forEach(debt -> probe(debt, present));
    }

    private static List<Acknowledged> sample(List<Acknowledged> debts, int size, Random random) {
        Collections.shuffle(debts, random);
        return debts.subList(0, Math.min(size, debts.size()));
    }

    /**
     * Verifies that a memory is found by its unique word and by that of its search key, and that forgotten memories and
     * replaced texts are not found.
     */
    private void probe(Acknowledged debt, Map<MemoryId, Memory> present) {
        Memory memory = present.get(debt.version().id());
        if (memory == null) {
            probe(debt, debt.version().word(), null, present);
            return;
        }
        probe(debt, SealedText.word(memory.text()), memory, present);
        for (String key : memory.observation().searchKeys().texts()) {
            probe(debt, SealedText.word(key), memory, present);
        }
    }

    private void probe(Acknowledged debt, String word, @Nullable Memory memory, Map<MemoryId, Memory> present) {
        RecallResult result = space(debt.writer())
                .recall(MemoryQuery.of(word).withLimit(PROBE_DEPTH).withFilter(CrashWriter.EVERY_TIER));
        List<Memory> found = result.memories();
        if (memory != null && !found.contains(memory)) {
            faults.add(Kind.INDEX_MISMATCH, memory.id() + " is not found by its word " + word);
        }
        for (Memory hit : found) {
            if (!hit.equals(present.get(hit.id()))) {
                faults.add(Kind.INDEX_MISMATCH, hit.id() + ", version " + hit.version() + ", is found but not listed");
            }
        }
    }

    private MemorySpace space(int writer) {
        return store.space(CrashWriter.scope(writer));
    }
}
