package dev.memcore.context;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.consolidation.summary.RunningSummary;
import dev.memcore.consolidation.summary.SummaryLine;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The text of a running summary beside a window. Stateless. */
final class SummaryText {
    private SummaryText() {}

    /** Returns the lines of a summary whose messages the window does not show; its whole text if it has no lines. */
    static String beside(Set<MemoryId> window, Memory summary) {
        List<SummaryLine> lines = RunningSummary.lines(summary);
        return lines.isEmpty()
                ? summary.text()
                : lines.stream()
                        .filter(line -> !window.contains(line.source()))
                        .map(SummaryLine::text)
                        .collect(Collectors.joining("\n"));
    }
}
