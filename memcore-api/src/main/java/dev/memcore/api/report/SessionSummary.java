package dev.memcore.api.report;

import dev.memcore.api.Memory;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.check.Arguments;
import java.time.Instant;

/**
 * A session of a scope, as {@link MemorySpace#sessions()} lists it.
 *
 * @param id the session's id, as in {@link MemorySpace#session}
 * @param messages how many messages are visible and in force; what was derived from messages does not count; at least 1
 * @param first when the first of them was, see {@link Memory#when()}
 * @param last when the last of them was
 */
public record SessionSummary(String id, long messages, Instant first, Instant last) {
    /** Checks that nothing is missing. */
    public SessionSummary {
        Arguments.name(id, "session");
        Arguments.present(first, "first");
        Arguments.present(last, "last");
    }
}
