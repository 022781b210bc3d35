package dev.memcore.consolidation.duplicate;

import dev.memcore.consolidation.duplicate.WordToken.Break;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a text into words. Everything that can carry meaning is a word: links, numbers with their inner signs,
 * identifiers with underscores, signs of arithmetic, currency and unit. Other punctuation only separates words.
 */
final class Lexer {
    private static final Pattern TOKEN = Pattern.compile("(?<link>https?://\\S+|www\\.\\S+"
            + "|[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+)"
            + "|(?<acronym>(?<![\\p{L}\\p{N}_])(?:\\p{L}\\.){2,})"
            + "|(?<ordinal>\\d+(?i:st|nd|rd|th)(?![\\p{L}\\p{N}_]))"
            + "|(?<number>(?:(?<![\\p{L}\\p{N}_.-])-)?\\d+(?:[.,:/-]\\d+)*)"
            + "|(?<word>[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_]*(?:['\u2019][\\p{L}\\p{M}]+)*(?:\\+\\+|#)?)"
            + "|(?<sign>[<>=+*/%^|~\\\\@#$\u20AC\u00A3\u00A5&\u00B0])");

    private static final Pattern THOUSANDS = Pattern.compile("-?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?");
    private static final Pattern LAST_SIGNS = Pattern.compile("[.,;:!?)\\]'\"]+$");
    private static final Pattern ENDS_SENTENCE = Pattern.compile("[!?\u2026]|\\.\\p{P}*\\s");
    private static final Pattern ENDS_CLAUSE = Pattern.compile("[,;:()\\[\\]\u2014\u2013\"\u201C\u201D]|--|\\s-\\s");

    private Lexer() {}

    static List<WordToken> tokens(String text) {
        List<WordToken> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        boolean shouted = text.chars().noneMatch(Character::isLowerCase); // then capitals do not mark names
        int end = 0;
        int sentence = 0;
        while (matcher.find()) {
            String gap = text.substring(end, matcher.start());
            Break before = tokens.isEmpty() ? Break.SENTENCE : breakIn(gap);
            if (before == Break.SENTENCE) {
                markAsked(tokens, sentence, gap);
                sentence = tokens.size();
            }
            String found = matcher.group();
            tokens.add(new WordToken(
                    word(matcher), !shouted && Character.isUpperCase(found.codePointAt(0)), before, false));
            end = matcher.end();
        }
        markAsked(tokens, sentence, text.substring(end));
        return tokens;
    }

    private static void markAsked(List<WordToken> tokens, int from, String gap) {
        if (gap.indexOf('?') >= 0) {
            tokens.subList(from, tokens.size()).replaceAll(WordToken::withAsked);
        }
    }

    private static Break breakIn(String gap) {
        if (gap.isBlank()) {
            return Break.NONE;
        }
        if (ENDS_SENTENCE.matcher(gap).find()) {
            return Break.SENTENCE;
        }
        return ENDS_CLAUSE.matcher(gap).find() ? Break.CLAUSE : Break.NONE;
    }

    private static String word(Matcher found) {
        String word = found.group();
        if (found.group("link") != null) {
            return LAST_SIGNS.matcher(word).replaceAll("");
        }
        if (found.group("number") != null) {
            return THOUSANDS.matcher(word).matches() ? word.replace(",", "") : word;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        return found.group("acronym") != null ? lower.replace(".", "") : lower.replace('\u2019', '\'');
    }
}
