package dev.memcore.consolidation.echo;

import dev.memcore.consolidation.duplicate.WordForms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a passage that carry content, in a form without inflection, and what else decides its sense. Function
 * words and phrases such as "as you mentioned" carry none. A run of Han, kana, hangul or Thai characters is divided into
 * pairs of adjacent characters.
 *
 * @param words the forms of the content words, in order, with repetitions
 * @param negated whether a word negates the passage
 * @param first whether the first person does something, as in "I booked", but not in "I remember"
 * @param asks whether the passage is a question
 */
record EchoWords(List<String> words, boolean negated, boolean first, boolean asks) {
    /** No words. */
    static final EchoWords NONE = new EchoWords(List.of(), false, false, false);

    private static final Pattern ASKS = Pattern.compile("[?\uFF1F]\\P{L}*$");

    private static final Pattern CJK =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}]+");

    private static final Pattern WORD = Pattern.compile("(?<cjk>" + CJK + ")"
            + "|(?<number>\\d+(?:[.,:/-]\\d+)*)(?:(?i:st|nd|rd|th)(?!\\p{L}))?"
            + "|(?<word>[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_]*(?:['\u2019][\\p{L}\\p{M}]+)*)");

    /** A citation of a context, such as "[3]" or "[1, 4]". */
    private static final Pattern CITATION = Pattern.compile("\\[\\d{1,9}(?:\\s*,\\s*\\d{1,9})*]");

    /** A greeting or thanks with a name, at the start of a sentence. */
    private static final Pattern GREETING =
            Pattern.compile("^\\W*(?i:hi|hello|hey|dear|thanks|thank you|hallo|danke|bonjour|hola|ciao)(?: there)?,?"
                    + " \\p{Lu}[\\p{L}\\p{M}]+(?=[,.!?:]|$)");

    /** The length to which a form is cut: most inflection follows the first characters of a word. */
    private static final int STEM = 8;

    /** The fewest characters that remain of a word without its ending. */
    private static final int LEAST_STEM = 3;

    /** The fewest characters that remain of a word without one of the {@link #SHORT_ENDINGS}. */
    private static final int LEAST_STEM_OF_SHORT = 4;

    /** Endings of inflected words in the languages of {@link FunctionWords}, longest first. */
    private static final List<String> ENDINGS = List.of(
            "ings", "ing", "ied", "ies", "est", "ete", "ten", "ed", "es", "en", "st", "te", "er", "em", "ly", "e", "s");

    private static final List<String> SHORT_ENDINGS = List.of("t", "n", "d", "y");

    static EchoWords of(String passage) {
        List<String> words = new ArrayList<>();
        boolean negated = false;
        boolean first = false;
        boolean subject = false;
        String said =
                GREETING.matcher(CITATION.matcher(passage).replaceAll(" ")).replaceFirst(" ");
        Matcher found = WORD.matcher(said);
        while (found.find()) {
            String word = found.group().toLowerCase(Locale.ROOT).replace('\u2019', '\'');
            int before = words.size();
            if (found.group("cjk") != null) {
                negated |= FunctionWords.negates(word);
                addPairs(words, word);
            } else if (found.group("number") != null) {
                words.add(number(found.group("number")));
            } else {
                negated |= FunctionWords.negates(word);
                addWord(words, word);
            }
            first |= subject && words.size() > before;
            subject = FunctionWords.isFirstPerson(word) || (subject && FunctionWords.isAuxiliary(word));
        }
        return new EchoWords(words, negated, first, ASKS.matcher(passage).find());
    }

    private static void addWord(List<String> words, String word) {
        String spelled = FunctionWords.number(word);
        if (spelled != null) {
            words.add(spelled);
        } else if (!FunctionWords.contains(word)) {
            String base = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
            if (!FunctionWords.contains(base)) {
                words.add(stem(base));
            }
        }
    }

    private static String number(String digits) {
        return digits.replaceAll("(?<=\\d),(?=\\d{3}(?!\\d))", "").replaceFirst("^0+(?=\\d)", "");
    }

    private static void addPairs(List<String> words, String run) {
        int[] characters = run.codePoints().toArray();
        for (int from = 0; from < characters.length; ) {
            int to = from;
            while (to < characters.length && !FunctionWords.isParticle(characters[to])) {
                to++;
            }
            for (int i = from; i + 1 < to; i++) {
                words.add(new String(characters, i, 2));
            }
            if (to == from + 1) {
                words.add(new String(characters, from, 1));
            }
            from = to + 1;
        }
    }

    private static String stem(String word) {
        String stem = FunctionWords.synonym(WordForms.of(word));
        for (int i = 0; i < 2; i++) {
            stem = withoutEnding(stem);
        }
        return stem.substring(0, Math.min(stem.length(), STEM));
    }

    private static String withoutEnding(String word) {
        String shorter = without(word, ENDINGS, LEAST_STEM);
        return shorter.equals(word) ? without(word, SHORT_ENDINGS, LEAST_STEM_OF_SHORT) : shorter;
    }

    private static String without(String word, List<String> endings, int least) {
        for (String ending : endings) {
            if (word.length() >= ending.length() + least && word.endsWith(ending)) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }

    /** Returns whether a word is a pair of adjacent characters of a script without spaces. */
    static boolean isPair(String word) {
        return word.codePointCount(0, word.length()) == 2 && CJK.matcher(word).matches();
    }

    boolean isEmpty() {
        return words.isEmpty();
    }
}
