package dev.memcore.papers.state;

import dev.memcore.api.Memory;
import dev.memcore.api.Role;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.session.FoldedWindow;
import dev.memcore.api.session.WindowLine;
import dev.memcore.spi.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Shows pinned facts again after each number of tokens of a window, so that they are never far from the end of the
 * prompt. After Contextual Memory Reweaving (2025) and attention sinks (StreamingLLM, Xiao et al., 2023).
 *
 * <p>Where a reminder stands depends only on the lines before it. So while lines are only added, a prompt cache stays valid.
 * Immutable; safe for any number of threads.
 */
public final class PinnedReminder {
    private final int everyTokens;
    private final TokenCounter counter;

    /**
     * Creates a reminder.
     *
     * @param everyTokens the number of tokens between two reminders, positive
     */
    public PinnedReminder(int everyTokens, TokenCounter counter) {
        this.everyTokens = Arguments.positive(everyTokens, "everyTokens");
        this.counter = Arguments.present(counter, "counter");
    }

    /**
     * Returns a window with reminders. No reminder separates a tool call from its results. A reminder that does not fit into
     * the budget of the window is left out.
     *
     * @param pinned the facts, in the order in which they are shown; without any, the window is returned unchanged
     */
    public FoldedWindow insert(FoldedWindow window, List<Memory> pinned) {
        Arguments.present(window, "window");
        String text = Arguments.allPresent(pinned, "pinned").stream()
                .map(memory -> memory.text().replaceAll("\\s+", " "))
                .collect(Collectors.joining("; ", "[Remember: ", "]"));
        if (pinned.isEmpty()) {
            return window;
        }
        WindowLine reminder = new WindowLine(WindowLine.Type.REMINDER, text, null, null);
        int cost = counter.count(text);
        List<WindowLine> lines = new ArrayList<>();
        long tokens = window.tokens();
        long since = 0;
        for (int i = 0; i < window.lines().size(); i++) {
            WindowLine line = window.lines().get(i);
            lines.add(line);
            since += counter.count(line.text());
            if (since >= everyTokens && !isWithinExchange(window.lines(), i) && tokens + cost <= window.budget()) {
                lines.add(reminder);
                tokens += cost;
                since = 0;
            }
        }
        return new FoldedWindow(lines, tokens, window.budget(), window.held(), window.omitted());
    }

    /** Whether the next line is a result, or the line makes a call whose result may follow. */
    private static boolean isWithinExchange(List<WindowLine> lines, int i) {
        Memory memory = lines.get(i).memory();
        boolean calls = memory != null
                && memory.role() != Role.TOOL
                && !memory.toolCallIds().isEmpty();
        Memory next = i + 1 < lines.size() ? lines.get(i + 1).memory() : null;
        return calls || (next != null && next.role() == Role.TOOL);
    }
}
