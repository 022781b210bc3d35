package dev.memcore.cli.shell.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Splits a line that is being typed into {@link Word}s, for completion. */
public final class LineParser implements Parser {
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        String before = line.substring(0, cursor);
        List<String> words =
                new ArrayList<>(Word.of(before).stream().map(Word::raw).toList());
        if (before.isEmpty() || Character.isWhitespace(before.charAt(cursor - 1))) {
            words.add("");
        }
        return new Line(line, cursor, words);
    }

    /** A line up to the cursor, which stands at the end of the last word. */
    private record Line(String line, int cursor, List<String> words) implements CompletingParsedLine {
        @Override
        public String word() {
            return words.getLast();
        }

        @Override
        public int wordCursor() {
            return word().length();
        }

        @Override
        public int wordIndex() {
            return words.size() - 1;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor();
        }

        @Override
        public int rawWordLength() {
            return wordCursor();
        }

        /** Returns the candidate unchanged, because completed words need no quotes. */
        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }
    }
}
