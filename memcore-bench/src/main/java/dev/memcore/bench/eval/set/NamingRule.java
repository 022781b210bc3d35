package dev.memcore.bench.eval.set;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule of MemoryCode for the names of something, of which a new version replaces the one before.
 *
 * @param object whose names, such as "function argument"
 * @param aspect what of the names
 */
record NamingRule(String object, Aspect aspect) {
    private static final Pattern AFFIX = Pattern.compile("always (start|end) (.+) names with '(.+)'");
    private static final Pattern CASE =
            Pattern.compile("always use (snake_case|CamelCase|all UPPERCASE) for (.+) names");

    /** Spellings of the names of cases. */
    private static final Map<String, String> SPELLINGS =
            Map.of("snake_case", "snake[_ -]?case", "CamelCase", "camel[ -]?case", "all UPPERCASE", "upper[ -]?case");

    /** The aspects of names that a rule concerns. */
    enum Aspect {
        /** The letters at the beginning. */
        START("start", "always start %s names with"),
        /** The letters at the end. */
        END("end", "always end %s names with"),
        /** Upper and lower case, underscores. */
        CASE("are written", "always use case for %s names");

        private final String verb;
        private final String topic;

        Aspect(String verb, String topic) {
            this.verb = verb;
            this.topic = topic;
        }
    }

    /** A version of a rule, with its literal. */
    record Stated(NamingRule rule, String literal) {
        /**
         * Whether a turn says it: the literal stands there as it would be quoted, not amid a longer word ({@code x_} in
         * {@code x_total} counts, in {@code max_} it does not; {@code _x} in {@code total_x} does not).
         */
        boolean isIn(String turn) {
            Pattern pattern = switch (rule.aspect()) {
                case START -> Pattern.compile("(?<!\\w)" + Pattern.quote(literal));
                case END -> Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(literal) + "(?!\\w)");
                case CASE ->
                    Pattern.compile(SPELLINGS.getOrDefault(literal, Pattern.quote(literal)), Pattern.CASE_INSENSITIVE);
            };
            return pattern.matcher(turn).find();
        }
    }

    /** The rule that a topic of the data gives, if it is one for names that a later one can replace. */
    static Optional<Stated> parse(String topic) {
        Matcher affix = AFFIX.matcher(topic);
        if (affix.matches()) {
            Aspect aspect = affix.group(1).equals("start") ? Aspect.START : Aspect.END;
            return Optional.of(new Stated(new NamingRule(affix.group(2), aspect), affix.group(3)));
        }
        Matcher cased = CASE.matcher(topic);
        return cased.matches()
                ? Optional.of(new Stated(new NamingRule(cased.group(2), Aspect.CASE), cased.group(1)))
                : Optional.empty();
    }

    /** A question for the present version, which names none. */
    String question() {
        return "What is the latest rule for how " + object + " names " + aspect.verb + "?";
    }

    /** The words of the data's topic, without the version. */
    String topicWords() {
        return String.format(aspect.topic, object);
    }
}
