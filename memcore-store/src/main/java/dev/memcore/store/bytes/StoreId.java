package dev.memcore.store.bytes;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;

/** The identity of a store, drawn at its creation; every file of the store carries it. */
public record StoreId(long high, long low) {
    public static StoreId draw(RandomGenerator random) {
        return new StoreId(random.nextLong(), random.nextLong());
    }

    public static StoreId parse(String hex) {
        return new StoreId(
                HexFormat.fromHexDigitsToLong(hex.substring(0, 16)), HexFormat.fromHexDigitsToLong(hex.substring(16)));
    }

    /**
     * A checksum that has taken in this id. Frames of other stores, and bytes that a caller puts into a text so that they
     * look like a frame, do not check out.
     */
    public CRC32C checksum() {
        CRC32C crc = new CRC32C();
        update(crc, high);
        update(crc, low);
        return crc;
    }

    private static void update(CRC32C crc, long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            crc.update((int) (value >>> shift) & 0xFF);
        }
    }

    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
