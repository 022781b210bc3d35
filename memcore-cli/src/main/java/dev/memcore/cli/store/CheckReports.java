package dev.memcore.cli.store;

import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.Finding;
import dev.memcore.cli.console.Screen;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Shows what a check found. */
public final class CheckReports {
    private CheckReports() {}

    /**
     * Prints the amount of data that was read, and the faults. Returns the exit code: 0 without faults, otherwise 1.
     */
    public static int print(Screen screen, CheckReport report) {
        screen.line(String.format(
                        Locale.ROOT,
                        "%,d commits, %,d operations, %,d bytes read: ",
                        report.commits(),
                        report.operations(),
                        report.bytes())
                + (report.ok()
                        ? "nothing is wrong"
                        : "findings: " + report.findings().size()));
        for (Finding finding : report.findings()) {
            String place = finding.offset() < 0 ? "" : " at byte " + finding.offset();
            screen.line("   ", finding.code(), " ", finding.file(), place, ": ", finding.message());
        }
        return report.ok() ? 0 : 1;
    }

    /** The report for machines. */
    static Map<String, Object> json(CheckReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ok", report.ok());
        json.put("commits", report.commits());
        json.put("operations", report.operations());
        json.put("bytes", report.bytes());
        json.put("findings", report.findings());
        return json;
    }
}
