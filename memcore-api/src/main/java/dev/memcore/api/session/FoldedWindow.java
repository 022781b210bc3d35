package dev.memcore.api.session;

import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;
import java.util.List;
import java.util.Objects;

/**
 * What a model sees of a session: the running summary, then the messages that are not part of it, with markers in place
 * of folded messages. Immutable.
 *
 * @param lines the lines, in order
 * @param tokens the tokens of the texts of all lines; at most {@code budget}
 * @param budget the requested tokens
 * @param held the tokens of the summary and of all messages and markers after it, whether they fit or not
 * @param omitted the number of the oldest messages and markers after the summary that do not fit; 0 if maintenance keeps
 *     the session within the budget
 */
public record FoldedWindow(List<WindowLine> lines, long tokens, int budget, long held, int omitted) {
    /** The share of the budget from which on the window has a warning, as in MemGPT. */
    public static final double WARN_AT = 0.7;

    /** Checks that nothing is missing. */
    public FoldedWindow {
        lines = List.copyOf(Arguments.allPresent(lines, "lines"));
    }

    /** Returns whether the session takes at least {@value #WARN_AT} of the budget. */
    public boolean isPressed() {
        return held >= WARN_AT * budget;
    }

    /** Returns whether the session takes the whole budget, so that its oldest messages should be folded or flushed. */
    public boolean isFull() {
        return held >= budget;
    }

    /** Returns the messages that are shown in full, oldest first. Chat models accept this list. */
    public List<Memory> messages() {
        return lines.stream()
                .filter(line -> line.type() == WindowLine.Type.MESSAGE)
                .map(WindowLine::memory)
                .filter(Objects::nonNull)
                .toList();
    }
}
