package dev.memcore.cli.shell.terminal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.cli.console.BadInput;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class WordTest {
    @Test
    void wordsEndAtWhiteSpaceAndQuotesKeepIt() {
        assertEquals(List.of("a", "\"b  c\"", "d"), raw(" a \"b  c\"\td "));
        assertEquals(List.of(), raw("  "));
        assertEquals(List.of("it's", "O'Neill's"), raw("it's O'Neill's"));
    }

    @Test
    void aQuoteThatIsNotClosedIsACharacter() {
        assertEquals(List.of("a", "5\"", "\"pipe"), raw("a 5\" \"pipe"));
        assertEquals(List.of("\"say\"s", "x"), raw("\"say\"s x"));
        assertEquals(List.of("\""), raw("\""));
        assertEquals("\"", new Word("\"").value());
    }

    @Test
    void aTextIsTakenAsItStandsUnlessAllOfItIsQuoted() {
        assertEquals("Bob said \"hello there\"", Word.text(Word.of("Bob  said \"hello there\"")));
        assertEquals("hello  there", Word.text(Word.of("\"hello  there\"")));
        assertEquals("\"one\" \"two\"", Word.text(Word.of("\"one\" \"two\"")));
    }

    @Test
    void withinQuotesBackslashesMeanSomething() {
        assertEquals("a\n\t\"\\", new Word("\"a\\n\\t\\\"\\\\\"").value());
        assertEquals("C:\\new", new Word("C:\\new").value());
        assertThrows(BadInput.class, () -> new Word("\"\\u0041\"").value());
    }

    @Test
    void onlyWordsWithTwoDashesAndALetterAreOptions() {
        assertArrayEquals(
                new String[] {"recall", "\0-5", "\0--", "\0-", "--limit", "-5", "x-y", "\0-v"},
                Word.arguments(Word.of("recall -5 -- - --limit -5 x-y -v")));
        assertEquals("-5", Word.ofArgument("\0-5").value());
    }

    @Property
    void everyTextCanBeQuoted(@ForAll String text) {
        String quoted = "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        List<Word> words = Word.of("remember " + quoted + " --pin");
        assertEquals(3, words.size());
        assertEquals(text, words.get(1).value());
    }

    @Property
    void noLineIsTooStrange(@ForAll String line) {
        StringBuilder joined = new StringBuilder();
        Word.of(line).forEach(word -> joined.append(word.raw()));
        assertEquals(withoutSpace(line), withoutSpace(joined.toString()));
    }

    private static String withoutSpace(String text) {
        return text.chars()
                .filter(c -> !Character.isWhitespace(c))
                .collect(StringBuilder::new, (all, c) -> all.append((char) c), StringBuilder::append)
                .toString();
    }

    private static List<String> raw(String line) {
        return Word.of(line).stream().map(Word::raw).toList();
    }
}
