package dev.memcore.context;

import dev.memcore.api.context.ContextLine;
import dev.memcore.api.context.ContextSection;
import dev.memcore.context.Rendering.Label;
import dev.memcore.spi.TokenCounter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a context while it is assembled, with their tokens. The tokens of the parts are added up. This is never
 * less than the tokens of the text with counters that split at line breaks; {@link #text} is counted at the end. For one
 * thread.
 */
final class Sheet {
    private final Rendering rendering;
    private final TokenCounter counter;
    private final Map<ContextSection, List<Entry>> sections = new EnumMap<>(ContextSection.class);
    private final Map<ContextSection, Integer> used = new EnumMap<>(ContextSection.class);

    /** A line as it is shown. */
    record Entry(ContextLine line, String rendered, int tokens) {}

    Sheet(Rendering rendering, TokenCounter counter) {
        this.rendering = rendering;
        this.counter = counter;
    }

    Entry entry(ContextLine line, Label label) {
        String rendered = rendering.line(line.section(), label, line.text());
        return new Entry(line, rendered, counter.count(rendered));
    }

    /** Returns the tokens of a section; 0 if it is empty. */
    int used(ContextSection section) {
        return used.getOrDefault(section, 0);
    }

    int used() {
        return used.values().stream().mapToInt(tokens -> tokens).sum();
    }

    /** Adds a line if its section has at most the given number of tokens then. Returns whether it was added. */
    boolean add(Entry entry, int most) {
        ContextSection section = entry.line().section();
        int after = entry.tokens() + (sections.containsKey(section) ? used(section) : frame(section));
        if (after > most) {
            return false;
        }
        sections.computeIfAbsent(section, empty -> new ArrayList<>()).add(entry);
        used.put(section, after);
        return true;
    }

    /** Returns the tokens around the lines of a section, with the empty line after it. */
    private int frame(ContextSection section) {
        return counter.count(rendering.opening(section)) + counter.count(rendering.closing(section) + "\n");
    }

    void clear(ContextSection section) {
        sections.remove(section);
        used.remove(section);
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
        used.merge(section, -last.tokens(), Integer::sum);
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
                entries.forEach(entry -> text.append(entry.rendered()));
                text.append(rendering.closing(section));
            }
        });
        return text.toString();
    }

    int count(String text) {
        return counter.count(text);
    }
}
