package dev.memcore.store.segment;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.LogDamagedException;
import dev.memcore.store.bytes.Sha256;
import dev.memcore.store.bytes.StoreId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The table of contents of a log: its segments, the last commit that was synced when this was written, and whether an
 * erasure is pending. It is written as lines of text. The last line is the CRC32C of the lines before. The first two
 * lines and the last one are the same in all formats.
 *
 * @param format the format in which it was or will be written
 * @param synced the last commit known to be on the device
 * @param erasing the first commit that may hold an Erase operation that no purge has carried out; 0 if there is none
 */
public record Manifest(int format, StoreId store, List<LogSegment> segments, long synced, long erasing) {
    public static final String FILE = "MANIFEST";

    private static final String MAGIC = "memcore log\n";
    private static final Pattern FORMAT = Pattern.compile("memcore log\nformat ([1-9][0-9]{0,4})\n");
    private static final int CHECKSUM_BYTES = "crc32c 01234567\n".length();
    private static final String NUMBER = "(0|[1-9][0-9]{0,17})";
    private static final String DIGEST = "([0-9a-f]{64})";
    private static final Pattern STORE = Pattern.compile("store ([0-9a-f]{32})");
    private static final String SEGMENT = "segment ([1-9][0-9]{0,8})(?: generation ([1-9][0-9]{0,8}))? first " + NUMBER;
    private static final Pattern SEALED = Pattern.compile(SEGMENT + " last " + NUMBER + " bytes " + NUMBER + " sha256 "
            + DIGEST + "(?: salt ([0-9a-f]{32})| known " + DIGEST + ")?");
    private static final Pattern GROWING = Pattern.compile(SEGMENT);
    private static final Pattern SYNCED = Pattern.compile("synced " + NUMBER);
    private static final Pattern ERASING = Pattern.compile("erasing " + NUMBER);

    public Manifest {
        segments = List.copyOf(segments);
    }

    /** Creates a manifest of the newest format. */
    public Manifest(StoreId store, List<LogSegment> segments, long synced, long erasing) {
        this(SegmentHeader.FORMAT, store, segments, synced, erasing);
    }

    /** The segment that still grows. */
    public LogSegment last() {
        return segments.get(segments.size() - 1);
    }

    public List<LogSegment> sealed() {
        return segments.subList(0, segments.size() - 1);
    }

    public long sealedBytes() {
        return sealed().stream().mapToLong(segment -> segment.sealed().bytes()).sum();
    }

    public Manifest withSynced(long sequence) {
        return new Manifest(store, segments, sequence, erasing);
    }

    public Manifest withErasing(long sequence) {
        return new Manifest(store, segments, synced, sequence);
    }

    /** Returns the manifest after its last segment was sealed and a new one was begun. */
    public Manifest rolled(LogSegment.Seal seal) {
        List<LogSegment> all = new ArrayList<>(sealed());
        all.add(last().sealed(seal));
        all.add(LogSegment.growing(last().number() + 1, seal.lastSequence() + 1));
        return new Manifest(store, all, seal.lastSequence(), erasing);
    }

    /**
     * Returns the manifest with other segments in place of those that held the same commits. Each of them replaces one
     * segment or several.
     */
    public Manifest withReplaced(List<LogSegment> others) {
        List<LogSegment> all = new ArrayList<>(others);
        segments.stream()
                .filter(segment -> others.stream().noneMatch(other -> other.covers(segment.firstSequence())))
                .forEach(all::add);
        all.sort(Comparator.comparingInt(LogSegment::number));
        return new Manifest(store, all, synced, erasing);
    }

    /** The segment with a number, or null if there is none. */
    @Nullable
    public LogSegment at(int number) {
        return segments.stream()
                .filter(segment -> segment.number() == number)
                .findFirst()
                .orElse(null);
    }

    byte[] encode() {
        StringBuilder text = new StringBuilder(MAGIC);
        text.append("format ").append(format).append('\n');
        text.append("store ").append(store).append('\n');
        segments.forEach(segment -> encode(segment, text));
        text.append("synced ").append(synced).append('\n');
        if (erasing != 0) {
            text.append("erasing ").append(erasing).append('\n');
        }
        return text.append(checksumOf(text.toString())).toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void encode(LogSegment segment, StringBuilder text) {
        text.append("segment ").append(segment.number());
        if (segment.generation() != 0) {
            text.append(" generation ").append(segment.generation());
        }
        text.append(" first ").append(segment.firstSequence());
        LogSegment.Seal seal = segment.seal();
        if (seal != null) {
            text.append(" last ").append(seal.lastSequence());
            text.append(" bytes ").append(seal.bytes());
            text.append(" sha256 ").append(seal.digest());
            switch (seal.bond()) {
                case LogSegment.Bond.Plain plain -> {}
                case LogSegment.Bond.Salted(String salt) ->
                    text.append(" salt ").append(salt);
                case LogSegment.Bond.Kept(Sha256 known) ->
                    text.append(" known ").append(known);
            }
        }
        text.append('\n');
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
        Manifest manifest =
                lines(number, List.of(text.substring(format.end(), end).split("\n", -1)));
        if (!Arrays.equals(manifest.encode(), bytes)) {
            throw damaged("it is not written as memcore writes it");
        }
        return manifest;
    }

    /**
     * Parses the lines: the store, the segments, synced, optionally erasing, and the empty text after the last line
     * feed.
     */
    private static Manifest lines(int format, List<String> lines) {
        int end = lines.size() - 1;
        long erasing = 0;
        if (end > 0 && ERASING.matcher(lines.get(end - 1)).matches()) {
            end--;
            erasing = Long.parseLong(match(ERASING, lines.get(end)).group(1));
        }
        if (end < 3) {
            throw damaged("lines are missing");
        }
        StoreId store = StoreId.parse(match(STORE, lines.get(0)).group(1));
        List<LogSegment> segments = new ArrayList<>();
        for (String line : lines.subList(1, end - 2)) {
            Matcher sealed = match(SEALED, line);
            segments.add(segment(sealed, seal(sealed)));
        }
        segments.add(segment(match(GROWING, lines.get(end - 2)), null));
        long synced = Long.parseLong(match(SYNCED, lines.get(end - 1)).group(1));
        return new Manifest(format, store, segments, synced, erasing);
    }

    private static LogSegment segment(Matcher line, LogSegment.@Nullable Seal seal) {
        int generation = line.group(2) == null ? 0 : Integer.parseInt(line.group(2));
        return new LogSegment(Integer.parseInt(line.group(1)), generation, Long.parseLong(line.group(3)), seal);
    }

    private static LogSegment.Seal seal(Matcher line) {
        LogSegment.Bond bond = new LogSegment.Bond.Plain();
        if (line.group(7) != null) {
            bond = new LogSegment.Bond.Salted(line.group(7));
        } else if (line.group(8) != null) {
            bond = new LogSegment.Bond.Kept(Sha256.parse(line.group(8)));
        }
        return new LogSegment.Seal(
                Long.parseLong(line.group(4)), Long.parseLong(line.group(5)), Sha256.parse(line.group(6)), bond);
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
