package dev.memcore.bench.life;

import dev.memcore.api.report.MaintenanceReport;
import java.util.Map;
import java.util.TreeMap;

/** Counts the maintenance operations and restarts of a simulated life. For one thread. */
final class Maintained {
    private final Map<String, Integer> operations = new TreeMap<>();
    private int days;
    private int restarts;

    void night(MaintenanceReport report) {
        report.proposed().forEach((policy, count) -> operations.merge(policy, count, Integer::sum));
    }

    void day() {
        days++;
    }

    void restart() {
        restarts++;
    }

    /** Returns the number of days with messages. */
    int days() {
        return days;
    }

    /** Returns the number of restarts. */
    int restarts() {
        return restarts;
    }

    /** Returns the number of operations of each policy, by its name. */
    Map<String, Integer> operations() {
        return operations;
    }
}
