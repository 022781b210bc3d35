package dev.memcore.store;

import dev.memcore.store.segment.SegmentHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32C;

/** Files changed on purpose, with their checksums made right again. */
final class Checksums {
    private Checksums() {}

    static byte[] manifest(String text) {
        String checked = text.substring(0, text.lastIndexOf("crc32c "));
        CRC32C crc = new CRC32C();
        crc.update(checked.getBytes(StandardCharsets.US_ASCII));
        String all = checked + String.format(Locale.ROOT, "crc32c %08x%n", (int) crc.getValue());
        return all.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] segmentHeader(byte[] segment, int at, byte value) {
        byte[] changed = segment.clone();
        changed[at] = value;
        CRC32C crc = new CRC32C();
        crc.update(changed, 0, SegmentHeader.BYTES - 4);
        ByteBuffer.wrap(changed).putInt(SegmentHeader.BYTES - 4, (int) crc.getValue());
        return changed;
    }
}
