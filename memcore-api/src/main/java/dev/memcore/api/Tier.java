package dev.memcore.api;

/** How close to hand a memory is kept. Moving between tiers is a policy; a tier never changes what a memory says. */
public enum Tier {
    /** The recent turns of a session. */
    SHORT,
    /** Episodes and segments formed from what left the recent window. */
    MID,
    /** Facts, profiles, knowledge, procedures, summaries. */
    LONG,
    /** Out of the default search; still reachable by id and by explicit request. */
    ARCHIVE
}
