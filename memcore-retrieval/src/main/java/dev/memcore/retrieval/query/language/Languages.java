package dev.memcore.retrieval.query.language;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;

/**
 * The languages other than English that the library has tables of, and which of them a text is in.
 *
 * <p>The script of the letters decides, and between languages in Latin letters the number of function words: a text is
 * in a language if it has more function words of it than of English and of all others. Words of both it and English do
 * not count. Function words are the stop words that Lucene has for the language, and the words of
 * its table. Stateless.
 */
final class Languages {
    /** How many letters of another script one character of Chinese, Japanese or Korean is worth. */
    private static final int PER_CHARACTER = 3;

    private static final Language ENGLISH = Language.read("en", Set.of());
    private static final List<Language> LATIN = List.of(
            read("de", GermanAnalyzer.getDefaultStopSet()),
            read("fr", FrenchAnalyzer.getDefaultStopSet()),
            read("es", SpanishAnalyzer.getDefaultStopSet()),
            read("it", ItalianAnalyzer.getDefaultStopSet()),
            read("pt", PortugueseAnalyzer.getDefaultStopSet()),
            read("nl", DutchAnalyzer.getDefaultStopSet()));
    private static final int IS_ENGLISH = 1 << LATIN.size();

    /** For each word that shows a language in Latin letters, a bit for each such language. */
    private static final Map<String, Integer> SHOWN = shown();

    private static final List<UnicodeScript> OTHER_SCRIPTS = List.of(
            UnicodeScript.CYRILLIC,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.ARABIC,
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.HANGUL);

    /** The languages of other scripts, each read when a text is in its script. */
    private static final Map<UnicodeScript, List<Language>> OTHERS = new ConcurrentHashMap<>();

    private Languages() {}

    private static List<Language> other(UnicodeScript script) {
        return OTHERS.computeIfAbsent(script, Languages::readOther);
    }

    private static List<Language> readOther(UnicodeScript script) {
        return switch (script) {
            case CYRILLIC -> List.of(read("ru", RussianAnalyzer.getDefaultStopSet()));
            case DEVANAGARI -> List.of(read("hi", HindiAnalyzer.getDefaultStopSet()));
            case ARABIC -> List.of(read("ar", ArabicAnalyzer.getDefaultStopSet()));
            case HAN -> List.of(read("zh", CharArraySet.EMPTY_SET));
            case HIRAGANA -> List.of(read("ja", CharArraySet.EMPTY_SET));
            case HANGUL -> List.of(read("ko", CharArraySet.EMPTY_SET));
            default -> List.of();
        };
    }

    private static Language read(String name, CharArraySet stopWords) {
        Stream<String> words = stopWords.stream().map(word -> new String((char[]) word));
        return Language.read(name, words.collect(Collectors.toSet()));
    }

    private static Map<String, Integer> shown() {
        Map<String, Integer> shown = new HashMap<>();
        for (int n = 0; n < LATIN.size(); n++) {
            for (String word : LATIN.get(n).words()) {
                shown.merge(word, 1 << n, (one, other) -> one | other);
            }
        }
        // Single letters are initials and rests of contractions.
        shown.keySet().removeIf(word -> word.length() == 1 && word.charAt(0) < 0x80);
        ENGLISH.words().forEach(word -> shown.merge(word, IS_ENGLISH, (one, other) -> one | other));
        return Map.copyOf(shown);
    }

    static Language english() {
        return ENGLISH;
    }

    /** All languages in Latin letters, English first. */
    static List<Language> latin() {
        List<Language> all = new ArrayList<>(List.of(ENGLISH));
        all.addAll(LATIN);
        return all;
    }

    /** All languages with a table, except English. */
    static List<Language> all() {
        List<Language> all = new ArrayList<>(LATIN);
        OTHER_SCRIPTS.forEach(script -> all.addAll(other(script)));
        return all;
    }

    /** The languages other than English that parts of a text are in; several if it has several scripts. */
    static List<Language> of(LanguageText text) {
        Map<UnicodeScript, Integer> letters = letters(text);
        List<Language> languages = new ArrayList<>();
        letters.keySet().forEach(script -> languages.addAll(of(script, text)));
        return languages;
    }

    /** The languages that most of a text is in; empty if it is English or unknown. */
    static List<Language> most(LanguageText text) {
        Map<UnicodeScript, Integer> letters = letters(text);
        return letters.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(script -> of(script.getKey(), text))
                .orElse(List.of());
    }

    private static List<Language> of(UnicodeScript script, LanguageText text) {
        return script == UnicodeScript.LATIN ? latin(text) : other(script);
    }

    /** The number of letters by script. Japanese has one script here. Han is Japanese if there are kana. */
    private static Map<UnicodeScript, Integer> letters(LanguageText text) {
        Map<UnicodeScript, Integer> letters = new TreeMap<>();
        for (int i = 0; i < text.size(); i++) {
            String word = text.at(i).word();
            if (!word.isEmpty() && Character.isLetter(word.codePointAt(0))) {
                UnicodeScript script = script(word.codePointAt(0));
                boolean character = script == UnicodeScript.HAN
                        || script == UnicodeScript.HIRAGANA
                        || script == UnicodeScript.HANGUL;
                letters.merge(script, character ? PER_CHARACTER : word.length(), Integer::sum);
            }
        }
        Integer kana = letters.get(UnicodeScript.HIRAGANA);
        Integer han = kana == null ? null : letters.remove(UnicodeScript.HAN);
        if (kana != null && han != null) {
            letters.put(UnicodeScript.HIRAGANA, kana + han);
        }
        return letters;
    }

    private static UnicodeScript script(int letter) {
        if (letter < 0x80) {
            return UnicodeScript.LATIN;
        }
        UnicodeScript script = UnicodeScript.of(letter);
        return script == UnicodeScript.KATAKANA ? UnicodeScript.HIRAGANA : script;
    }

    private static List<Language> latin(LanguageText text) {
        int[] counts = new int[LATIN.size()];
        int[] english = new int[LATIN.size()];
        for (int i = 0; i < text.size(); i++) {
            int shown = SHOWN.getOrDefault(text.at(i).word(), 0);
            boolean isEnglish = (shown & IS_ENGLISH) != 0;
            for (int n = 0; shown != 0 && n < counts.length; n++) {
                boolean shows = (shown & 1 << n) != 0;
                counts[n] += shows && !isEnglish ? 1 : 0;
                english[n] += isEnglish && !shows ? 1 : 0;
            }
        }
        int most = 1;
        for (int n = 0; n < counts.length; n++) {
            most = counts[n] > english[n] ? Math.max(most, counts[n]) : most;
        }
        List<Language> languages = new ArrayList<>();
        for (int n = 0; n < counts.length; n++) {
            if (counts[n] > english[n] && counts[n] == most) {
                languages.add(LATIN.get(n));
            }
        }
        return languages;
    }
}
