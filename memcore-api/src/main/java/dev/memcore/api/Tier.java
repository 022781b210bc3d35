package dev.memcore.api;

/** The storage tier of a memory. Lifecycle policies move memories between tiers. A move does not change the text. */
public enum Tier {
    /** The recent turns of a session. */
    SHORT,
    /** Episodes and segments that were formed from turns that left the recent window. */
    MID,
    /** Facts, profiles, knowledge, procedures and summaries. */
    LONG,
    /**
     * Archived memories. Searches skip them by default. They can be read by id, or searched if a filter names this
     * tier.
     */
    ARCHIVE
}
