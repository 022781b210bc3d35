package dev.memcore.bench.peers.scale;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.perf.Workload;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/** Builds a store step by step. A stopped build continues where the store ends, because each session is one commit. */
final class ScaleBuild {
    private static final int SESSIONS_BETWEEN_LINES = 250;

    private final ScaleSessions sessions;
    private final Workload workload;
    private final Path directory;
    private final ScaleProgress progress;
    private final PrintStream lines;
    private int next;

    /**
     * Creates a build.
     *
     * @param lines for the progress
     */
    ScaleBuild(ScaleSessions sessions, long seed, Path directory, ScaleProgress progress, PrintStream lines) {
        this.sessions = sessions;
        this.workload = new Workload(1 + sessions.users(), seed, sessions::scope);
        this.directory = directory;
        this.progress = progress;
        this.lines = lines;
    }

    /** Brings the store to a size. Returns the memories per second of this step, until indexed; NaN if it was built before. */
    double to(int memories) {
        try (MemoryManager store = Stores.open(directory)) {
            int done = ScaleSessions.sessions(Math.toIntExact(store.stats().memories()));
            for (; next < done; next++) {
                workload.skip(next, sessions.turns(next));
            }
            int first = next;
            int last = ScaleSessions.sessions(memories);
            long start = System.nanoTime();
            while (next < last) {
                workload.ingest(store, next, Math.min(sessions.turns(next), memories - next * Workload.TURNS));
                next++;
                if (next % SESSIONS_BETWEEN_LINES == 0) {
                    report(next - first, start);
                }
            }
            store.awaitIndexed();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (next == first) {
                return Double.NaN;
            }
            progress.built(seconds);
            return (next - first) * Workload.TURNS / seconds;
        }
    }

    private void report(int built, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        lines.printf(
                Locale.ROOT,
                "scale: %,d of %,d memories, %,.0f/s%n",
                next * Workload.TURNS,
                sessions.memories(),
                built * Workload.TURNS / seconds);
        lines.flush();
    }

    /** The bytes of all texts that the store holds. */
    long textBytes() {
        return workload.textBytes();
    }

    /** Stores the memories of one scope alone in another directory. */
    void alone(Scope scope, int memories, Path place, long seed) {
        Workload again = new Workload(1 + sessions.users(), seed, sessions::scope);
        try (MemoryManager store = Stores.open(place)) {
            for (int session = 0; session < ScaleSessions.sessions(memories); session++) {
                if (sessions.scope(session).equals(scope)) {
                    again.ingest(store, session, sessions.turns(session));
                } else {
                    again.skip(session, sessions.turns(session));
                }
            }
            store.awaitIndexed();
        }
    }
}
