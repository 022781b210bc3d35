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
 * @param number its place, from 1, rising; one that took in others has the first one's, and those of the others are never
 *     given again
 * @param generation which of the files of that place: 0 for the one that grew there, then one more whenever it is replaced
 * @param firstSequence the first commit it holds, or will hold
 * @param seal what is known of it once it is full; null: it is the last one and still grows
 */
public record LogSegment(
        int number,
        int generation,
        long firstSequence,
        @Nullable Seal seal) {
    public static final String DIRECTORY = "log";
    /** With this, ten digits of a name last for 600 million gigabytes. */
    private static final Pattern NAME = Pattern.compile("(\\d{10})(?:-([1-9]\\d{0,8}))?\\.seg");

    /** What a name says of a file. */
    public record Place(int number, int generation) {}

    /**
     * What a full segment holds.
     *
     * @param lastSequence its last commit
     * @param bytes its size
     * @param digest the SHA-256 of all of it
     * @param bond what ties the next segment to it
     */
    public record Seal(long lastSequence, long bytes, Sha256 digest, Bond bond) {
        /** The digest that the header of the next segment carries. */
        public Sha256 known() {
            return switch (bond) {
                case Bond.Plain plain -> digest;
                case Bond.Salted(String salt) -> digest.salted(salt);
                case Bond.Kept(Sha256 kept) -> kept;
            };
        }

        /** The seal of what replaces this segment: the next one goes on knowing it by the digest it had. */
        public Seal replaced(long nowBytes, Sha256 nowDigest) {
            return new Seal(lastSequence, nowBytes, nowDigest, new Bond.Kept(known()));
        }
    }

    /**
     * How the digest in the header of the next segment follows from this one's.
     *
     * <p>That header never changes, but a segment may be rewritten, to erase what it held. Were its old digest then still
     * to be read in the next header, a guess of what was erased could be tested with it. So there is a salt in it, which is
     * forgotten when the segment is rewritten.
     */
    public sealed interface Bond {
        /** It is the digest, as in format 1. */
        record Plain() implements Bond {}

        /** It is the digest of a salt and the digest. */
        record Salted(String salt) implements Bond {}

        /** It does not follow any more; it is kept. */
        record Kept(Sha256 known) implements Bond {}
    }

    /** A segment that begins to grow. */
    public static LogSegment growing(int number, long firstSequence) {
        return new LogSegment(number, 0, firstSequence, null);
    }

    /** Where a file with this name belongs, or null: it is none of a log. */
    public static @Nullable Place place(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return null;
        }
        long number = Long.parseLong(matcher.group(1));
        int generation = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        return number == 0 || number > Integer.MAX_VALUE ? null : new Place((int) number, generation);
    }

    /** Its file, within the store's directory. */
    public String file() {
        return DIRECTORY + "/" + name();
    }

    /** Its file's name. */
    public String name() {
        String place = String.format(Locale.ROOT, "%010d", number);
        return place + (generation == 0 ? "" : "-" + generation) + ".seg";
    }

    /** Whether it holds a commit, or takes the place of a segment that did. */
    public boolean covers(long sequence) {
        return sequence >= firstSequence && (seal == null || sequence <= seal.lastSequence());
    }

    public LogSegment sealed(Seal by) {
        return new LogSegment(number, generation, firstSequence, by);
    }

    public LogSegment withGeneration(int other) {
        return new LogSegment(number, other, firstSequence, seal);
    }

    /** Its seal, where only a sealed segment can be. */
    public Seal sealed() {
        if (seal == null) {
            throw new IllegalStateException("segment " + number + " is not sealed");
        }
        return seal;
    }

    /** Checks that a sealed segment ends with the commit with which it was sealed. */
    void checkEnd(long lastSequence) {
        Seal by = sealed();
        if (lastSequence != by.lastSequence()) {
            throw damage(by.bytes(), "it ends with commit " + lastSequence + ", not " + by.lastSequence());
        }
    }

    /** Checks that a sealed segment has the end and the digest with which it was sealed. */
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
