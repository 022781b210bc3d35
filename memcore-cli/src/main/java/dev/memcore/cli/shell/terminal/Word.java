package dev.memcore.cli.shell.terminal;

import dev.memcore.cli.console.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A word of a command line, as it was typed. Words end at white space. One that begins with a double quote ends with
 * the next one that ends the word; what stands between can hold white space, and {@code \n}, {@code \t}, {@code \"} and
 * {@code \\}. All other characters stand for themselves, including apostrophes, which are frequent in ordinary text.
 *
 * @param raw the word with its quotes
 */
public record Word(String raw) {
    private static final char QUOTE = '"';
    private static final char NO_OPTION = '\0';
    private static final Pattern OPTION = Pattern.compile("--\\p{Alpha}.*", Pattern.DOTALL);

    /** The words of a line. A quote that is not closed is a character like any other. */
    public static List<Word> of(String line) {
        List<Word> words = new ArrayList<>();
        int start = start(line, 0);
        while (start < line.length()) {
            int end = end(line, start);
            words.add(new Word(line.substring(start, end)));
            start = start(line, end);
        }
        return words;
    }

    private static int start(String line, int from) {
        int start = from;
        while (start < line.length() && Character.isWhitespace(line.charAt(start))) {
            start++;
        }
        return start;
    }

    private static int end(String line, int start) {
        int quoted = line.charAt(start) == QUOTE ? closing(line, start) : start;
        int end = quoted;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Returns the index after the closing quote of a quoted word, or the start if there is none. */
    private static int closing(String line, int start) {
        for (int i = start + 1; i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == QUOTE && endsWord(line, i + 1)) {
                return i + 1;
            }
        }
        return start;
    }

    private static boolean endsWord(String line, int index) {
        return index == line.length() || Character.isWhitespace(line.charAt(index));
    }

    /** The words as arguments for picocli, which would else take each word with a dash for an option: "it was -5". */
    public static String[] arguments(List<Word> words) {
        String[] arguments = new String[words.size()];
        for (int i = 0; i < arguments.length; i++) {
            boolean value = i > 0 && words.get(i - 1).isOption();
            arguments[i] = value ? words.get(i).raw : words.get(i).argument();
        }
        return arguments;
    }

    private String argument() {
        return raw.charAt(0) == '-' && !isOption() ? NO_OPTION + raw : raw;
    }

    private boolean isOption() {
        return OPTION.matcher(raw).matches();
    }

    /** The word that became an argument. */
    public static Word ofArgument(String argument) {
        boolean marked = !argument.isEmpty() && argument.charAt(0) == NO_OPTION;
        return new Word(marked ? argument.substring(1) : argument);
    }

    /** Free text: the words with single spaces between them; a single quoted word is what stands between its quotes. */
    public static String text(List<Word> words) {
        return words.size() == 1
                ? words.getFirst().value()
                : words.stream().map(Word::raw).collect(Collectors.joining(" "));
    }

    /** The word without its quotes. */
    public String value() {
        return isQuoted() ? unescaped(raw.substring(1, raw.length() - 1)) : raw;
    }

    private boolean isQuoted() {
        return raw.length() > 1 && raw.charAt(0) == QUOTE && closing(raw, 0) == raw.length();
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain.append(c == '\\' ? escaped(text.charAt(++i)) : c); // a quoted word never ends with a lone backslash
        }
        return plain.toString();
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case QUOTE, '\\' -> c;
            default -> throw new BadInput("\\" + c + " is not valid within quotes; valid are \\n, \\t, \\\" and \\\\");
        };
    }
}
