package dev.memcore.api.report;

import dev.memcore.api.check.Arguments;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of a check that reads every byte.
 *
 * @param commits the number of intact commits in the log
 * @param operations the number of operations in these commits
 * @param bytes the number of bytes that were read
 * @param findings the problems; empty if there are none
 */
public record CheckReport(long commits, long operations, long bytes, List<Finding> findings) {
    /** Copies the findings. */
    public CheckReport {
        findings = Arguments.list(findings, "findings");
    }

    /** Returns whether there are no findings. */
    public boolean ok() {
        return findings.isEmpty();
    }

    /** Returns the sum of this report and the report of another part of the store. */
    public CheckReport and(CheckReport other) {
        Arguments.present(other, "other");
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(other.findings);
        return new CheckReport(commits + other.commits, operations + other.operations, bytes + other.bytes, all);
    }
}
