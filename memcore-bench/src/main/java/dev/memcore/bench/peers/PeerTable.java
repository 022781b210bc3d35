package dev.memcore.bench.peers;

import dev.memcore.bench.peers.system.PeerSystem;
import dev.memcore.cli.console.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prints one row for each system and work, and how memcore compares with the others. */
final class PeerTable {
    private static final String FORMAT = "%-21s %-12s %9s %9s %9s %10s %9s %9s %7s %7s %7s";
    private static final int PERCENT = 100;

    private final Terminal out;

    PeerTable(Terminal out) {
        this.out = out;
    }

    /** Prints what is measured. */
    void start(PeerSizes sizes, String heap, double load) {
        out.line(out.bold(String.format(
                Locale.ROOT,
                "%,d memories of %,d user%s",
                sizes.memories(),
                sizes.users(),
                sizes.users() == 1 ? "" : "s")));
        out.line(
                "   %s; -Xmx%s, Java %s, %d processors, load %.2f",
                sizes.data() == null ? "generated turns" : "LoCoMo and generated turns",
                heap,
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                load);
        out.line("   cold-start has at most 1,000 memories of one user; writes begin with an empty store");
        out.line(
                FORMAT, "work", "system", "p50 ms", "p95 ms", "p99 ms", "cpu ms", "per s", "KB each", "R@10 %",
                "evid. %", "n");
    }

    /** Prints a measurement. */
    void row(Map<String, Object> row) {
        out.line(
                FORMAT,
                name(row, "work"),
                name(row, "system"),
                number("%.2f", 1, row.get(Figures.P50)),
                number("%.2f", 1, row.get(Figures.P95)),
                number("%.2f", 1, row.get(Figures.P99)),
                number("%.2f", 1, row.get(Figures.CPU)),
                number("%,.0f", 1, row.get(Figures.PER_SECOND)),
                number("%,.0f", 1, row.get(Figures.ALLOCATED)),
                number("%.1f", PERCENT, row.get(Figures.NEAREST)),
                number("%.1f", PERCENT, row.get(Figures.EVIDENCE)),
                number("%,.0f", 1, row.get(Figures.COUNT)));
        extras(row);
    }

    private void extras(Map<String, Object> row) {
        if (row.containsKey("writesPerSecond")) {
            out.line(
                    "   alone p50 %s, p99 %s ms; %s writes/s, p99 %s, longest %s ms",
                    number("%.2f", 1, row.get("aloneP50Millis")),
                    number("%.2f", 1, row.get("aloneP99Millis")),
                    number("%,.0f", 1, row.get("writesPerSecond")),
                    number("%.1f", 1, row.get("writeP99Millis")),
                    number("%.1f", 1, row.get("writeMaxMillis")));
        }
        if (row.containsKey("forcePerSecond")) {
            out.line(
                    "   longest %s ms; raw force in the same run: %s/s, p50 %s, p99 %s, longest %s ms",
                    number("%.1f", 1, row.get("maxMillis")),
                    number("%,.0f", 1, row.get("forcePerSecond")),
                    number("%.2f", 1, row.get("forceP50Millis")),
                    number("%.2f", 1, row.get("forceP99Millis")),
                    number("%.1f", 1, row.get("forceMaxMillis")));
        }
    }

    private static String name(Map<String, Object> row, String field) {
        return String.valueOf(row.get(field));
    }

    private static String number(String format, double factor, @Nullable Object value) {
        return value instanceof Number number ? String.format(Locale.ROOT, format, factor * number.doubleValue()) : "-";
    }

    /** Prints the median and the processor time of memcore, divided by those of each other system. */
    void ratios(List<Map<String, Object>> rows) {
        out.line();
        for (Map<String, Object> row : rows) {
            if (!isMemcore(row)) {
                rows.stream()
                        .filter(PeerTable::isMemcore)
                        .filter(own -> Objects.equals(own.get("work"), row.get("work")))
                        .forEach(own -> ratio(own, row));
            }
        }
    }

    private void ratio(Map<String, Object> own, Map<String, Object> other) {
        String cpu = other.containsKey(Figures.CPU)
                ? String.format(Locale.ROOT, "; processor time %.2f times", ratio(own, other, Figures.CPU))
                : "";
        out.line(
                "   %-21s p50 of memcore: %.2f times that of %s%s",
                name(other, "work"), ratio(own, other, Figures.P50), name(other, "system"), cpu);
    }

    private static double ratio(Map<String, Object> own, Map<String, Object> other, String figure) {
        return own.get(figure) instanceof Number a && other.get(figure) instanceof Number b
                ? a.doubleValue() / b.doubleValue()
                : Double.NaN;
    }

    private static boolean isMemcore(Map<String, Object> row) {
        return PeerSystem.MEMCORE.label().equals(row.get("system"));
    }
}
