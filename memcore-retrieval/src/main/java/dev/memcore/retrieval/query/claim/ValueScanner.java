package dev.memcore.retrieval.query.claim;

import dev.memcore.retrieval.query.Question;
import dev.memcore.retrieval.query.Question.Quantity;
import dev.memcore.retrieval.query.claim.ClaimValue.Amount;
import dev.memcore.retrieval.query.claim.ClaimValue.Choice;
import dev.memcore.retrieval.query.claim.ClaimValue.Clock;
import dev.memcore.retrieval.query.claim.ClaimValue.Day;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the dates, times of day, days of the week, colours and numbers of a sentence. O(length). For one use. */
final class ValueScanner {
    /** The text before a number that is part of an identifier: "ZX-" before 4700. */
    private static final Pattern GLUED = Pattern.compile("(?:[\\p{L}\\p{N}]|[\\p{L}\\p{N}][-_]|#)$");

    /** The list of colours. */
    static final String COLOUR_LIST = "colour";

    private static final String MONTH =
            "(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
                    + "|Nov(?:ember)?|Dec(?:ember)?)\\.?";
    private static final String DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
    private static final String YEAR = "((?:1[5-9]|20|21)\\d{2})";
    private static final Pattern ISO = Pattern.compile("\\b" + YEAR + "-(\\d{2})(?:-(\\d{2}))?\\b");
    private static final Pattern DOTTED = Pattern.compile("\\b(\\d{1,2})\\.(\\d{1,2})\\." + YEAR + "\\b");
    private static final Pattern DAY_MONTH =
            Pattern.compile("\\b(?:the )?" + DAY + "(?: of)? " + MONTH + "(?:,? " + YEAR + ")?(?!\\w)");
    private static final Pattern MONTH_DAY =
            Pattern.compile("\\b" + MONTH + " (?:the )?" + DAY + "(?![\\d:])(?:,? " + YEAR + ")?\\b");
    private static final Pattern MONTH_YEAR = Pattern.compile("\\b" + MONTH + "(?: of|,)? " + YEAR + "\\b");
    private static final Pattern MONTH_ALONE = Pattern.compile("\\b[io]n " + MONTH + "(?!\\w)");
    private static final Pattern YEAR_ALONE = Pattern.compile("\\b(?:in|since|of|from|is|until|by) " + YEAR + "\\b");
    private static final Pattern HALF =
            Pattern.compile("\\b(\\d{1,2})(?:[:.](\\d{2}))? ?([ap])\\.?m\\b\\.?", Pattern.CASE_INSENSITIVE);
    private static final Pattern COLON = Pattern.compile("\\b(\\d{1,2}):(\\d{2})\\b");
    private static final Pattern HOUR =
            Pattern.compile("\\bat (\\d{1,2})(?: o'clock)?(?=[.,;!]|$| (?:in|on|sharp|every|today|this)\\b)");
    private static final Pattern NOON = Pattern.compile("\\b(noon|midnight)\\b");
    private static final Pattern WEEKDAY =
            Pattern.compile("\\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern COLOUR = Pattern.compile(
            "\\b(red|blue|green|yellow|orange|purple|violet|pink|brown|black|white|gr[ae]y|turquoise|beige)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern IDENTIFIED = Pattern.compile(
            "\\b(?!(?:at|is|are|to|of|in|by|on|for|about|than|over|under|was|has|have)\\b)([\\p{L}]+) #?$");
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("km", "kilometer"),
            Map.entry("kms", "kilometer"),
            Map.entry("kilometre", "kilometer"),
            Map.entry("kilometres", "kilometer"),
            Map.entry("kg", "kilogram"),
            Map.entry("kgs", "kilogram"),
            Map.entry("kilo", "kilogram"),
            Map.entry("kilos", "kilogram"),
            Map.entry("lb", "pound"),
            Map.entry("lbs", "pound"),
            Map.entry("cm", "centimeter"),
            Map.entry("centimetres", "centimeter"),
            Map.entry("m", "meter"),
            Map.entry("metres", "meter"),
            Map.entry("min", "minute"),
            Map.entry("mins", "minute"),
            Map.entry("h", "hour"),
            Map.entry("hrs", "hour"),
            Map.entry("$", "dollar"),
            Map.entry("usd", "dollar"),
            Map.entry("eur", "euro"),
            Map.entry("percent", "%"),
            Map.entry("people", ""),
            Map.entry("members", ""),
            Map.entry("person", ""),
            Map.entry("persons", ""));
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final int MONTH_LENGTH = 3;
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final Set<String> NOONS = Set.of("noon", "midnight");
    private static final Set<String> COLOURS = Set.of(
            "red",
            "blue",
            "green",
            "yellow",
            "orange",
            "purple",
            "violet",
            "pink",
            "brown",
            "black",
            "white",
            "gray",
            "grey",
            "turquoise",
            "beige");
    private static final Set<String> NUMBERS = Set.of(
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
            "thirty",
            "forty",
            "fifty",
            "sixty",
            "seventy",
            "eighty",
            "ninety",
            "hundred",
            "thousand",
            "million");
    private static final int HALF_DAY = 12;
    private static final int HOURS = 24;
    private static final int MINUTES = 60;

    private final String text;
    private final boolean[] taken;
    private final List<ClaimValue> found = new ArrayList<>();

    ValueScanner(String text) {
        this.text = text;
        this.taken = new boolean[text.length()];
    }

    List<ClaimValue> all() {
        Matcher word = WORD.matcher(text);
        boolean months = false;
        boolean names = false;
        boolean numbers = false;
        while (word.find()) {
            String lower = word.group().toLowerCase(Locale.ROOT);
            months |= lower.length() >= MONTH_LENGTH && MONTHS.contains(lower.substring(0, MONTH_LENGTH));
            names |=
                    lower.endsWith("day") || lower.endsWith("days") || COLOURS.contains(lower) || NOONS.contains(lower);
            numbers |= Character.isDigit(lower.charAt(0)) || NUMBERS.contains(lower);
        }
        if (numbers) {
            numbered();
        }
        if (months) {
            days(MONTH_ALONE, 0, 1, 0);
        }
        if (names) {
            each(
                    NOON,
                    match -> new Clock(
                            match.start(), match.end(), match.group().equals("noon") ? HALF_DAY * MINUTES : 0, true));
            each(WEEKDAY, match -> choice(match, "weekday", match.group(1)));
            each(COLOUR, match -> choice(match, COLOUR_LIST, match.group(1).replace("grey", "gray")));
        }
        if (numbers) {
            amounts();
        }
        return List.copyOf(found);
    }

    private void numbered() {
        days(ISO, 1, 2, 3);
        days(DOTTED, 3, 2, 1);
        days(DAY_MONTH, 3, 2, 1);
        days(MONTH_DAY, 3, 1, 2);
        days(MONTH_YEAR, 2, 1, 0);
        days(YEAR_ALONE, 1, 0, 0);
        clocks();
    }

    /** Whether a character belongs to a value. */
    boolean isTaken(int i) {
        return taken[i];
    }

    /** Makes a value of a match. */
    private interface Reading {
        ClaimValue of(Matcher match);
    }

    private void each(Pattern pattern, Reading reading) {
        Matcher match = pattern.matcher(text);
        while (match.find()) {
            if (!taken[match.end() - 1] && !taken[match.start()]) {
                add(reading.of(match));
            }
        }
    }

    private void add(ClaimValue value) {
        found.add(value);
        Arrays.fill(taken, value.start(), value.end(), true);
    }

    private void days(Pattern pattern, int year, int month, int day) {
        each(
                pattern,
                match -> new Day(match.start(), match.end(), part(match, year), month(match, month), part(match, day)));
    }

    private static int part(Matcher match, int group) {
        return group == 0 || match.group(group) == null ? 0 : Integer.parseInt(match.group(group));
    }

    private static int month(Matcher match, int group) {
        if (group == 0 || match.group(group) == null) {
            return 0;
        }
        String month = match.group(group);
        return Character.isDigit(month.charAt(0))
                ? Integer.parseInt(month)
                : "janfebmaraprmayjunjulaugsepoctnovdec"
                                        .indexOf(month.substring(0, 3).toLowerCase(Locale.ROOT))
                                / 3
                        + 1;
    }

    private void clocks() {
        each(HALF, match -> {
            boolean afternoon = match.group(3).equalsIgnoreCase("p");
            int hour = part(match, 1) % HALF_DAY + (afternoon ? HALF_DAY : 0);
            return new Clock(match.start(), match.end(), hour * MINUTES + part(match, 2), true);
        });
        each(COLON, match -> clock(match, part(match, 2)));
        each(HOUR, match -> clock(match, 0));
    }

    private static Clock clock(Matcher match, int minutes) {
        int hour = part(match, 1) % HOURS;
        return new Clock(match.start(), match.end(), hour * MINUTES + minutes, hour > HALF_DAY || hour == 0);
    }

    private static Choice choice(Matcher match, String list, String name) {
        return new Choice(match.start(), match.end(), list, name.toLowerCase(Locale.ROOT));
    }

    private void amounts() {
        for (Quantity quantity : Question.quantities(text)) {
            boolean glued = GLUED.matcher(text).region(0, quantity.start()).find();
            boolean free = !taken[quantity.start()] && !glued;
            boolean identifies = quantity.unit().isEmpty()
                    && IDENTIFIED.matcher(text.substring(0, quantity.start())).find();
            if (free && !identifies) {
                String unit = quantity.unit().toLowerCase(Locale.ROOT);
                String known = UNITS.get(unit);
                add(new Amount(
                        quantity.start(),
                        quantity.end(),
                        quantity.value(),
                        known == null ? Roots.of(unit) : Roots.of(known)));
            }
        }
    }
}
