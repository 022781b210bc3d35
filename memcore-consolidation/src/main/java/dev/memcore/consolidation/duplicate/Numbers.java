package dev.memcore.consolidation.duplicate;

import dev.memcore.consolidation.duplicate.WordToken.Break;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Normalises numbers, dates, amounts and units: "two hundred and five" becomes 205, "5th of March" becomes march 5. */
final class Numbers {
    private static final Map<String, Integer> UNITS = values(
            0,
            1,
            "zero one two three four five six seven eight nine ten "
                    + "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen");
    private static final Map<String, Integer> TENS =
            values(20, 10, "twenty thirty forty fifty sixty seventy eighty ninety");
    private static final Map<String, Integer> POWERS = Map.of("hundred", 100, "thousand", 1_000, "million", 1_000_000);
    private static final Map<String, String> ORDINALS = Map.ofEntries(
            Map.entry("first", "1st"),
            Map.entry("third", "3rd"),
            Map.entry("fourth", "4th"),
            Map.entry("fifth", "5th"),
            Map.entry("sixth", "6th"),
            Map.entry("seventh", "7th"),
            Map.entry("eighth", "8th"),
            Map.entry("ninth", "9th"),
            Map.entry("tenth", "10th"),
            Map.entry("eleventh", "11th"),
            Map.entry("twelfth", "12th"));

    private static final Map<String, String> DAYS_AND_MONTHS = named(
            "january jan february feb april apr june jun july jul august aug september sep september sept october oct"
                + " november nov december dec monday mon tuesday tue tuesday tues wednesday wed thursday thu thursday"
                + " thur thursday thurs friday fri");
    private static final Set<String> MONTHS = Set.of(
            ("january february march april may june july august september october " + "november december").split(" "));
    private static final Map<String, String> UNIT_NAMES =
            named("kilogram kg kilometer km centimeter cm millimeter mm pound lb pound lbs ounce oz foot ft mile mi"
                + " hour hr hour hrs minute min minute mins seconds sec seconds secs year yr year yrs week wk week wks"
                + " percent %");
    private static final Map<String, String> CURRENCIES =
            Map.of("$", "dollar", "\u20AC", "euro", "\u00A3", "pound", "\u00A5", "yen");

    private final List<WordToken> tokens;
    private final List<WordToken> written = new ArrayList<>();
    private int next;

    private Numbers(List<WordToken> tokens) {
        this.tokens = tokens;
    }

    static List<WordToken> inOneForm(List<WordToken> tokens) {
        return dates(new Numbers(tokens).run());
    }

    private List<WordToken> run() {
        while (next < tokens.size()) {
            WordToken token = tokens.get(next);
            if (isNumberWord(token) || (token.isWhole() && followedByPower())) {
                number(token);
            } else if (CURRENCIES.containsKey(token.word()) && digitAt(next + 1)) {
                written.add(tokens.get(next + 1).withBefore(token.before()));
                written.add(new WordToken(CURRENCIES.get(token.word()), false, Break.NONE, token.asked()));
                next += 2;
            } else {
                written.add(token.withWord(plain(token)));
                next++;
            }
        }
        return written;
    }

    private String plain(WordToken token) {
        String word = token.word();
        boolean afterNumber =
                !written.isEmpty() && startsWithDigit(written.getLast().word());
        if (afterNumber && UNIT_NAMES.containsKey(word)) {
            return UNIT_NAMES.get(word);
        }
        if (word.endsWith(":00") && next + 1 < tokens.size() && isHalfOfDay(tokens.get(next + 1))) {
            return word.substring(0, word.length() - 3);
        }
        if (token.capital() && DAYS_AND_MONTHS.containsKey(word)) {
            return DAYS_AND_MONTHS.get(word);
        }
        return ORDINALS.getOrDefault(word, word);
    }

    private static boolean isHalfOfDay(WordToken token) {
        return token.is("am") || token.is("pm");
    }

    /** Reads number words as long as they form one number. */
    private void number(WordToken first) {
        long thousands = 0;
        long below = 0;
        WordToken token = first;
        int size = Integer.MAX_VALUE; // only a smaller number may be added to the last one
        do {
            Integer power = POWERS.get(token.word());
            if (power == null) {
                below += digits(token);
                size = TENS.containsKey(token.word()) ? 10 : 1;
            } else if (power == 100) {
                below = Math.max(1, below) * 100;
                size = 100;
            } else {
                thousands += Math.max(1, below) * power;
                below = 0;
                size = power;
            }
            next++;
            skipAnd(size);
            token = next < tokens.size() ? tokens.get(next) : first;
        } while (next < tokens.size() && goesOn(token, size));
        written.add(first.withWord(Long.toString(thousands + below)));
    }

    private void skipAnd(int size) {
        boolean and = size >= 100
                && next + 1 < tokens.size()
                && tokens.get(next).is("and")
                && isNumberWord(tokens.get(next + 1));
        if (and) {
            next++;
        }
    }

    private static boolean goesOn(WordToken token, int size) {
        if (token.before() != Break.NONE || !isNumberWord(token)) {
            return false;
        }
        Integer power = POWERS.get(token.word());
        return power != null ? power > size || size == Integer.MAX_VALUE : isSmaller(token, size);
    }

    private static boolean isSmaller(WordToken token, int size) {
        return size == 10 ? digits(token) >= 1 && digits(token) <= 9 : size >= 100 && digits(token) < 100;
    }

    private static boolean isNumberWord(WordToken token) {
        return UNITS.containsKey(token.word()) || TENS.containsKey(token.word()) || POWERS.containsKey(token.word());
    }

    private static long digits(WordToken token) {
        Integer value = UNITS.getOrDefault(token.word(), TENS.get(token.word()));
        return value != null ? value : Long.parseLong(token.word());
    }

    private boolean followedByPower() {
        return next + 1 < tokens.size()
                && tokens.get(next + 1).before() == Break.NONE
                && POWERS.containsKey(tokens.get(next + 1).word());
    }

    private boolean digitAt(int i) {
        return i < tokens.size() && startsWithDigit(tokens.get(i).word());
    }

    private static boolean startsWithDigit(String word) {
        return !word.isEmpty() && word.charAt(0) >= '0' && word.charAt(0) <= '9';
    }

    /** Puts the month before the day, and removes the ordinal ending of the day. */
    private static List<WordToken> dates(List<WordToken> tokens) {
        List<WordToken> dated = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            WordToken token = tokens.get(i);
            int of = i + 1 < tokens.size() && tokens.get(i + 1).is("of") ? 1 : 0;
            int month = i + 1 + of;
            if (isDay(token)
                    && month < tokens.size()
                    && MONTHS.contains(tokens.get(month).word())) {
                dated.add(tokens.get(month).withBefore(token.before()));
                dated.add(new WordToken(day(token), false, Break.NONE, token.asked()));
                i = month;
            } else if (isDay(token)
                    && !dated.isEmpty()
                    && MONTHS.contains(dated.getLast().word())) {
                dated.add(token.withWord(day(token)));
            } else {
                dated.add(token);
            }
        }
        return dated;
    }

    private static boolean isDay(WordToken token) {
        String day = day(token);
        return !day.isEmpty() && day.length() <= 2 && day.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String day(WordToken token) {
        return token.word().replaceAll("(?<=\\d)(?:st|nd|rd|th)$", "");
    }

    private static Map<String, Integer> values(int first, int step, String words) {
        Map<String, Integer> values = new HashMap<>();
        int value = first;
        for (String word : words.split(" ")) {
            values.put(word, value);
            value += step;
        }
        return Map.copyOf(values);
    }

    /** Maps each second word to the one before it, its canonical form. */
    private static Map<String, String> named(String pairs) {
        Map<String, String> names = new HashMap<>();
        String[] words = pairs.toLowerCase(Locale.ROOT).split(" ");
        for (int i = 0; i < words.length; i += 2) {
            names.put(words[i + 1], words[i]);
        }
        return Map.copyOf(names);
    }
}
