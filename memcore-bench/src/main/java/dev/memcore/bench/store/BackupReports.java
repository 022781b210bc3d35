package dev.memcore.bench.store;

import dev.memcore.api.report.BackupReport;
import dev.memcore.bench.harness.Screen;
import java.util.Locale;

/** Shows what a backup did. */
public final class BackupReports {
    private BackupReports() {}

    /** Prints up to where the copy goes now, and what was copied for that. */
    public static void print(Screen screen, BackupReport report) {
        screen.line(
                "up to commit ",
                report.lastSequence(),
                String.format(
                        Locale.ROOT,
                        ": %,d files copied (%,d bytes), %,d removed",
                        report.copiedFiles(),
                        report.copiedBytes(),
                        report.removedFiles()));
    }
}
