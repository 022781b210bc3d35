package dev.memcore.api.report;

import dev.memcore.api.check.Arguments;
import java.util.ArrayList;
import java.util.List;

/**
 * What a check of all bytes found.
 *
 * @param commits how many intact commits the log holds
 * @param operations how many operations they hold
 * @param bytes how many bytes were read
 * @param findings what is wrong; empty: nothing
 */
public record CheckReport(long commits, long operations, long bytes, List<Finding> findings) {
    /** Copies the findings. */
    public CheckReport {
        findings = Arguments.list(findings, "findings");
    }

    /** Whether nothing is wrong. */
    public boolean ok() {
        return findings.isEmpty();
    }

    /** This report and another one, of another part of the store. */
    public CheckReport and(CheckReport other) {
        Arguments.present(other, "other");
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(other.findings);
        return new CheckReport(commits + other.commits, operations + other.operations, bytes + other.bytes, all);
    }
}
