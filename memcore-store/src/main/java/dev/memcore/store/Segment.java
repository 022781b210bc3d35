package dev.memcore.store;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A segment that the manifest lists.
 *
 * @param number its place, from 1
 * @param firstSequence the first commit it holds, or will hold
 * @param seal what is known of it once it is full; null: it is the last one and still grows
 */
record Segment(int number, long firstSequence, @Nullable Seal seal) {
    static final String DIRECTORY = "log";
    /** With this, ten digits of a name last for 600 million gigabytes. */
    private static final String SUFFIX = ".seg";

    /**
     * What a full segment holds.
     *
     * @param lastSequence its last commit
     * @param bytes its size
     * @param digest the SHA-256 of all of it
     */
    record Seal(long lastSequence, long bytes, Digest digest) {}

    /** Its file, within the store's directory. */
    String file() {
        return DIRECTORY + "/" + name();
    }

    /** Its file's name. */
    String name() {
        return String.format(Locale.ROOT, "%010d%s", number, SUFFIX);
    }

    Segment sealed(Seal by) {
        return new Segment(number, firstSequence, by);
    }
}
