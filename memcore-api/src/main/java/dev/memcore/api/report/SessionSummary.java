package dev.memcore.api.report;

import dev.memcore.api.Memory;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.check.Arguments;
import java.time.Instant;

/**
 * A session of a scope; an entry of {@link MemorySpace#sessions()}.
 *
 * @param id the id of the session, as in {@link MemorySpace#session}
 * @param messages the number of visible messages in force, at least 1; memories that were derived from messages are not
 *     counted
 * @param first the earliest time of these messages, see {@link Memory#when()}
 * @param last the latest time of these messages
 */
public record SessionSummary(String id, long messages, Instant first, Instant last) {
    /** Checks that nothing is missing. */
    public SessionSummary {
        Arguments.name(id, "session");
        Arguments.present(first, "first");
        Arguments.present(last, "last");
    }
}
