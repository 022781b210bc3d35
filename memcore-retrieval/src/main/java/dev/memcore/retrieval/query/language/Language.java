package dev.memcore.retrieval.query.language;

import dev.memcore.retrieval.query.language.LanguageText.Unit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table of one language: its words of times and questions, and its function words.
 *
 * <p>A table is a text file. Each line has a key, a colon, and phrases with commas between them. The key is one of
 * these:
 *
 * <ul>
 *   <li>A slot and a value, such as {@code month 5} or {@code unit week}: the words that have this value. {@code n 2-5}
 *       is an amount between 2 and 5; {@code day -1} is yesterday; {@code day ±1} is tomorrow or yesterday. Words of
 *       {@code units} stand only after numbers, as plural forms do; {@code third 0} is the beginning of a month.
 *   <li>A kind of phrase, such as {@code time}, {@code ago} or {@code where}. In its phrases, {@code <unit>} stands for
 *       any word of the slot. {@code <d>} is also a number from 1 to 31, {@code <n>} a number below 10,000, and
 *       {@code <y>} a number with four digits. A kind may fix the values of slots that its phrases do not have:
 *       {@code time which=last unit=year: 去年}. The sign … stands for a time that is found by itself, and
 *       is part of the phrase's kind: {@code since…} stands before a time, {@code …since} after it.
 *   <li>{@code function}: words that say little by themselves.
 *   <li>Forms of conversation: {@code courtesy}, words that begin small talk; {@code request}, words that begin a demand;
 *       {@code earlier}, words that point to what was said before; {@code refers}, words that stand for something else; {@code joins}, words before a question;
 *       {@code asking}, words that begin a question in English.
 * </ul>
 *
 * <p>The names of months and days are those of the Unicode CLDR, with their inflected forms. They are in the tables,
 * because the locale data of the JDK is an optional module, and may be replaced by the host. Immutable.
 */
public final class Language {
    private static final Pattern SLOT_BOUNDARY = Pattern.compile("(?=<)|(?<=>)");

    private static final int LAST_DAY = 31;
    private static final int MOST_COUNTED = 9_999;
    private static final int FIRST_YEAR = 1_000;
    private static final int LAST_YEAR = 2_999;

    private static final Set<String> SLOTS =
            Set.of("month", "weekday", "unit", "units", "season", "part", "third", "which", "n", "d", "day", "y");

    private static final Set<String> UNSEPARATED = Set.of("zh", "ja", "ko");

    /** What may follow the number of a day: "3.", "1er", "1º". */
    private static final Set<String> AFTER_DAY = Set.of(".", "er", "o", "°", "日", "号", "號", "일");

    /** Whose single words show the language of a text, besides {@code function}. */
    private static final Set<String> SHOWING = Set.of(
            "when",
            "where",
            "who",
            "why",
            "many",
            "what",
            "now",
            "past",
            "future",
            "not",
            "anything",
            "day",
            "weekday",
            "which",
            "time");

    /** Stands for a unit after a number: the words of {@code unit}, and those of {@code units}. */
    private static final String UNITS = "<units>";

    /** Stands for a time before or after the words of a phrase. */
    private static final String TIME = "…";

    private final String name;
    private final Map<String, List<Template>> templates = new HashMap<>();
    private final Map<String, Map<String, List<Word>>> slots = new HashMap<>();
    private final Set<String> words = new HashSet<>();
    private final Set<String> functionWords = new HashSet<>();

    private Language(String name) {
        this.name = name;
    }

    /** The languages other than English that parts of a text are in; several if it has several scripts. O(length). */
    public static List<Language> of(LanguageText text) {
        return Languages.of(text);
    }

    /** The languages that most of a text is in; empty if it is English or unknown. O(length). */
    public static List<Language> ofMost(LanguageText text) {
        return Languages.most(text);
    }

    /** The table of English, which has only forms of conversation and words that show the language. */
    public static Language english() {
        return Languages.english();
    }

    /** The tables of all languages in Latin letters, English first. */
    public static List<Language> latin() {
        return Languages.latin();
    }

    /** Reads the table of a language from the resources of the library. */
    static Language read(String name, Set<String> functionWords) {
        Language language = new Language(name);
        functionWords.forEach(word -> language.functionWords.add(String.join("", units(word))));
        InputStream stream = Language.class.getResourceAsStream(name + ".txt");
        if (stream == null) {
            throw new IllegalStateException("the library has no table of the language " + name);
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> line.contains(":") && !line.startsWith("#"))
                    .forEach(language::line);
        } catch (IOException e) {
            throw new UncheckedIOException("a resource of the library cannot be read", e);
        }
        language.words.addAll(language.functionWords);
        return language;
    }

    private record Word(List<String> units, String value) {}

    private record Template(String kind, Map<String, String> fixed, List<String> units) {}

    /** The value of a slot and the unit after it. */
    private record Filled(String value, int next) {}

    private void line(String line) {
        int colon = line.indexOf(':');
        String[] key = line.substring(0, colon).split(" ");
        for (String phrase : line.substring(colon + 1).split(",")) {
            String written = phrase.strip();
            String[] open = key.clone();
            if (written.endsWith(TIME)) {
                open[0] = key[0] + TIME;
            } else if (written.startsWith(TIME)) {
                open[0] = TIME + key[0];
            }
            phrase(open, units(written.replace(TIME, " ")));
        }
    }

    private static List<String> units(String phrase) {
        List<String> units = new ArrayList<>();
        boolean slots = phrase.indexOf('<') >= 0;
        for (String part : slots ? SLOT_BOUNDARY.split(phrase) : new String[] {phrase}) {
            if (part.startsWith("<")) {
                units.add(part);
            } else {
                LanguageText text = new LanguageText(part);
                for (int i = 0; i < text.size(); i++) {
                    units.add(
                            text.at(i).number() < 0
                                    ? text.at(i).word()
                                    : "#" + text.at(i).number());
                }
            }
        }
        return List.copyOf(units);
    }

    private void phrase(String[] key, List<String> units) {
        if (key[0].equals("function")) {
            functionWords.add(String.join("", units));
            template(new Template(key[0], Map.of(), units));
            return;
        }
        if (SHOWING.contains(key[0]) && units.size() == 1 && !units.getFirst().startsWith("<")) {
            words.add(units.getFirst());
        }
        if (SLOTS.contains(key[0])) {
            slots.computeIfAbsent("<" + key[0] + ">", slot -> new HashMap<>())
                    .computeIfAbsent(units.getFirst(), first -> new ArrayList<>())
                    .add(new Word(units, key[1]));
            return;
        }
        Map<String, String> fixed = new HashMap<>();
        for (int i = 1; i < key.length; i++) {
            int sign = key[i].indexOf('=');
            fixed.put(key[i].substring(0, sign), key[i].substring(sign + 1));
        }
        template(new Template(key[0], fixed, units));
    }

    private void template(Template template) {
        templates
                .computeIfAbsent(template.units().getFirst(), first -> new ArrayList<>())
                .add(template);
    }

    /** The code of the language in ISO 639: {@code de}. */
    public String name() {
        return name;
    }

    /** The words, in lower case, that show that a text is in this language. */
    Set<String> words() {
        return words;
    }

    /** Whether the language writes spaces between words that inflect as a whole; not Chinese, Japanese and Korean. */
    public boolean separatesWords() {
        return !UNSEPARATED.contains(name);
    }

    /** Whether a word, in lower case, says little by itself. */
    public boolean isFunctionWord(String word) {
        return functionWords.contains(word);
    }

    /** The value of a slot that the text has at its start; null if it has none. */
    @Nullable
    String value(String slot, LanguageText text) {
        Filled filled = fill("<" + slot + ">", text, 0);
        return filled == null ? null : filled.value();
    }

    /** All values that the words of a slot have. */
    Set<String> values(String slot) {
        Set<String> values = new HashSet<>();
        if (slot.equals("units")) {
            values.addAll(values("unit"));
        }
        slots.getOrDefault("<" + slot + ">", Map.of())
                .values()
                .forEach(words -> words.forEach(word -> values.add(word.value())));
        return values;
    }

    /** All kinds of phrases of this table. */
    Set<String> kinds() {
        Set<String> kinds = new HashSet<>();
        templates.values().forEach(same -> same.forEach(template -> kinds.add(template.kind())));
        return kinds;
    }

    /** All phrases that begin at a unit of a text. Reads a bounded number of units. */
    public List<Phrase> at(LanguageText text, int i) {
        List<Phrase> found = new ArrayList<>();
        collect(first(text.at(i)), text, i, found);
        for (String name : SLOTS) {
            String slot = "<" + name + ">";
            if (templates.containsKey(slot) && fill(slot, text, i) != null) {
                collect(slot, text, i, found);
            }
        }
        return found;
    }

    private static String first(Unit unit) {
        return unit.number() < 0 ? unit.word() : "#" + unit.number();
    }

    private void collect(String first, LanguageText text, int i, List<Phrase> found) {
        for (Template template : templates.getOrDefault(first, List.of())) {
            Map<String, String> values = new HashMap<>(template.fixed());
            int next = match(template.units(), text, i, values);
            if (next > i) {
                found.add(new Phrase(template.kind(), values, i, next));
            }
        }
    }

    /** The unit after the template's, or -1 if the text has others here. A comma between two units is skipped. */
    private int match(List<String> wanted, LanguageText text, int from, Map<String, String> values) {
        int i = from;
        for (String unit : wanted) {
            int next = match(unit, text, i, values);
            if (next < 0 && i > from && text.at(i).word().equals(",")) {
                next = match(unit, text, i + 1, values);
            }
            if (next < 0) {
                return -1;
            }
            i = next;
        }
        return i;
    }

    private int match(String wanted, LanguageText text, int i, Map<String, String> values) {
        if (!wanted.startsWith("<") || wanted.length() == 1) {
            return first(text.at(i)).equals(wanted) ? i + 1 : -1;
        }
        Filled filled = fill(wanted, text, i);
        if (filled == null) {
            return -1;
        }
        values.put(wanted.equals(UNITS) ? "unit" : wanted.substring(1, wanted.length() - 1), filled.value());
        return filled.next();
    }

    private @Nullable Filled fill(String slot, LanguageText text, int i) {
        Filled longest = slot.equals(UNITS) ? fill("<unit>", text, i) : number(slot, text, i);
        for (Word word : slots.getOrDefault(slot, Map.of()).getOrDefault(first(text.at(i)), List.of())) {
            int next = i + word.units().size();
            boolean longer = longest == null || next > longest.next();
            if (longer && match(word.units(), text, i, new HashMap<>()) == next) {
                longest = new Filled(word.value(), next);
            }
        }
        return longest;
    }

    private static @Nullable Filled number(String slot, LanguageText text, int i) {
        Unit unit = text.at(i);
        int number = unit.number();
        return switch (slot) {
            case "<n>" -> number > 0 && number <= MOST_COUNTED ? new Filled("" + number, i + 1) : null;
            case "<y>" -> number >= FIRST_YEAR && number <= LAST_YEAR ? new Filled("" + number, i + 1) : null;
            case "<d>" -> {
                boolean ordinal = AFTER_DAY.contains(text.at(i + 1).word())
                        && text.at(i + 1).glued();
                yield number > 0 && number <= LAST_DAY ? new Filled("" + number, ordinal ? i + 2 : i + 1) : null;
            }
            default -> null;
        };
    }

    /**
     * What a table says of a run of units.
     *
     * @param kind the kind of phrase, as the line of the table names it: {@code time}, {@code ago}, {@code where}
     * @param slots the values that the phrase has, by the name of the slot: {@code unit} is {@code week}
     * @param start the first unit
     * @param next the unit after the last one
     */
    public record Phrase(String kind, Map<String, String> slots, int start, int next) {
        public Phrase {
            slots = Map.copyOf(slots);
        }
    }
}
