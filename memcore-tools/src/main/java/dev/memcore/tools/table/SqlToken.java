package dev.memcore.tools.table;

import dev.memcore.tools.call.ShownValue;
import dev.memcore.tools.call.ToolFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token of a query.
 *
 * @param type the type
 * @param text the text; a {@link Type#WORD} in lower case
 */
record SqlToken(Type type, String text) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    /** The type of a token. */
    enum Type {
        /** A keyword or a name without quotes. */
        WORD,
        /** A name in double quotes, without them. */
        QUOTED,
        /** A text in single quotes, or a number. */
        LITERAL,
        /** An operator or another sign, of one character. */
        SIGN
    }

    boolean isWord(String word) {
        return type == Type.WORD && text.equals(word);
    }

    boolean isSign(String sign) {
        return type == Type.SIGN && text.equals(sign);
    }

    /**
     * Divides a query into tokens. Databases differ in comments, backslashes, dollar quotes and other quotes. A query with one
     * of these is refused, so that the database cannot read other tokens than this method.
     */
    static List<SqlToken> of(String sql) {
        List<SqlToken> tokens = new ArrayList<>();
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            int end = at + 1;
            if (c == '\'' || c == '"') {
                end = quoteEnd(sql, at);
                String inner = sql.substring(at + 1, end - 1).replace("" + c + c, "" + c);
                tokens.add(new SqlToken(c == '"' ? Type.QUOTED : Type.LITERAL, inner));
            } else if (c >= '0' && c <= '9') {
                end = numberEnd(sql, at);
                tokens.add(new SqlToken(Type.LITERAL, sql.substring(at, end)));
            } else if (isNamePart(c)) {
                end = nameEnd(sql, at);
                tokens.add(new SqlToken(Type.WORD, sql.substring(at, end).toLowerCase(Locale.ROOT)));
            } else if (!Character.isWhitespace(c)) {
                requireKnown(sql, at);
                tokens.add(new SqlToken(Type.SIGN, String.valueOf(c)));
            }
            at = end;
        }
        return tokens;
    }

    private static int quoteEnd(String sql, int start) {
        char quote = sql.charAt(start);
        int at = start + 1;
        while (at < sql.length()) {
            if (sql.charAt(at) == quote) {
                if (at + 1 == sql.length() || sql.charAt(at + 1) != quote) {
                    return at + 1;
                }
                at++;
            } else if (sql.charAt(at) == '\\') {
                throw new ToolFailure("The query must not contain backslashes.");
            }
            at++;
        }
        throw new ToolFailure("The query has a quote without an end: " + ShownValue.of(sql.substring(start)) + ".");
    }

    /** Some databases read "1from" as a number and a word. So a number must not end in a letter. */
    private static int numberEnd(String sql, int start) {
        Matcher number = NUMBER.matcher(sql).region(start, sql.length());
        int end = number.lookingAt() ? number.end() : start + 1;
        if (end < sql.length() && (isNamePart(sql.charAt(end)) || sql.charAt(end) == '.')) {
            throw new ToolFailure("The query has a number that ends in another character: "
                    + ShownValue.of(sql.substring(start, end + 1)) + ".");
        }
        return end;
    }

    /** Some databases read q'...' or e'...' as a text with other rules for quotes. So a text must not follow a name directly. */
    private static int nameEnd(String sql, int start) {
        int end = start;
        while (end < sql.length() && isNamePart(sql.charAt(end))) {
            end++;
        }
        if (end < sql.length() && sql.charAt(end) == '\'') {
            throw new ToolFailure("The query must have a space before a quote, but has "
                    + ShownValue.of(sql.substring(start, end + 1)) + ".");
        }
        return end;
    }

    private static boolean isNamePart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    private static void requireKnown(String sql, int at) {
        boolean comment = sql.startsWith("--", at) || sql.startsWith("/*", at);
        if (comment || "()*+-/%=<>!|,.;".indexOf(sql.charAt(at)) < 0) {
            throw new ToolFailure(
                    "The query must not contain " + (comment ? "comments" : ShownValue.of(sql.substring(at, at + 1)))
                            + ". Write names with other characters in double quotes, and texts in single quotes.");
        }
    }
}
