package dev.memcore.bench.duplicates;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Helper functions for edits. */
final class Rewriting {
    /** Matches before a word that is not a part of a longer word or number, nor of a contraction of "has". */
    private static final String BEFORE = "(?i)(?<![\\w'\u2019\u2013/-]|\\d[.,])";

    private static final String AFTER = "(?![\\w'\u2019\u2013/-]|[.,]\\d| (?:been|got|had)\\b)";

    private Rewriting() {}

    /** Returns a change that rewrites one random match of a pattern. */
    static Edit.Change one(String pattern, BiFunction<MatchResult, SplittableRandom, String> rewriting) {
        Pattern compiled = Pattern.compile(pattern);
        return (text, random) -> {
            List<MatchResult> found = compiled.matcher(text).results().toList();
            if (found.isEmpty()) {
                return Optional.empty();
            }
            MatchResult match = found.get(random.nextInt(found.size()));
            String written = rewriting.apply(match, random);
            return Optional.of(text.substring(0, match.start()) + written + text.substring(match.end()));
        };
    }

    /** Returns a change that replaces one word or phrase of a table; a capital is kept. */
    static Edit.Change oneOf(Map<String, String> table) {
        String words = table.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return one(BEFORE + "(?:" + words + ")" + AFTER, (match, random) -> {
            String word = match.group();
            String other = table.getOrDefault(word.toLowerCase(Locale.ROOT), word);
            return Character.isUpperCase(word.charAt(0)) ? capital(other) : other;
        });
    }

    /** Returns a table from pairs {@code a=b}, separated by commas, in both directions. */
    static Map<String, String> bothWays(String pairs) {
        Map<String, String> table = new LinkedHashMap<>();
        for (String pair : pairs.split(", *")) {
            String[] sides = pair.split("=");
            table.putIfAbsent(sides[0], sides[1]);
            table.putIfAbsent(sides[1], sides[0]);
        }
        return table;
    }

    /** Returns a table from pairs {@code a=b}, separated by commas. */
    static Map<String, String> oneWay(String pairs) {
        Map<String, String> table = new LinkedHashMap<>();
        for (String pair : pairs.split(", *")) {
            String[] sides = pair.split("=");
            table.putIfAbsent(sides[0], sides[1]);
        }
        return table;
    }

    /** Returns a random element of a list that differs from a given one. */
    static String another(List<String> all, String than, SplittableRandom random) {
        List<String> others = new ArrayList<>(all);
        others.removeIf(than::equalsIgnoreCase);
        return others.get(random.nextInt(others.size()));
    }

    static String capital(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /**
     * Returns the text with a lower-case first letter, unless the first word is "I" or looks like a name or an
     * abbreviation.
     */
    static String lowered(String text) {
        boolean keep = text.matches("(?s)(?:I\\b|\\p{Lu}{2}).*");
        return keep || text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
