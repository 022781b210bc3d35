package dev.memcore.store;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.LogDamagedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The table of contents of a log: which segments there are, and up to which commit they were synced when this was
 * written. Lines of text, of which the last is the CRC32C of those before; in all formats the first two and the last stay
 * as they are.
 */
record Manifest(StoreId store, List<Segment> segments, long synced) {
    static final String FILE = "MANIFEST";

    private static final String MAGIC = "memcore log\n";
    private static final Pattern FORMAT = Pattern.compile("memcore log\nformat ([1-9][0-9]{0,4})\n");
    private static final int CHECKSUM_BYTES = "crc32c 01234567\n".length();
    private static final String NUMBER = "(0|[1-9][0-9]{0,17})";
    private static final Pattern STORE = Pattern.compile("store ([0-9a-f]{32})");
    private static final Pattern SEALED = Pattern.compile("segment ([1-9][0-9]{0,8}) first " + NUMBER + " last "
            + NUMBER + " bytes " + NUMBER + " sha256 ([0-9a-f]{64})");
    private static final Pattern GROWING = Pattern.compile("segment ([1-9][0-9]{0,8}) first " + NUMBER);
    private static final Pattern SYNCED = Pattern.compile("synced " + NUMBER);

    Manifest {
        segments = List.copyOf(segments);
    }

    /** The segment that grows. */
    Segment last() {
        return segments.get(segments.size() - 1);
    }

    List<Segment> sealed() {
        return segments.subList(0, segments.size() - 1);
    }

    Manifest withSynced(long sequence) {
        return new Manifest(store, segments, sequence);
    }

    /** The manifest after its last segment has been sealed and a new one begun. */
    Manifest rolled(Segment.Seal seal) {
        List<Segment> all = new ArrayList<>(sealed());
        all.add(last().sealed(seal));
        all.add(new Segment(last().number() + 1, seal.lastSequence() + 1, null));
        return new Manifest(store, all, seal.lastSequence());
    }

    byte[] encode() {
        StringBuilder text = new StringBuilder(MAGIC);
        text.append("format ").append(SegmentHeader.FORMAT).append('\n');
        text.append("store ").append(store).append('\n');
        for (Segment segment : segments) {
            text.append("segment ").append(segment.number());
            text.append(" first ").append(segment.firstSequence());
            if (segment.seal() != null) {
                text.append(" last ").append(segment.seal().lastSequence());
                text.append(" bytes ").append(segment.seal().bytes());
                text.append(" sha256 ").append(segment.seal().digest());
            }
            text.append('\n');
        }
        text.append("synced ").append(synced).append('\n');
        return text.append(checksumOf(text.toString())).toString().getBytes(StandardCharsets.US_ASCII);
    }

    static Manifest decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!text.startsWith(MAGIC)) {
            throw new LogDamagedException(
                    ErrorCode.FOREIGN_FILE, FILE, 0, "it does not begin as a manifest of memcore does", null);
        }
        int end = Math.max(0, text.length() - CHECKSUM_BYTES);
        if (!text.substring(end).equals(checksumOf(text.substring(0, end)))) {
            throw damaged("its checksum is wrong; restore the file, or export what is intact");
        }
        Matcher format = FORMAT.matcher(text);
        if (!format.lookingAt()) {
            throw damaged("it names no format");
        }
        int number = Integer.parseInt(format.group(1));
        if (number > SegmentHeader.FORMAT) {
            throw SegmentHeader.newer(FILE, number);
        }
        Manifest manifest = lines(List.of(text.substring(format.end(), end).split("\n", -1)));
        if (!Arrays.equals(manifest.encode(), bytes)) {
            throw damaged("it is not written as memcore writes it");
        }
        return manifest;
    }

    /** Store, segments, synced, and what stands behind the last line's end: nothing. */
    private static Manifest lines(List<String> lines) {
        if (lines.size() < 4) {
            throw damaged("lines are missing");
        }
        StoreId store = StoreId.parse(match(STORE, lines.get(0)).group(1));
        List<Segment> segments = new ArrayList<>();
        for (String line : lines.subList(1, lines.size() - 3)) {
            segments.add(sealed(match(SEALED, line)));
        }
        Matcher last = match(GROWING, lines.get(lines.size() - 3));
        segments.add(new Segment(Integer.parseInt(last.group(1)), Long.parseLong(last.group(2)), null));
        long synced = Long.parseLong(match(SYNCED, lines.get(lines.size() - 2)).group(1));
        return new Manifest(store, segments, synced);
    }

    private static Segment sealed(Matcher line) {
        Segment.Seal seal = new Segment.Seal(
                Long.parseLong(line.group(3)), Long.parseLong(line.group(4)), Digest.parse(line.group(5)));
        return new Segment(Integer.parseInt(line.group(1)), Long.parseLong(line.group(2)), seal);
    }

    private static Matcher match(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw damaged("a line that is not understood");
        }
        return matcher;
    }

    private static String checksumOf(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return "crc32c " + HexFormat.of().toHexDigits((int) crc.getValue()) + "\n";
    }

    private static LogDamagedException damaged(String message) {
        return new LogDamagedException(ErrorCode.LOG_DAMAGED, FILE, 0, message, null);
    }
}
