package dev.memcore.context;

import dev.memcore.api.context.ContextLine;
import dev.memcore.api.context.ContextSection;
import dev.memcore.context.Rendering.Label;
import dev.memcore.spi.TokenCounter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a context while it is assembled, with their tokens. The tokens of the parts are added up. This is never
 * less than the tokens of the text with counters that split at line breaks; {@link #text} is counted at the end. For one
 * thread.
 */
final class Sheet {
    private static final Set<ContextSection> RECALLED =
            EnumSet.of(ContextSection.WARNINGS, ContextSection.MEMORIES, ContextSection.CONFLICTS);

    private final Rendering rendering;
    private final TokenCounter counter;
    private final Map<ContextSection, List<Entry>> sections;
    private final Map<ContextSection, Integer> frames = new EnumMap<>(ContextSection.class);
    private final Map<String, Integer> days = new HashMap<>();
    private final boolean grouped;

    /**
     * A line as it is shown.
     *
     * @param date the day under which it is shown; empty if it has none
     * @param dateTokens the tokens of the day
     */
    record Entry(ContextLine line, String rendered, int tokens, String date, int dateTokens) {}

    /**
     * Creates an empty sheet.
     *
     * @param memoriesLast whether what was recalled stands after the window
     * @param grouped whether the lines of a day will stand next to each other
     */
    Sheet(Rendering rendering, boolean memoriesLast, boolean grouped, TokenCounter counter) {
        this.rendering = rendering;
        this.grouped = grouped;
        this.sections = new TreeMap<>(
                Comparator.comparing((ContextSection section) -> memoriesLast && RECALLED.contains(section))
                        .thenComparing(Comparator.naturalOrder()));
        this.counter = counter;
    }

    Entry entry(ContextLine line, Label label) {
        String rendered = rendering.line(line.section(), label, line.text());
        int dateTokens = label.date().isEmpty() ? 0 : days.computeIfAbsent(label.date(), this::day);
        return new Entry(line, rendered, counter.count(rendered), label.date(), dateTokens);
    }

    /** Returns the tokens of a section; 0 if it is empty. O(lines). */
    int used(ContextSection section) {
        List<Entry> entries = sections.get(section);
        if (entries == null) {
            return 0;
        }
        int tokens = frame(section);
        Set<String> seen = new HashSet<>();
        for (Entry entry : entries) {
            tokens += entry.tokens() + (seen.add(entry.date()) || !grouped ? entry.dateTokens() : 0);
        }
        return tokens;
    }

    private int day(String date) {
        return counter.count(rendering.day(date)) + counter.count(rendering.dayEnd());
    }

    int used() {
        return sections.keySet().stream().mapToInt(this::used).sum();
    }

    /** Adds a line if its section has at most the given number of tokens then. Returns whether it was added. */
    boolean add(Entry entry, int most) {
        ContextSection section = entry.line().section();
        List<Entry> entries = sections.computeIfAbsent(section, empty -> new ArrayList<>());
        entries.add(entry);
        if (used(section) <= most) {
            return true;
        }
        entries.removeLast();
        if (entries.isEmpty()) {
            sections.remove(section);
        }
        return false;
    }

    /** Returns the tokens around the lines of a section, with the empty line after it. */
    private int frame(ContextSection section) {
        return frames.computeIfAbsent(
                section,
                framed -> counter.count(rendering.opening(framed)) + counter.count(rendering.closing(framed) + "\n"));
    }

    void clear(ContextSection section) {
        sections.remove(section);
    }

    void sort(ContextSection section, Comparator<Entry> order) {
        List<Entry> entries = sections.get(section);
        if (entries != null) {
            entries.sort(order);
        }
    }

    /** Replaces the order of the lines of a section. */
    void order(ContextSection section, List<Entry> entries) {
        if (!entries.isEmpty()) {
            sections.put(section, new ArrayList<>(entries));
        }
    }

    List<Entry> entries(ContextSection section) {
        return List.copyOf(sections.getOrDefault(section, List.of()));
    }

    /** Removes the line of a section that was added last. Returns null if the section is empty. */
    @Nullable
    Entry removeLast(ContextSection section, Comparator<Entry> added) {
        List<Entry> entries = sections.get(section);
        if (entries == null) {
            return null;
        }
        Entry last = entries.stream().max(added).orElseThrow();
        entries.remove(last);
        if (entries.isEmpty()) {
            clear(section);
        }
        return last;
    }

    List<ContextLine> lines() {
        return sections.values().stream().flatMap(List::stream).map(Entry::line).toList();
    }

    /** Returns the text of all sections, without those that are left out. */
    String text(boolean withWindow) {
        StringBuilder text = new StringBuilder();
        sections.forEach((section, entries) -> {
            if (withWindow || section != ContextSection.WINDOW) {
                text.append(text.isEmpty() ? "" : "\n").append(rendering.opening(section));
                lines(entries, text);
                text.append(rendering.closing(section));
            }
        });
        return text.toString();
    }

    private void lines(List<Entry> entries, StringBuilder text) {
        String day = "";
        for (Entry entry : entries) {
            if (!entry.date().equals(day)) {
                text.append(day.isEmpty() ? "" : rendering.dayEnd());
                text.append(entry.date().isEmpty() ? "" : rendering.day(entry.date()));
                day = entry.date();
            }
            text.append(entry.rendered());
        }
        text.append(day.isEmpty() ? "" : rendering.dayEnd());
    }

    int count(String text) {
        return counter.count(text);
    }
}
