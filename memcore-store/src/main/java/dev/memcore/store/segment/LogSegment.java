package dev.memcore.store.segment;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.LogDamagedException;
import dev.memcore.store.bytes.Sha256;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A segment that the manifest lists.
 *
 * @param number the position of the segment, increasing from 1; a merged segment has the number of its first part, and
 *     the numbers of its other parts are never used again
 * @param generation the version of the file with this number: 0 for the file that grew there, and one more for each
 *     replacement
 * @param firstSequence the first commit that it holds or will hold
 * @param seal the properties of a full segment, or null for the last segment, which still grows
 */
public record LogSegment(
        int number,
        int generation,
        long firstSequence,
        @Nullable Seal seal) {
    public static final String DIRECTORY = "log";
    /** The name of a segment's file: its number with ten digits, and its generation if that is not 0. */
    private static final Pattern NAME = Pattern.compile("(\\d{10})(?:-([1-9]\\d{0,8}))?\\.seg");

    /** The number and the generation in the name of a file. */
    public record Place(int number, int generation) {}

    /**
     * The properties of a full segment.
     *
     * @param lastSequence its last commit
     * @param bytes its size
     * @param digest the SHA-256 of the complete file
     * @param bond how the next segment refers to it
     */
    public record Seal(long lastSequence, long bytes, Sha256 digest, Bond bond) {
        /** The digest that the header of the next segment contains. */
        public Sha256 known() {
            return switch (bond) {
                case Bond.Plain plain -> digest;
                case Bond.Salted(String salt) -> digest.salted(salt);
                case Bond.Kept(Sha256 kept) -> kept;
            };
        }

        /**
         * Returns the seal of the file that replaces this segment. The next segment still refers to the original
         * digest.
         */
        public Seal replaced(long nowBytes, Sha256 nowDigest) {
            return new Seal(lastSequence, nowBytes, nowDigest, new Bond.Kept(known()));
        }
    }

    /**
     * How the digest in the header of the next segment is derived from the digest of this one.
     *
     * <p>That header never changes, but a segment may be rewritten to erase content. If the header contained the plain
     * digest of the old content, a guess of the erased content could be tested against it. So the digest is salted, and
     * the salt is discarded when the segment is rewritten.
     */
    public sealed interface Bond {
        /** It is the digest itself, as in format 1. */
        record Plain() implements Bond {}

        /** It is the digest of a salt and the digest. */
        record Salted(String salt) implements Bond {}

        /** It can no longer be derived, so it is stored. */
        record Kept(Sha256 known) implements Bond {}
    }

    /** Returns a new segment, which begins to grow. */
    public static LogSegment growing(int number, long firstSequence) {
        return new LogSegment(number, 0, firstSequence, null);
    }

    /** Parses the name of a file. Returns null if it is not the name of a segment. */
    public static @Nullable Place place(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return null;
        }
        long number = Long.parseLong(matcher.group(1));
        int generation = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        return number == 0 || number > Integer.MAX_VALUE ? null : new Place((int) number, generation);
    }

    /** The name of its file, relative to the store's directory. */
    public String file() {
        return DIRECTORY + "/" + name();
    }

    /** The name of its file. */
    public String name() {
        String place = String.format(Locale.ROOT, "%010d", number);
        return place + (generation == 0 ? "" : "-" + generation) + ".seg";
    }

    /** Whether a sequence is in its range. The range of a merged segment includes those of its parts. */
    public boolean covers(long sequence) {
        return sequence >= firstSequence && (seal == null || sequence <= seal.lastSequence());
    }

    public LogSegment sealed(Seal by) {
        return new LogSegment(number, generation, firstSequence, by);
    }

    public LogSegment withGeneration(int other) {
        return new LogSegment(number, other, firstSequence, seal);
    }

    /** The seal of a sealed segment. Fails if it still grows. */
    public Seal sealed() {
        if (seal == null) {
            throw new IllegalStateException("segment " + number + " is not sealed");
        }
        return seal;
    }

    /** Checks that the last commit is that of the seal. */
    void checkEnd(long lastSequence) {
        Seal by = sealed();
        if (lastSequence != by.lastSequence()) {
            throw damage(by.bytes(), "it ends with commit " + lastSequence + ", not " + by.lastSequence());
        }
    }

    /** Checks that the last commit and the digest are those of the seal. */
    public void checkSeal(long lastSequence, Sha256 digest) {
        checkEnd(lastSequence);
        if (!digest.equals(sealed().digest())) {
            throw damage(0, "its digest is " + digest + ", not " + sealed().digest());
        }
    }

    private LogDamagedException damage(long offset, String message) {
        return new LogDamagedException(ErrorCode.LOG_DAMAGED, file(), offset, message, null);
    }
}
