package dev.memcore.bench.crash;

import dev.memcore.api.MemoryId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Records everything that the store has acknowledged in all cycles, and so must contain. For one thread. */
final class Ledger {
    private final Map<MemoryId, Acknowledged> debts = new HashMap<>();
    private long lastSequence;
    private long acknowledged;

    /** The progress of an erasure. */
    enum Erasure {
        NONE,
        /** The writer was killed during the erasure, which is complete or has not begun. */
        BEGUN,
        /** The erasure was acknowledged, or was found complete. */
        DONE
    }

    /** The acknowledged state of one memory. */
    static final class Acknowledged {
        private final int writer;
        private final boolean fresh;
        private Report.Version version;
        private boolean forgotten;
        private boolean changing;
        private Erasure erasure = Erasure.NONE;
        private final Set<String> words = new HashSet<>();

        private Acknowledged(int writer, Report.Version version, boolean fresh) {
            this.writer = writer;
            this.version = version;
            this.fresh = fresh;
            words.add(version.word());
        }

        /** Returns the progress of its erasure. */
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

        /** Whether it was acknowledged as forgotten. */
        boolean forgotten() {
            return forgotten;
        }

        /** Whether the writer was killed while it changed this memory, so that a newer state is valid as well. */
        boolean changing() {
            return changing;
        }

        /** Whether it was first acknowledged after the last {@link Ledger#settle}. */
        boolean fresh() {
            return fresh;
        }
    }

    /** Adds a report of the writing process. */
    void take(Report report) {
        for (Report.Version version : report.versions()) {
            if (report.kind() == Report.Kind.CHANGING || report.kind() == Report.Kind.ERASING) {
                Acknowledged debt =
                        debts.computeIfAbsent(version.id(), id -> new Acknowledged(report.writer(), version, false));
                debt.changing |= report.kind() == Report.Kind.CHANGING;
                debt.erasure = report.kind() == Report.Kind.ERASING ? Erasure.BEGUN : debt.erasure;
                continue;
            }
            acknowledged++;
            lastSequence = Math.max(lastSequence, version.sequence());
            Acknowledged debt =
                    debts.computeIfAbsent(version.id(), id -> new Acknowledged(report.writer(), version, true));
            debt.version = version;
            debt.words.add(version.word());
            debt.forgotten = report.kind() == Report.Kind.FORGOTTEN;
            debt.erasure = report.kind() == Report.Kind.ERASED ? Erasure.DONE : Erasure.NONE;
            debt.changing = false;
        }
    }

    /** Returns all acknowledged memories by id. */
    Map<MemoryId, Acknowledged> debts() {
        return debts;
    }

    /** Returns the sequence of the last acknowledged commit. */
    long lastSequence() {
        return lastSequence;
    }

    /** Returns the number of acknowledgements. */
    long acknowledged() {
        return acknowledged;
    }

    /** Returns the number of erased memories. */
    long erased() {
        return debts.values().stream()
                .filter(debt -> debt.erasure == Erasure.DONE)
                .count();
    }

    /** Returns the words of erased memories, which must not occur in any file. */
    Set<String> erasedWords() {
        Set<String> erased = new HashSet<>();
        debts.values().stream().filter(debt -> debt.erasure == Erasure.DONE).forEach(debt -> erased.addAll(debt.words));
        return erased;
    }

    /**
     * Replaces the expected state by the state found after reopening. An interrupted change either happened or did not.
     * Lost memories are no longer expected, because they have been counted.
     *
     * @param seen the present version of every memory that is neither forgotten nor erased
     * @param erased the memories that are marked as erased
     */
    void settle(Map<MemoryId, Report.Version> seen, Set<MemoryId> erased) {
        debts.values()
                .removeIf(debt -> !debt.forgotten
                        && !debt.changing
                        && !erased.contains(debt.version.id())
                        && !seen.containsKey(debt.version.id()));
        debts.replaceAll((id, debt) -> {
            Report.Version present = seen.get(id);
            Acknowledged settled = new Acknowledged(debt.writer, present == null ? debt.version : present, false);
            settled.words.addAll(debt.words);
            settled.erasure = erased.contains(id) ? Erasure.DONE : Erasure.NONE;
            settled.forgotten = debt.forgotten || (debt.changing && present == null);
            return settled;
        });
    }
}
