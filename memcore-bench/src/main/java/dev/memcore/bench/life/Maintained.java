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

    /** On how many days something was remembered. */
    int days() {
        return days;
    }

    /** How often the store was closed and opened again. */
    int restarts() {
        return restarts;
    }

    /** How many operations each policy did, by its name. */
    Map<String, Integer> operations() {
        return operations;
    }
}
