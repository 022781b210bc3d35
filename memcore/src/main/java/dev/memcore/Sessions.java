package dev.memcore;

import dev.memcore.api.Memory;
import dev.memcore.api.Reader;
import java.util.ArrayList;
import java.util.List;

/** The recent windows of the sessions, as their readers see them. */
final class Sessions {
    private final Parts parts;

    Sessions(Parts parts) {
        this.parts = parts;
    }

    /** Takes note of new versions. */
    void published(List<Memory> versions) {}

    /** The latest messages of a session of exactly the reader's scope that the reader sees, and that fit the budget. */
    List<Memory> window(Reader reader, String session, int tokens) {
        List<Memory> latest = parts.index()
                .latest(
                        reader.scope(),
                        session,
                        parts.windowMessages(),
                        parts.clock().instant());
        List<Memory> window = new ArrayList<>();
        int left = tokens;
        for (Memory message : latest.reversed()) {
            left -= parts.tokens().count(message.text());
            if (left < 0) {
                break;
            }
            if (reader.sees(message)) {
                window.addFirst(message);
            }
        }
        return List.copyOf(window);
    }
}
