package dev.memcore.bench.tasks.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules of one dialogue of MemoryCode.
 *
 * @param given the rules in the order in which they were given
 * @param expected the checks that hold at the end, as the data set states them
 * @param queries the tasks at the end, without a mention of any rule
 */
record RuleTrack(List<Rule> given, Set<String> expected, List<String> queries) {
    private static final Pattern LITERAL = Pattern.compile("'[^']*'");
    private static final Pattern CASE = Pattern.compile("snake_case|CamelCase|all UPPERCASE");

    /** Copies the collections. */
    RuleTrack {
        given = List.copyOf(given);
        expected = Set.copyOf(expected);
        queries = List.copyOf(queries);
    }

    /**
     * A rule.
     *
     * @param key what it rules; a later rule with this key replaces it
     * @param text the rule in words
     * @param check the check of the data set: what it applies to, and a pattern or a flag
     */
    record Rule(String key, String text, String check) {
        /**
         * The key is the rule's words without the literal or the case of names. Modules and decorators do not replace
         * each other, so their literals stay.
         */
        static Rule of(String text, String check) {
            boolean adds = text.contains(" module") || text.contains("decorator");
            String key = adds
                    ? text
                    : CASE.matcher(LITERAL.matcher(text).replaceAll("")).replaceAll("");
            return new Rule(key.strip(), text, check);
        }
    }

    /** Reads the rules of a dialogue. */
    static RuleTrack read(JsonNode dialogue) {
        List<Rule> given = new ArrayList<>();
        Set<String> expected = new HashSet<>();
        List<String> queries = new ArrayList<>();
        for (JsonNode session : dialogue.path("sessions")) {
            int check = 0;
            for (int i = 0; i < session.path("topic").size(); i++) {
                if (session.path("type").path(i).asText().startsWith("instruction")) {
                    given.add(Rule.of(
                            session.path("topic").path(i).asText(),
                            session.path("session_regex").path(check).toString()));
                    check++;
                }
            }
            session.path("history_regex").forEach(one -> expected.add(one.toString()));
            session.path("history_eval_query").forEach(query -> queries.add(query.asText()));
        }
        return new RuleTrack(given, expected, queries);
    }
}
