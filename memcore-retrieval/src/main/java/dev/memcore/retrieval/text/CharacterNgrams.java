package dev.memcore.retrieval.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Converts text to overlapping character n-grams, which match words of any language without a dictionary: inflected
 * forms, parts of compounds, misspelt words, and parts of identifiers share most of their n-grams.
 *
 * <p>Words that are separated by spaces give n-grams of {@value #LENGTH} characters, with a mark at the start and the
 * end of the word; a shorter word is one n-gram. 4-grams are the length that works best over the European languages
 * (McNamee and Mayfield, Character N-Gram Tokenization for European Language Text Retrieval, 2004). Scripts that write
 * no spaces between words, and Korean, give bigrams of characters, as in Lucene's {@code CJKBigramFilter}. In a bigram, a
 * combining mark belongs to the character before it; in a 4-gram, it counts as a character of its own.
 *
 * <p>The text is normalized first: compatibility forms (NFKC), case, and without the optional vowel marks of Arabic and
 * Hebrew.
 */
final class CharacterNgrams {
    private static final int LENGTH = 4;

    /**
     * The maximum number of combining marks in a row. Further marks are ignored, because they would make a term longer
     * than Lucene accepts, and putting them in order takes quadratic time. No language needs so many (Unicode's Stream-Safe
     * Text Format has the same limit).
     */
    private static final int MOST_MARKS = 30;

    /** Marks the start and the end of a word. Not a letter or digit, so no word contains it. */
    private static final String EDGE = "_";

    private static final int TATWEEL = 0x640;

    private static final Set<UnicodeScript> BIGRAMS = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TIBETAN);

    private static final Set<UnicodeScript> OPTIONAL_MARKS = EnumSet.of(UnicodeScript.ARABIC, UnicodeScript.HEBREW);

    private final List<String> ngrams = new ArrayList<>();

    /** The characters of the present run, each with its combining marks. */
    private final List<String> run = new ArrayList<>();

    /** Whether the present run gives bigrams. */
    private boolean bigrams;

    private CharacterNgrams() {}

    /** Returns the n-grams of a text with their frequencies. O(length). */
    static TermBag bag(String text) {
        return TermBag.of(of(text));
    }

    /** Returns the n-grams of a text in their order. O(length). */
    static List<String> of(String text) {
        CharacterNgrams all = new CharacterNgrams();
        // To upper case first: "Straße" and "STRASSE" become the same.
        composed(text)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(all::add);
        all.endRun();
        return all.ngrams;
    }

    /** Returns the text in NFKC, without the marks of a run beyond {@value #MOST_MARKS}. O(length). */
    static String composed(String text) {
        String limited = withFewerMarks(text);
        return Normalizer.isNormalized(limited, Normalizer.Form.NFKC)
                ? limited
                : Normalizer.normalize(limited, Normalizer.Form.NFKC);
    }

    /** Returns the text itself if it has no long run of marks. */
    private static String withFewerMarks(String text) {
        StringBuilder fewer = null;
        int marks = 0;
        int character;
        for (int i = 0; i < text.length(); i += Character.charCount(character)) {
            character = text.codePointAt(i);
            marks = isMark(Character.getType(character)) ? marks + 1 : 0;
            if (marks > MOST_MARKS && fewer == null) {
                fewer = new StringBuilder(text.length()).append(text, 0, i);
            } else if (marks <= MOST_MARKS && fewer != null) {
                fewer.appendCodePoint(character);
            }
        }
        return fewer == null ? text : fewer.toString();
    }

    private void add(int character) {
        int type = Character.getType(character);
        if (isMark(type)) {
            addMark(character);
        } else if (Character.isLetterOrDigit(character)) {
            addLetter(character);
        } else if (type != Character.FORMAT && character != TATWEEL) {
            endRun();
        }
    }

    private static boolean isMark(int type) {
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private void addMark(int mark) {
        if (!run.isEmpty()
                && !OPTIONAL_MARKS.contains(UnicodeScript.of(run.getLast().codePointAt(0)))) {
            run.set(run.size() - 1, run.getLast() + Character.toString(mark));
        }
    }

    private void addLetter(int letter) {
        boolean paired = isPaired(letter);
        if (paired != bigrams) {
            endRun();
            bigrams = paired;
        }
        run.add(Character.toString(letter));
    }

    /** Whether a letter gives bigrams. One that several scripts share, such as a length mark, is like the one before. */
    private boolean isPaired(int letter) {
        UnicodeScript script = UnicodeScript.of(letter);
        return script == UnicodeScript.COMMON ? bigrams && !Character.isDigit(letter) : BIGRAMS.contains(script);
    }

    private void endRun() {
        if (bigrams) {
            addNgrams(run, 2);
        } else if (!run.isEmpty()) {
            List<String> word = new ArrayList<>(run.size() + 2);
            word.add(EDGE);
            run.forEach(character -> character.codePoints().forEach(part -> word.add(Character.toString(part))));
            word.add(EDGE);
            addNgrams(word, LENGTH);
        }
        run.clear();
        bigrams = false;
    }

    private void addNgrams(List<String> characters, int length) {
        for (int from = 0; from == 0 || from + length <= characters.size(); from++) {
            ngrams.add(String.join("", characters.subList(from, Math.min(from + length, characters.size()))));
        }
    }
}
