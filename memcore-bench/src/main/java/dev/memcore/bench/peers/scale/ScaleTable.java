package dev.memcore.bench.peers.scale;

import dev.memcore.bench.perf.Workload;
import dev.memcore.cli.console.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints the figures of each size, and how they grow. */
final class ScaleTable {
    /** The measured times, by their names in JSON without the unit. */
    static final List<String> TIMES = List.of("small", "largest", "shared", "open");

    private final Terminal out;

    ScaleTable(Terminal out) {
        this.out = out;
    }

    void start(ScaleSessions sessions, double load) {
        out.line(out.bold(String.format(
                Locale.ROOT,
                "%,d memories of %,d small users and two large scopes",
                sessions.memories(),
                sessions.users())));
        out.line("   -Xmx %,d MB, load %.2f", Runtime.getRuntime().maxMemory() >> 20, load);
    }

    /** Prints the figures of one size. */
    void size(Map<String, Object> figures) {
        out.line(out.bold(String.format(Locale.ROOT, "%,.0f memories", number(figures, ScaleCommand.MEMORIES))));
        if (!Double.isNaN(number(figures, "builtPerSecond"))) {
            out.line(
                    "   built            %,.0f/s until indexed (durable batches of %d)",
                    number(figures, "builtPerSecond"), Workload.TURNS);
        }
        for (String time : TIMES) {
            out.line(
                    "   %-8s         p50 %.2f  p95 %.2f ms",
                    time, quantile(figures, time, "p50"), quantile(figures, time, "p95"));
        }
        out.line(
                "   heap %,.0f MB; %,.0f bytes per memory on disk, %,.0f beyond its text: %s",
                number(figures, "heapBytes") / 1e6,
                number(figures, "bytesEach"),
                number(figures, "bytesEachBeyondText"),
                kinds(figures.get("bytesEachByKind")));
    }

    void growth(String time, double exponent) {
        out.line("   growth of %-8s time N^%.2f", time, exponent);
    }

    void alone(Map<String, Object> figures) {
        out.line("   one small user: %.2f times the median of a store with this user alone", number(figures, "ratio"));
    }

    private static String kinds(@Nullable Object each) {
        StringBuilder kinds = new StringBuilder();
        if (each instanceof Map<?, ?> map) {
            map.forEach((kind, bytes) -> kinds.append(kinds.isEmpty() ? "" : ", ")
                    .append(kind)
                    .append(String.format(Locale.ROOT, " %,.0f", number(bytes))));
        }
        return kinds.toString();
    }

    /** A quantile of a time in milliseconds. */
    static double quantile(Map<String, Object> figures, String time, String quantile) {
        return figures.get(time + "Millis") instanceof Map<?, ?> sample ? number(sample.get(quantile)) : Double.NaN;
    }

    /** A figure; NaN if there is none. */
    static double number(Map<String, Object> figures, String name) {
        return number(figures.get(name));
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
