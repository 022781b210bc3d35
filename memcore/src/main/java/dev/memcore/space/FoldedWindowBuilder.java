package dev.memcore.space;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Role;
import dev.memcore.api.session.Fold;
import dev.memcore.api.session.FoldedWindow;
import dev.memcore.api.session.WindowLine;
import dev.memcore.consolidation.summary.RunningSummary;
import dev.memcore.spi.TokenCounter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Builds one folded window. For one thread. */
final class FoldedWindowBuilder {
    private static final String WARNING =
            "[The conversation will soon exceed its limit. The oldest messages will then be"
                    + " replaced by a summary. Save what must not be lost.]";

    /** A text has at most one million characters by default, so it has hardly more tokens. */
    private static final int LONGEST_TEXT = 1_000_000;

    private static final int GROWTH = 4;

    private final List<Memory> summaries;
    private final Map<Integer, Fold> folds;
    private final TokenCounter counter;
    private final int budget;
    private final @Nullable MemoryId summarised;

    /** Lines that are shown together or not at all. */
    private record Unit(List<WindowLine> lines, long tokens) {}

    /**
     * @param summaries the running summaries of the session
     * @param folds the folds by number
     */
    FoldedWindowBuilder(List<Memory> summaries, Map<Integer, Fold> folds, TokenCounter counter, int budget) {
        this.summaries = summaries;
        this.folds = folds;
        this.counter = counter;
        this.budget = budget;
        this.summarised = summaries.stream()
                .map(RunningSummary::foldedTo)
                .filter(id -> id != null)
                .max((one, other) -> one.compareTo(other))
                .orElse(null);
    }

    /**
     * Builds the window.
     *
     * @param latest returns the latest messages that fit into a number of tokens, as a list that chat models accept
     */
    FoldedWindow build(IntFunction<List<Memory>> latest) {
        List<WindowLine> lines = new ArrayList<>();
        long used = addSummaries(lines);
        List<Unit> units = enough(latest, used);
        long held = used + total(units);
        int from = units.size();
        long shown = used;
        while (from > 0 && shown + units.get(from - 1).tokens() <= budget) {
            from--;
            shown += units.get(from).tokens();
        }
        int omitted = from;
        List<Unit> fitting = units.subList(from, units.size());
        long warning = counter.count(WARNING);
        boolean warns = held >= FoldedWindow.WARN_AT * budget && shown + warning <= budget && !fitting.isEmpty();
        addLines(lines, fitting, used, warns);
        return new FoldedWindow(lines, shown + (warns ? warning : 0), budget, held, omitted);
    }

    private long addSummaries(List<WindowLine> lines) {
        long used = 0;
        for (Memory summary : summaries) {
            long tokens = counter.count(summary.text());
            if (used + tokens <= budget) {
                lines.add(new WindowLine(WindowLine.Type.SUMMARY, summary.text(), summary, null));
                used += tokens;
            }
        }
        return used;
    }

    /** Adds the lines, and a warning after the unit that reaches the threshold. */
    private void addLines(List<WindowLine> lines, List<Unit> units, long summary, boolean warns) {
        long sum = summary;
        boolean warned = !warns;
        for (Unit unit : units) {
            lines.addAll(unit.lines());
            sum += unit.tokens();
            if (!warned && (sum >= FoldedWindow.WARN_AT * budget || unit.equals(units.getLast()))) {
                lines.add(new WindowLine(WindowLine.Type.WARNING, WARNING, null, null));
                warned = true;
            }
        }
    }

    /** Reads messages until they exceed the budget, or there are no more after the summary. */
    private List<Unit> enough(IntFunction<List<Memory>> latest, long used) {
        int asked = Math.max(1, budget);
        while (true) {
            List<Memory> messages = latest.apply(asked);
            List<Unit> units = units(messages);
            long read = messages.stream()
                    .mapToLong(message -> counter.count(message.text()))
                    .sum();
            boolean complete = asked - read > LONGEST_TEXT
                    || asked == Integer.MAX_VALUE
                    || (!messages.isEmpty() && isSummarised(messages.getFirst()));
            if (complete || used + total(units) > budget) {
                return units;
            }
            asked = (int) Math.min(Integer.MAX_VALUE, (long) GROWTH * asked);
        }
    }

    private static long total(List<Unit> units) {
        return units.stream().mapToLong(Unit::tokens).sum();
    }

    private boolean isSummarised(Memory message) {
        return summarised != null && message.id().compareTo(summarised) <= 0;
    }

    private List<Unit> units(List<Memory> messages) {
        List<Unit> units = new ArrayList<>();
        Set<Integer> marked = new HashSet<>();
        int end;
        for (int from = 0; from < messages.size(); from = end) {
            end = from + 1;
            while (end < messages.size() && messages.get(end).role() == Role.TOOL) {
                end++;
            }
            List<Memory> exchange = messages.subList(from, end);
            if (!exchange.stream().allMatch(this::isSummarised)) {
                addUnit(exchange, marked, units);
            }
        }
        return units;
    }

    private void addUnit(List<Memory> exchange, Set<Integer> marked, List<Unit> units) {
        List<WindowLine> lines = new ArrayList<>();
        for (Memory message : exchange) {
            int number = ScopedFolds.number(message);
            Fold fold = folds.get(number);
            if (fold == null) {
                lines.add(new WindowLine(WindowLine.Type.MESSAGE, message.text(), message, null));
            } else if (marked.add(number)) {
                lines.add(new WindowLine(WindowLine.Type.FOLD, fold.marker(), null, fold));
            }
        }
        if (!lines.isEmpty()) {
            units.add(new Unit(
                    lines,
                    lines.stream().mapToLong(line -> counter.count(line.text())).sum()));
        }
    }
}
