package dev.memcore.store.bytes;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;

/** The identity of a store. It is drawn when the store is created. The manifest and every segment contain it. */
public record StoreId(long high, long low) {
    public static StoreId draw(RandomGenerator random) {
        return new StoreId(random.nextLong(), random.nextLong());
    }

    public static StoreId parse(String hex) {
        return new StoreId(
                HexFormat.fromHexDigitsToLong(hex.substring(0, 16)), HexFormat.fromHexDigitsToLong(hex.substring(16)));
    }

    /**
     * Returns a checksum whose input so far is this id. So frames of other stores, and bytes inside a text that look
     * like a frame, do not pass the check.
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
