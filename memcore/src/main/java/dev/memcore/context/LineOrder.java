package dev.memcore.context;

import dev.memcore.api.MemoryId;
import dev.memcore.api.context.ContextLine;
import dev.memcore.api.context.ContextOrder;
import dev.memcore.api.context.ContextSection;
import dev.memcore.api.fact.FactKey;
import dev.memcore.context.Sheet.Entry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order of the lines of a context.
 *
 * @param order the order of the memories
 */
record LineOrder(ContextOrder order) {
    /** As the lines were added: by relevance. */
    static final Comparator<Entry> ADDED =
            Comparator.comparingInt(entry -> entry.line().number());

    /** Whether the memories of a day stand next to each other. */
    boolean isGrouped() {
        return switch (order) {
            case DAYS, TIME, NEWEST -> true;
            case QUESTION, SCORE, EDGES -> false;
        };
    }

    /** Brings the lines of facts and memories into their order. */
    void apply(Sheet sheet) {
        sheet.sort(
                ContextSection.FACTS,
                Comparator.comparing((Entry entry) -> key(entry.line())).thenComparing(byTime()));
        Comparator<Entry> byTime = byTime();
        for (ContextSection section : ContextAssembly.RECALLED) {
            switch (order) {
                case TIME -> sheet.sort(section, byTime);
                case NEWEST -> sheet.sort(section, byTime.reversed());
                case EDGES -> sheet.order(section, edges(sheet.entries(section)));
                case DAYS -> sheet.order(section, days(sheet.entries(section)));
                case SCORE, QUESTION -> sheet.sort(section, ADDED);
            }
        }
    }

    private static List<Entry> days(List<Entry> best) {
        Map<String, List<Entry>> days = new LinkedHashMap<>();
        best.forEach(entry ->
                days.computeIfAbsent(entry.date(), day -> new ArrayList<>()).add(entry));
        return days.values().stream()
                .flatMap(day -> day.stream().sorted(byTime()))
                .toList();
    }

    /** By the time of events; by id, the order in which they were written, if the times are equal. */
    private static Comparator<Entry> byTime() {
        return Comparator.comparing((Entry entry) -> when(entry.line()))
                .thenComparing(entry -> id(entry.line()), Comparator.nullsFirst(Comparator.naturalOrder()));
    }

    private static String key(ContextLine line) {
        FactKey key = line.memory() == null ? null : FactKey.of(line.memory().observation());
        return key == null ? "" : key.text();
    }

    private static @Nullable MemoryId id(ContextLine line) {
        return line.memory() == null ? null : line.memory().id();
    }

    private static Instant when(ContextLine line) {
        return line.memory() == null ? Instant.EPOCH : line.memory().when().start();
    }

    static <T> List<T> edges(List<T> best) {
        Deque<T> last = new ArrayDeque<>();
        List<T> edges = new ArrayList<>();
        for (int i = 0; i < best.size(); i++) {
            if (i % 2 == 0) {
                edges.add(best.get(i));
            } else {
                last.addFirst(best.get(i));
            }
        }
        edges.addAll(last);
        return edges;
    }
}
