package dev.memcore.bench.crash;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;

/** Texts that contain a unique word and their own checksum, so that a reader can detect any change. */
public final class SealedText {
    private static final String[] WORDS =
            ("harbour lantern quiet orchard window letter morning river garden copper blanket "
                            + "teacher violin market pebble winter bridge candle forest kettle ladder meadow needle "
                            + "pocket ribbon saddle thunder uncle valley whistle yellow zebra anchor basket cottage")
                    .split(" ");
    private static final String SEAL = " #";

    private SealedText() {}

    /** Returns a text of 3 to 40 words that begins with the given word. */
    public static String compose(String word, RandomGenerator random) {
        StringBuilder text = new StringBuilder(word).append(':');
        for (int i = random.nextInt(2, 40); i > 0; i--) {
            text.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text + SEAL + checksum(text.toString());
    }

    /** Whether a text is unchanged. */
    public static boolean intact(String text) {
        int seal = text.lastIndexOf(SEAL);
        return seal > 0 && text.substring(seal + SEAL.length()).equals(checksum(text.substring(0, seal)));
    }

    /** Returns the unique word of a text. */
    public static String word(String text) {
        return text.substring(0, Math.max(0, text.indexOf(':')));
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
