package dev.memcore.bench.crash;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Damages the end of a log as a crash of the machine could: only the bytes after the last acknowledged commit. It reads
 * frames with code of its own, written from the description of the format (docs/reference/format.md).
 *
 * <p>A segment is a header of 70 bytes, with the magic in its first 8 and its first sequence at byte 26, and frames:
 * length of the payload (4 bytes), sequence (8), type (1), lag (2), checksum (4), payload; all numbers big-endian.
 */
final class TailDamage {
    private static final byte[] MAGIC = "memcoreL".getBytes(StandardCharsets.US_ASCII);
    private static final String MARK = "synced ";
    private static final int SEGMENT_HEADER = 70;
    private static final int FIRST_SEQUENCE_AT = 26;
    private static final int FRAME_HEADER = 19;

    /** The kinds of damage. */
    enum Kind {
        /** The file was truncated within the unacknowledged tail. */
        TRUNCATED,
        /** A bit of the last frame, which was not acknowledged, was inverted. */
        GARBLED,
        /** A part of a frame was appended. */
        APPENDED
    }

    private final Random random;

    TailDamage(Random random) {
        this.random = random;
    }

    /**
     * Damages the log of a store that no process has open. Commits that the manifest marks as synced are spared too: their
     * effects may be in other files, as a purge is.
     *
     * @param reported the last commit whose writer knew that it was durable
     */
    Kind inflict(Path store, long reported) {
        long acknowledged = Math.max(reported, marked(store));
        try (RandomAccessFile file = new RandomAccessFile(newestSegment(store).toFile(), "rw")) {
            long safe = SEGMENT_HEADER;
            long last = SEGMENT_HEADER;
            long at = SEGMENT_HEADER;
            while (at + FRAME_HEADER <= file.length()) {
                file.seek(at);
                long end = at + FRAME_HEADER + Math.max(0, file.readInt());
                long sequence = file.readLong();
                if (sequence == 0 || end > file.length()) {
                    break; // zeros that the log has reserved, or the crash has already torn this frame
                }
                safe = sequence <= acknowledged ? end : safe;
                last = at;
                at = end;
            }
            return inflict(file, safe, Math.max(safe, last), writtenEnd(file, at));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot damage the log in " + store, e);
        }
    }

    /** Where what was written ends: behind the last byte from an offset on that is not zero. */
    private static long writtenEnd(RandomAccessFile file, long from) throws IOException {
        byte[] rest = new byte[(int) (file.length() - from)];
        file.seek(from);
        file.readFully(rest);
        int end = rest.length;
        while (end > 0 && rest[end - 1] == 0) {
            end--;
        }
        return from + end;
    }

    /**
     * Damages a segment.
     *
     * @param safe where the unacknowledged tail begins
     * @param last where its last frame begins
     * @param end where what was written ends
     */
    private Kind inflict(RandomAccessFile file, long safe, long last, long end) throws IOException {
        if (safe == end) {
            append(file, end);
            return Kind.APPENDED;
        }
        if (random.nextBoolean()) {
            file.setLength(random.nextLong(safe, end));
            return Kind.TRUNCATED;
        }
        file.seek(random.nextLong(last, end));
        int bit = 1 << random.nextInt(Byte.SIZE);
        int old = file.read();
        file.seek(file.getFilePointer() - 1);
        file.write(old ^ bit);
        return Kind.GARBLED;
    }

    /** Appends the start of a frame. */
    private void append(RandomAccessFile file, long end) throws IOException {
        byte[] torn = new byte[random.nextInt(1, 400)];
        random.nextBytes(torn);
        torn[0] = 0; // a plausible length
        file.seek(end);
        file.write(torn);
    }

    /** Returns the commit up to which the log was synced according to the manifest. */
    private static long marked(Path store) {
        try (Stream<String> lines = Files.lines(store.resolve("MANIFEST"))) {
            return lines.filter(line -> line.startsWith(MARK))
                    .mapToLong(line -> Long.parseLong(line.substring(MARK.length())))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the manifest in " + store, e);
        }
    }

    /** Returns the segment with the greatest first sequence. */
    private static Path newestSegment(Path store) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(store)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        Path newest = store;
        long greatest = -1;
        for (Path file : files) {
            long first = firstSequence(file);
            if (first > greatest) {
                greatest = first;
                newest = file;
            }
        }
        if (greatest < 0) {
            throw new IOException("there is no segment");
        }
        return newest;
    }

    /** Returns the first sequence of a segment, or -1 if the file is not a segment. */
    private static long firstSequence(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] magic = new byte[MAGIC.length];
            if (file.length() < SEGMENT_HEADER || file.read(magic) < magic.length || !Arrays.equals(magic, MAGIC)) {
                return -1;
            }
            file.seek(FIRST_SEQUENCE_AT);
            return file.readLong();
        }
    }
}
