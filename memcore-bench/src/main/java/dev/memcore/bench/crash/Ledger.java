package dev.memcore.bench.crash;

import dev.memcore.api.MemoryId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the store owes: everything that was acknowledged, in all cycles. For one thread. */
final class Ledger {
    private final Map<MemoryId, Debt> debts = new HashMap<>();
    private long lastSequence;
    private long acknowledged;

    /** How far an erasure has come. */
    enum Erasure {
        NONE,
        /** The writer was killed while it erased: it is whole, or has not begun. */
        BEGUN,
        /** It was acknowledged, or seen to be whole. */
        DONE
    }

    /** What the store owes of one memory. */
    static final class Debt {
        private final int writer;
        private final boolean fresh;
        private Report.Version version;
        private boolean forgotten;
        private boolean changing;
        private Erasure erasure = Erasure.NONE;
        private final Set<String> words = new HashSet<>();

        private Debt(int writer, Report.Version version, boolean fresh) {
            this.writer = writer;
            this.version = version;
            this.fresh = fresh;
            words.add(version.word());
        }

        /** How far its erasure has come. */
        Erasure erasure() {
            return erasure;
        }

        /** The unique words of all its versions that were reported. */
        Set<String> words() {
            return words;
        }

        int writer() {
            return writer;
        }

        /** The last acknowledged version. */
        Report.Version version() {
            return version;
        }

        /** Whether being forgotten was acknowledged. */
        boolean forgotten() {
            return forgotten;
        }

        /** Whether the writer was killed while it changed this memory, so that a newer state is right as well. */
        boolean changing() {
            return changing;
        }

        /** Whether it was first acknowledged after the last {@link Ledger#settle}. */
        boolean fresh() {
            return fresh;
        }
    }

    /** Takes in a report of the writing process. */
    void take(Report report) {
        for (Report.Version version : report.versions()) {
            if (report.kind() == Report.Kind.CHANGING || report.kind() == Report.Kind.ERASING) {
                Debt debt = debts.computeIfAbsent(version.id(), id -> new Debt(report.writer(), version, false));
                debt.changing |= report.kind() == Report.Kind.CHANGING;
                debt.erasure = report.kind() == Report.Kind.ERASING ? Erasure.BEGUN : debt.erasure;
                continue;
            }
            acknowledged++;
            lastSequence = Math.max(lastSequence, version.sequence());
            Debt debt = debts.computeIfAbsent(version.id(), id -> new Debt(report.writer(), version, true));
            debt.version = version;
            debt.words.add(version.word());
            debt.forgotten = report.kind() == Report.Kind.FORGOTTEN;
            debt.erasure = report.kind() == Report.Kind.ERASED ? Erasure.DONE : Erasure.NONE;
            debt.changing = false;
        }
    }

    /** All debts by id. */
    Map<MemoryId, Debt> debts() {
        return debts;
    }

    /** The last commit that was acknowledged. */
    long lastSequence() {
        return lastSequence;
    }

    /** How many acknowledgements there were. */
    long acknowledged() {
        return acknowledged;
    }

    /** How many memories are erased. */
    long erased() {
        return debts.values().stream()
                .filter(debt -> debt.erasure == Erasure.DONE)
                .count();
    }

    /** The words of which nothing may be left. */
    Set<String> erasedWords() {
        Set<String> erased = new HashSet<>();
        debts.values().stream().filter(debt -> debt.erasure == Erasure.DONE).forEach(debt -> erased.addAll(debt.words));
        return erased;
    }

    /**
     * What was seen after reopening is what the store owes from now on: a change that was under way has happened, or it has
     * not. What was lost is owed no longer: it has been counted.
     *
     * @param seen the present version of every memory that is neither forgotten nor erased
     * @param erased what is marked as erased
     */
    void settle(Map<MemoryId, Report.Version> seen, Set<MemoryId> erased) {
        debts.values()
                .removeIf(debt -> !debt.forgotten
                        && !debt.changing
                        && !erased.contains(debt.version.id())
                        && !seen.containsKey(debt.version.id()));
        debts.replaceAll((id, debt) -> {
            Report.Version present = seen.get(id);
            Debt settled = new Debt(debt.writer, present == null ? debt.version : present, false);
            settled.words.addAll(debt.words);
            settled.erasure = erased.contains(id) ? Erasure.DONE : Erasure.NONE;
            settled.forgotten = debt.forgotten || (debt.changing && present == null);
            return settled;
        });
    }
}
