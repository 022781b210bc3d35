package dev.memcore.bench.eval.run;

import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Group;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Changes the names in questions, so that a group of memories has no answer to them, or so that names do not show which
 * group they are about.
 */
final class Masking {
    private static final Pattern SPACELESS = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]");

    private static final Pattern NONE = Pattern.compile("(?!)");

    /** A capitalized word or an identifier with a digit that does not start the question. */
    private static final Pattern NAME =
            Pattern.compile("(?<=[\\s\"'(\u201e\u201c\u00ab])(?:[\\p{L}-]*\\d[\\p{L}\\d-]*|\\p{Lu}[\\p{L}\\p{M}]+)");

    /** Made-up names. No set contains them. */
    private static final List<String> MADE_UP = List.of("Qovrind", "Zelmarth", "Tuxobar", "Wexlune", "Jorphyx");

    private Masking() {}

    /** Returns the questions with the names of the speakers of some groups replaced by "someone". */
    static List<Asked> masked(List<Asked> questions, Group... groups) {
        Pattern names = speakers(groups);
        return questions.stream()
                .map(asked -> with(asked, names.matcher(asked.text()).replaceAll("someone")))
                .toList();
    }

    /** Returns a pattern for the names of the speakers as words, the longest first. */
    private static Pattern speakers(Group... groups) {
        String names = Stream.of(groups)
                .flatMap(group -> group.documents().stream())
                .map(document -> document.observation().speaker())
                .flatMap(Stream::ofNullable)
                .filter(name -> !name.isBlank())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Masking::asWord)
                .collect(Collectors.joining("|"));
        return names.isEmpty() ? NONE : Pattern.compile(names, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** Returns a pattern for a name as a whole word. Scripts without spaces have no boundaries of words. */
    private static String asWord(String name) {
        String quoted = Pattern.quote(name);
        return SPACELESS.matcher(name).find() ? quoted : "(?<![\\p{L}\\p{M}])" + quoted + "(?![\\p{L}\\p{M}])";
    }

    /**
     * Returns the questions that have names or identifiers, with all of them replaced by made-up ones. A set in a script
     * without capital letters has such questions only if they contain digits.
     */
    static List<Asked> withAbsentNames(List<Asked> questions) {
        return questions.stream()
                .filter(asked -> NAME.matcher(asked.text()).find())
                .map(asked -> with(asked, renamed(asked.text())))
                .toList();
    }

    private static String renamed(String question) {
        Matcher name = NAME.matcher(question);
        int[] next = {0};
        return name.replaceAll(found -> {
            String madeUp = MADE_UP.get(next[0]++ % MADE_UP.size());
            return found.group().chars().anyMatch(Character::isDigit) ? madeUp + "-77777" : madeUp;
        });
    }

    private static Asked with(Asked asked, String text) {
        return new Asked(text, asked.category(), asked.evidence(), asked.superseded(), asked.after(), asked.at());
    }
}
