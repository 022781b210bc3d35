package dev.memcore.consolidation.value;

import dev.memcore.consolidation.arithmetic.Hashes;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** The words of a text as hashes: letters and digits in lower case, without apostrophes. */
final class HashedWords {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern APOSTROPHE = Pattern.compile("['\\u2019]");

    private HashedWords() {}

    /** Returns the hashes in the order of the text, with repetitions. */
    static LongStream of(String text) {
        String plain = APOSTROPHE.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        return WORD.matcher(plain).results().mapToLong(word -> Hashes.of(word.group()));
    }
}
