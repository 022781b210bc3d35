package dev.memcore.bench.crash;

import dev.memcore.api.MemoryId;
import java.util.HashMap;
import java.util.Map;

/** What the store owes: everything that was acknowledged, in all cycles. For one thread. */
final class Ledger {
    private final Map<MemoryId, Debt> debts = new HashMap<>();
    private long lastSequence;
    private long acknowledged;

    /** What the store owes of one memory. */
    static final class Debt {
        private final int writer;
        private final boolean fresh;
        private Report.Version version;
        private boolean forgotten;
        private boolean changing;

        private Debt(int writer, Report.Version version, boolean fresh) {
            this.writer = writer;
            this.version = version;
            this.fresh = fresh;
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
            if (report.kind() == Report.Kind.CHANGING) {
                debts.computeIfAbsent(version.id(), id -> new Debt(report.writer(), version, false)).changing = true;
                continue;
            }
            acknowledged++;
            lastSequence = Math.max(lastSequence, version.sequence());
            Debt debt = debts.computeIfAbsent(version.id(), id -> new Debt(report.writer(), version, true));
            debt.version = version;
            debt.forgotten = report.kind() == Report.Kind.FORGOTTEN;
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

    /**
     * What was seen after reopening is what the store owes from now on: a change that was under way has happened, or it has
     * not. What was lost is owed no longer: it has been counted.
     *
     * @param seen the present version of every memory that is not forgotten
     */
    void settle(Map<MemoryId, Report.Version> seen) {
        debts.values().removeIf(debt -> !debt.forgotten && !debt.changing && !seen.containsKey(debt.version.id()));
        debts.replaceAll((id, debt) -> {
            Report.Version present = seen.get(id);
            Debt settled = new Debt(debt.writer, present == null ? debt.version : present, false);
            settled.forgotten = debt.forgotten || (debt.changing && present == null);
            return settled;
        });
    }
}
