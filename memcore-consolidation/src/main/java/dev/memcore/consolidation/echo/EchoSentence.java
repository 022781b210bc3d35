package dev.memcore.consolidation.echo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence of a text.
 *
 * @param start where it starts in the text
 * @param end where it ends, exclusive
 * @param text without white space at its ends, and without the marker of a list or quotation
 */
record EchoSentence(int start, int end, String text) {
    /** A line break; or the end of a sentence, with closing quotation marks and brackets, before white space. */
    private static final Pattern END = Pattern.compile(
            "\\R+|[.!?\u2026]+[\"'\u201D\u2019\u00BB)\\]*_]*(?=\\s|$)|[\u3002\uFF01\uFF1F\u0964]+[\u201D\u300D\u300F]?");

    private static final Pattern MARKER = Pattern.compile("^\\s*(?:[-*\u2022\u2013>|]+|\\(?\\d{1,2}[.)](?=\\s))\\s*");

    private static final Pattern CLAUSES = Pattern.compile(
            "[,;:\uFF0C\uFF1B\uFF1A\u3001()\u2014\u2013]+\\s*|\\s-\\s|\\s(?:and|but|or|und|oder|aber|et|mais|y|pero|e|ma|\u0438|\u043D\u043E|\u0914\u0930)\\s");

    /** Returns the sentences of a text in order. Blank ones are left out. */
    static List<EchoSentence> of(String text) {
        List<EchoSentence> sentences = new ArrayList<>();
        Matcher end = END.matcher(text);
        int from = 0;
        while (end.find()) {
            if (!isMarker(text.substring(from, end.end()))) {
                add(sentences, text, from, end.end());
                from = end.end();
            }
        }
        add(sentences, text, from, text.length());
        return sentences;
    }

    /** Returns whether a text is the number of a list's item, such as "1.", and not a sentence. */
    private static boolean isMarker(String text) {
        return text.strip().matches("\\(?\\d{1,2}[.)]");
    }

    private static void add(List<EchoSentence> sentences, String text, int from, int to) {
        String content =
                MARKER.matcher(text.substring(from, to)).replaceFirst("").strip();
        if (!content.isEmpty()) {
            sentences.add(new EchoSentence(from, to, content));
        }
    }

    /** Returns the clauses of the sentence, which may be a single one. */
    List<String> clauses() {
        return List.of(CLAUSES.split(text));
    }
}
