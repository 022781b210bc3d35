package dev.memcore.bench.tasks.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A numbered list of statements about persons, some of which contradict earlier ones, in the manner of the task
 * FactConsolidation of MemoryAgentBench (Hu et al., 2025): the later statement holds.
 *
 * @param statements in their order
 * @param current what holds at the end: the other person, by person and relation
 */
record Relations(List<String> statements, Map<String, String> current) {
    private static final List<String> RELATIONS =
            List.of("mentor", "neighbour", "doctor", "landlord", "cousin", "rival", "lawyer", "tailor");
    private static final Pattern STATEMENT = Pattern.compile("The (\\w+) of ([\\w ]+) is ([\\w ]+)\\.");
    private static final double UPDATED = 0.5;

    /** A question for the end of a chain of relations. */
    record Question(String person, List<String> relations, String answer) {
        /** Returns the question in words: "Who is the doctor of the mentor of X?" */
        String text() {
            StringBuilder text = new StringBuilder(person);
            for (String relation : relations) {
                text.insert(0, "the " + relation + " of ");
            }
            return "Who is " + text + "?";
        }
    }

    /** Makes about as many statements as asked for: half of the relations change once. */
    static Relations of(int statements, Random random) {
        int persons = Math.max(4, (int) (statements / (1 + UPDATED) / 4));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < persons; i++) {
            names.add(PersonNames.of(i));
        }
        List<String> texts = new ArrayList<>();
        Map<String, String> current = new LinkedHashMap<>();
        while (texts.size() < statements) {
            String person = names.get(random.nextInt(persons));
            String relation = RELATIONS.get(random.nextInt(RELATIONS.size()));
            String other = names.get(random.nextInt(persons));
            if (!other.equals(person)) {
                texts.add("The " + relation + " of " + person + " is " + other + ".");
                current.put(key(person, relation), other);
            }
        }
        return new Relations(texts, current);
    }

    /** Returns the key of a statement of this form, and the person that it names last; this is the extraction by rule. */
    static Optional<Map.Entry<String, String>> parse(String statement) {
        Matcher matcher = STATEMENT.matcher(statement);
        return matcher.matches()
                ? Optional.of(Map.entry(key(matcher.group(2), matcher.group(1)), matcher.group(3)))
                : Optional.empty();
    }

    /** Returns the key of a relation of a person. */
    static String key(String person, String relation) {
        return relation + " of " + person;
    }

    /** Returns a question along a number of relations whose values are all known, or nothing after many attempts. */
    Optional<Question> question(int hops, Random random) {
        List<String> keys = List.copyOf(current.keySet());
        for (int attempt = 0; attempt < 1_000; attempt++) {
            String person = keys.get(random.nextInt(keys.size())).split(" of ")[1];
            String at = person;
            List<String> relations = new ArrayList<>();
            while (relations.size() < hops) {
                String relation = RELATIONS.get(random.nextInt(RELATIONS.size()));
                String next = current.get(key(at, relation));
                if (next == null) {
                    break;
                }
                relations.add(relation);
                at = next;
            }
            if (relations.size() == hops) {
                return Optional.of(new Question(person, relations, at));
            }
        }
        return Optional.empty();
    }
}
