package dev.memcore.bench.launcher;

import dev.memcore.cli.launcher.Launcher;

/** The main class of the jar: checks the JVM, then runs the bench's command line. */
public final class BenchLauncher {
    private BenchLauncher() {}

    /** Checks the JVM, then hands over to the command line. */
    public static void main(String[] args) throws Exception {
        Launcher.launch("dev.memcore.bench.Bench", "memcore-bench.jar", args);
    }
}
