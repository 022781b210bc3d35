package dev.memcore.consolidation.packing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Task T26 of the mechanisms: expansion is exact. */
final class TextPackerTest {
    private static List<String> dialogue(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] phrases = {
            "I am looking forward to ",
            "the garden party ",
            "on Tuesday. ",
            "\u6211\u5bf9\u82b1\u751f\u8fc7\u654f\u3002",
            "Do you remember "
        };
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < 8; j++) {
                text.append(phrases[random.nextInt(phrases.length)]);
            }
            texts.add(text.append(random.nextInt(1_000)).toString());
        }
        return texts;
    }

    @Property(tries = 300)
    void everyTextIsRestored(@ForAll List<String> arbitrary, @ForAll List<String> samples) {
        List<String> texts = arbitrary.stream().map(TextPackerTest::wellFormed).toList();
        for (TextPacker packer : List.of(TextPacker.ofDefaults(), TextPacker.ofPhrases(samples, 500))) {
            byte[] block = packer.pack(texts);
            assertEquals(texts, packer.unpack(block));
            assertEquals(texts, TextPacker.of(packer.dictionary()).unpack(block));
        }
    }

    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Test
    void aDictionaryHelpsShortTexts() {
        TextPacker plain = TextPacker.ofDefaults();
        TextPacker packer = TextPacker.ofPhrases(dialogue(1), TextPacker.MOST_DICTIONARY);
        int without = 0;
        int with = 0;
        for (String text : dialogue(2)) {
            without += plain.pack(List.of(text)).length;
            with += packer.pack(List.of(text)).length;
        }
        assertTrue(3 * with < 2 * without, with + " against " + without);
        assertArrayEquals(
                packer.dictionary(), TextPacker.ofPhrases(dialogue(1), 32_768).dictionary());
        assertTrue(TextPacker.ofPhrases(dialogue(1), 100).dictionary().length <= 100);
    }

    @Test
    void damageAndOtherDictionariesAreReported() {
        TextPacker packer = TextPacker.ofPhrases(dialogue(1), 2_000);
        byte[] block = packer.pack(dialogue(2));
        for (int i = 0; i < block.length; i++) {
            byte[] damaged = block.clone();
            damaged[i] ^= 0x10;
            try {
                assertEquals(dialogue(2), packer.unpack(damaged)); // unused bits of the last byte
            } catch (MemoryException e) {
                assertEquals(ErrorCode.INVALID_ARGUMENT, e.code());
            }
        }
        assertThrows(MemoryException.class, () -> packer.unpack(new byte[0]));
        assertThrows(MemoryException.class, () -> packer.unpack(java.util.Arrays.copyOf(block, block.length / 2)));
        assertThrows(MemoryException.class, () -> TextPacker.ofDefaults().unpack(block));
        assertThrows(MemoryException.class, () -> packer.pack(List.of("\ud800")));
    }
}
