package dev.memcore.consolidation.packing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses the phrases that recur most: sequences of 1 to 6 words with the white space and punctuation after them, and of
 * 2 to 6 characters of scripts without spaces. A phrase is worth the bytes that its repetitions take. The most valuable
 * phrases come last, because Deflate codes near matches with fewer bits.
 */
final class PhraseDictionary {
    private static final int MOST_UNITS = 6;

    /** Deflate codes matches of at least 3 bytes. */
    private static final int LEAST_BYTES = 4;

    private static final Pattern UNIT =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]|\\S+\\s*|\\s+");

    private final Map<String, Integer> counts = new HashMap<>();

    private record Phrase(String text, long worth) {}

    PhraseDictionary(List<String> texts) {
        texts.forEach(this::count);
    }

    private void count(String text) {
        List<String> units = new ArrayList<>();
        Matcher unit = UNIT.matcher(text);
        while (unit.find()) {
            units.add(unit.group());
        }
        for (int from = 0; from < units.size(); from++) {
            StringBuilder phrase = new StringBuilder();
            for (int to = from; to < Math.min(units.size(), from + MOST_UNITS); to++) {
                phrase.append(units.get(to));
                counts.merge(phrase.toString(), 1, Integer::sum);
            }
        }
    }

    byte[] bytes(int most) {
        List<Phrase> best = new ArrayList<>();
        counts.forEach((text, count) -> {
            int length = text.getBytes(StandardCharsets.UTF_8).length;
            if (count > 1 && length >= LEAST_BYTES) {
                best.add(new Phrase(text, (long) (count - 1) * (length - LEAST_BYTES + 1)));
            }
        });
        best.sort(Comparator.comparingLong(Phrase::worth).reversed().thenComparing(Phrase::text));
        StringBuilder chosen = new StringBuilder();
        List<String> phrases = new ArrayList<>();
        int size = 0;
        for (Phrase phrase : best) {
            int length = phrase.text.getBytes(StandardCharsets.UTF_8).length;
            if (size + length <= most && chosen.indexOf(phrase.text) < 0) {
                chosen.append(phrase.text);
                phrases.add(phrase.text);
                size += length;
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        phrases.reversed().forEach(phrase -> bytes.writeBytes(phrase.getBytes(StandardCharsets.UTF_8)));
        return bytes.toByteArray();
    }
}
