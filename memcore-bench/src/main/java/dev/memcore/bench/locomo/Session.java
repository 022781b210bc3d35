package dev.memcore.bench.locomo;

import dev.memcore.api.EventTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One sitting of a conversation.
 *
 * @param id its name in the file, as {@code session_1}
 * @param date the date as the file gives it, or null
 * @param time what that date means, or null: none, or not understood
 * @param turns the messages in order
 */
public record Session(
        String id, @Nullable String date, @Nullable EventTime time, List<Turn> turns) {
    /** Copies the list. */
    public Session {
        turns = List.copyOf(turns);
    }
}
