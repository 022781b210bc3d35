package dev.memcore.retrieval.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** The code points below this one need no normalization, and none of them is a mark. */
    private static final int ASCII = 0x80;

    private final List<String> ngrams = new ArrayList<>();

    /** The characters of the present run, each with its combining marks. */
    private final StringBuilder run = new StringBuilder();

    /** Where each character of the present run begins, and where the last one ends. */
    private int[] starts = new int[32];

    private int characters;

    /** The last letter of the present run. */
    private int last;

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
        String folded = composed(text).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        int character;
        for (int i = 0; i < folded.length(); i += Character.charCount(character)) {
            character = folded.codePointAt(i);
            all.add(character);
        }
        all.endRun();
        return all.ngrams;
    }

    /** Returns the text in NFKC, without the marks of a run beyond {@value #MOST_MARKS}. O(length). */
    static String composed(String text) {
        if (isAscii(text)) {
            return text;
        }
        String limited = withFewerMarks(text);
        return Normalizer.isNormalized(limited, Normalizer.Form.NFKC)
                ? limited
                : Normalizer.normalize(limited, Normalizer.Form.NFKC);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= ASCII) {
                return false;
            }
        }
        return true;
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
        if (characters > 0 && !OPTIONAL_MARKS.contains(UnicodeScript.of(last))) {
            run.appendCodePoint(mark);
        }
    }

    private void addLetter(int letter) {
        boolean paired = isPaired(letter);
        if (paired != bigrams) {
            endRun();
            bigrams = paired;
        }
        begin(run.length());
        run.appendCodePoint(letter);
        last = letter;
    }

    /** Begins a character of the run. */
    private void begin(int at) {
        if (characters + 2 > starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        starts[characters++] = at;
    }

    /** Whether a letter gives bigrams. One that several scripts share, such as a length mark, is like the one before. */
    private boolean isPaired(int letter) {
        if (letter < ASCII) {
            return false;
        }
        UnicodeScript script = UnicodeScript.of(letter);
        return script == UnicodeScript.COMMON ? bigrams && !Character.isDigit(letter) : BIGRAMS.contains(script);
    }

    private void endRun() {
        if (bigrams) {
            addNgrams(run.toString(), 2);
        } else if (characters > 0) {
            addNgrams(word(), LENGTH);
        }
        run.setLength(0);
        characters = 0;
        bigrams = false;
    }

    /** Returns the run between the marks of its ends, of whose code points each is a character. */
    private String word() {
        String word = EDGE + run + EDGE;
        characters = 0;
        for (int i = 0; i < word.length(); i += Character.charCount(word.codePointAt(i))) {
            begin(i);
        }
        return word;
    }

    private void addNgrams(String text, int length) {
        starts[characters] = text.length();
        for (int from = 0; from == 0 || from + length <= characters; from++) {
            ngrams.add(text.substring(starts[from], starts[Math.min(from + length, characters)]));
        }
    }
}
