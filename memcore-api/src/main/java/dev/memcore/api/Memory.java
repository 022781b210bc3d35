package dev.memcore.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a memory: what was observed, whose it is, and where it stands. Immutable; every change makes a new
 * version with the same id.
 *
 * @param id the identity, the same in all versions
 * @param scope whose memory it is
 * @param version 1 for the first version, then counting up
 * @param sequence the commit of the log that made this version
 * @param createdAt when the memory was created: the same in all versions, whatever is changed, moved, linked, pinned or
 *     restored. Of a memory that was {@linkplain Observation#derivedFrom() derived} from others it is the latest
 *     {@code createdAt} of those at the time of its adding, since what is made of memories is as new as the newest of them;
 *     of all others the moment of the commit that added them
 * @param recordedAt when this version was recorded: what moments of the past, histories and audits go by, and nothing else
 * @param status where it stands
 * @param supersededBy the memory that replaced it, or null
 * @param cause who made this version, and why
 * @param observation what is remembered
 * @param links the links that start here, in the order in which they were first added; at most {@value #MAX_LINKS}
 */
public record Memory(
        MemoryId id,
        Scope scope,
        int version,
        long sequence,
        Instant createdAt,
        Instant recordedAt,
        Status status,
        @Nullable MemoryId supersededBy,
        Cause cause,
        Observation observation,
        List<Link> links) {
    /** How many links may start at one memory; any number may end there. */
    public static final int MAX_LINKS = 1_000;

    /** Checks that nothing is missing. */
    public Memory {
        Require.present(id, "id");
        Require.present(scope, "scope");
        Require.positive(version, "version");
        createdAt = Moments.toMillis(Require.present(createdAt, "createdAt"));
        recordedAt = Moments.toMillis(Require.present(recordedAt, "recordedAt"));
        Require.present(status, "status");
        Require.present(cause, "cause");
        Require.present(observation, "observation");
        links = Require.list(links, "links");
        Require.atMost(links.size(), MAX_LINKS, "the number of links of " + id);
    }

    /** A version without links of a memory that was created when it was recorded. */
    public Memory(
            MemoryId id,
            Scope scope,
            int version,
            long sequence,
            Instant recordedAt,
            Status status,
            @Nullable MemoryId supersededBy,
            Cause cause,
            Observation observation) {
        this(id, scope, version, sequence, recordedAt, recordedAt, status, supersededBy, cause, observation, List.of());
    }

    /** The text that is shown. */
    public String text() {
        return observation.text();
    }

    /**
     * When that which it says was, or was said: its event time, otherwise the moment of its creation. All orders in time go
     * by this: what is newer, what is the latest, what came before.
     */
    public EventTime when() {
        EventTime event = observation.eventTime();
        return event == null ? EventTime.at(createdAt) : event;
    }

    /** The conversation it belongs to, or null. */
    public @Nullable String session() {
        return observation.session();
    }

    /** What sort of memory it is. */
    public String kind() {
        return observation.kind();
    }

    /** How close to hand it is kept. */
    public Tier tier() {
        return observation.tier();
    }

    /** Whether policies of maintenance must leave it as it is. */
    public boolean pinned() {
        return observation.pinned();
    }

    /** Whether it is in force at the given moment: active, and not expired. */
    public boolean inForceAt(Instant now) {
        Require.present(now, "now");
        Instant expiry = observation.expiresAt();
        return status == Status.ACTIVE && (expiry == null || now.isBefore(expiry));
    }
}
