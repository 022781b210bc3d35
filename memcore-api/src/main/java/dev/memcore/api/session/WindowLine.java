package dev.memcore.api.session;

import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * One line of a {@link FoldedWindow}.
 *
 * @param type what the line shows
 * @param text the text
 * @param memory the message or the summary; null for other lines
 * @param fold the fold; null for other lines
 */
public record WindowLine(
        Type type,
        String text,
        @Nullable Memory memory,
        @Nullable Fold fold) {
    /** What a line shows. */
    public enum Type {
        /** A running summary of messages that are not in the window. */
        SUMMARY,
        /** The marker of a fold, at the place of its first message. */
        FOLD,
        /** A message. */
        MESSAGE,
        /** The warning that the window will soon be full. */
        WARNING,
        /** Facts that a host shows again; memcore adds none. */
        REMINDER
    }

    /** Checks that nothing is missing. */
    public WindowLine {
        Arguments.present(type, "type");
        Arguments.present(text, "text");
    }
}
