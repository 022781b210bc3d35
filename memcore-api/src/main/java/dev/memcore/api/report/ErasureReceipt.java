package dev.memcore.api.report;

import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.check.Moments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The receipt of an erasure. Each digest covers the erased texts and the random nonce of the receipt. A holder of the
 * receipt and the text can prove that this text was erased. The log contains the digests only, so it reveals nothing
 * about the texts.
 *
 * @param sequence the sequence number of the erasure's commit
 * @param erasedAt when the memories were erased
 * @param nonce 32 random hexadecimal digits, different for each receipt
 * @param entries the erased memories, in the order of the commit
 */
public record ErasureReceipt(long sequence, Instant erasedAt, String nonce, List<Entry> entries) {
    private static final String MAGIC = "memcore erasure 1";
    private static final int HEAD_LINES = 4;
    private static final Pattern HEX = Pattern.compile("[0-9a-f]*");
    private static final Pattern HEAD =
            Pattern.compile(MAGIC + "\ncommit (\\d{1,18})\ntime (-?\\d{1,18})\nnonce ([0-9a-f]{32})");
    private static final Pattern ENTRY = Pattern.compile("(\\S{1,64}) (\\d{1,9}) ([0-9a-f]{64})");

    /**
     * One erased memory.
     *
     * @param id the id of the memory
     * @param versions the number of erased versions
     * @param digest SHA-256 over nonce, id, and the texts of its versions, oldest first; 64 hexadecimal digits
     */
    public record Entry(MemoryId id, int versions, String digest) {
        /** Checks the digest's form. */
        public Entry {
            Arguments.present(id, "id");
            Arguments.positive(versions, "versions");
            requireHex(digest, 64, "digest");
        }
    }

    /** Checks the nonce's form and copies the list. */
    public ErasureReceipt {
        erasedAt = Moments.toMillis(Arguments.present(erasedAt, "erasedAt"));
        requireHex(nonce, 32, "nonce");
        entries = List.copyOf(Arguments.present(entries, "entries"));
    }

    /** Checks that a value consists of the given number of lower-case hexadecimal digits. */
    public static void requireHex(String value, int length, String what) {
        if (Arguments.present(value, what).length() != length
                || !HEX.matcher(value).matches()) {
            throw Arguments.invalid(what + " must be " + length + " lower-case hexadecimal digits, but is " + value);
        }
    }

    /** Returns the receipt as lines of text that can be stored in a file. */
    public String encode() {
        StringBuilder text = new StringBuilder(MAGIC)
                .append("\ncommit ")
                .append(sequence)
                .append("\ntime ")
                .append(erasedAt.toEpochMilli())
                .append("\nnonce ")
                .append(nonce)
                .append('\n');
        entries.forEach(entry -> text.append(entry.id())
                .append(' ')
                .append(entry.versions())
                .append(' ')
                .append(entry.digest())
                .append('\n'));
        return text.toString();
    }

    /** Parses the output of {@link #encode}. */
    public static ErasureReceipt parse(String text) {
        List<String> lines = Arguments.present(text, "receipt").lines().toList();
        Matcher head = HEAD.matcher(String.join("\n", lines.subList(0, Math.min(HEAD_LINES, lines.size()))));
        if (!head.matches()) {
            throw Arguments.invalid("the text is not an erasure receipt");
        }
        List<Entry> entries = new ArrayList<>();
        for (String line : lines.subList(HEAD_LINES, lines.size())) {
            Matcher entry = ENTRY.matcher(line);
            if (!entry.matches()) {
                throw Arguments.invalid("not a line of an erasure receipt: " + line);
            }
            entries.add(new Entry(MemoryId.parse(entry.group(1)), Integer.parseInt(entry.group(2)), entry.group(3)));
        }
        return new ErasureReceipt(
                Long.parseLong(head.group(1)),
                Instant.ofEpochMilli(Long.parseLong(head.group(2))),
                head.group(3),
                entries);
    }
}
