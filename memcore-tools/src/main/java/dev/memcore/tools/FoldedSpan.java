package dev.memcore.tools;

import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import java.util.List;

/**
 * A span of messages that a conversation shows as one line.
 *
 * @param number the number of the fold, 1 or more
 * @param messages the ids of the messages, oldest first; at least one
 * @param line the line that stands for the messages, for example {@code [fold 1: 12 messages: My dog is called ...]}
 */
public record FoldedSpan(int number, List<MemoryId> messages, String line) {
    /** Copies the list. */
    public FoldedSpan {
        Arguments.positive(number, "number");
        messages = Arguments.list(messages, "messages");
        Arguments.require(!messages.isEmpty(), "fold " + number + " has no messages");
        Arguments.present(line, "line");
    }
}
