package dev.memcore.cli.store;

import dev.memcore.api.report.BackupReport;
import dev.memcore.cli.console.Screen;
import java.util.Locale;

/** Shows what a backup did. */
public final class BackupReports {
    private BackupReports() {}

    /** Prints the position up to which the copy is complete, and the amount of copied data. */
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
