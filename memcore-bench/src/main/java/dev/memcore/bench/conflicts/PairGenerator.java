package dev.memcore.bench.conflicts;

import dev.memcore.bench.conflicts.StatementPair.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Fills the statements of topics with persons and values. Of the same seed, it makes the same pairs.
 *
 * <p>Each group of pairs is stored in one scope, so each pair of a group has its own persons. The first pair of each
 * group is about the user: its statements have no speaker, and name no person.
 */
final class PairGenerator {
    private static final List<String> PERSONS = List.of(
            "Ann", "Bob", "Carla", "David", "Elena", "Frank", "Grace", "Hugo", "Irene", "Jack", "Karen", "Liam",
            "Maria", "Nathan", "Olivia", "Peter", "Quentin", "Rachel", "Samuel", "Tina", "Ulrich", "Vera", "Walter",
            "Xenia", "Yvonne", "Zoe");

    private static final String USER = "the user";
    private static final String FIRST_PERSON = "I: ";

    private final SplittableRandom random;

    PairGenerator(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** What a pair is made of. */
    private record Plan(Topic topic, String kind) {}

    /**
     * The pairs, in groups.
     *
     * @param each pairs of each topic. Topics of contradictions without an opposite side give as many pairs that say
     *     the same in other words, and all give half as many pairs about two persons
     * @param size the number of pairs of a group
     */
    List<List<StatementPair>> groups(List<Topic> topics, int each, int size) {
        List<Plan> plans = new ArrayList<>();
        for (Topic topic : topics) {
            for (int i = 0; i < each; i++) {
                plans.add(new Plan(topic, topic.kind()));
                if (topic.contradicts()) {
                    plans.add(new Plan(topic, i % 2 == 0 ? "other" : "same"));
                }
            }
        }
        shuffle(plans);
        List<List<StatementPair>> groups = new ArrayList<>();
        for (int from = 0; from < plans.size(); from += size) {
            groups.add(group(plans.subList(from, Math.min(plans.size(), from + size))));
        }
        return groups;
    }

    private List<StatementPair> group(List<Plan> plans) {
        List<String> persons = new ArrayList<>(PERSONS);
        shuffle(persons);
        List<StatementPair> pairs = new ArrayList<>();
        for (Plan plan : plans) {
            boolean other = plan.kind().equals("other");
            String one = pairs.isEmpty() ? USER : persons.removeLast();
            pairs.add(pair(plan, one, other ? persons.removeLast() : one));
        }
        return pairs;
    }

    private StatementPair pair(Plan plan, String one, String other) {
        Topic topic = plan.topic();
        boolean same = plan.kind().equals("same");
        boolean swapped = random.nextBoolean();
        List<String> earlier = new ArrayList<>(swapped && !topic.second().isEmpty() ? topic.second() : topic.first());
        List<String> later = same || topic.second().isEmpty() || swapped ? topic.first() : topic.second();
        if (same && swapped) {
            later = earlier;
        }
        String first = earlier.get(random.nextInt(earlier.size()));
        List<String> rest = new ArrayList<>(later);
        rest.remove(first);
        String second = rest.get(random.nextInt(rest.size()));
        Map<String, List<String>> before = values(topic);
        Map<String, List<String>> after = same ? before : others(topic, before);
        boolean contradicts = topic.contradicts() && plan.kind().equals(topic.kind());
        return new StatementPair(
                plan.kind(),
                contradicts,
                topic.heldOut(),
                filled(topic.question(), one, Map.of()),
                statement(first, one, before),
                statement(second, other, after));
    }

    private Map<String, List<String>> values(Topic topic) {
        Map<String, List<String>> values = new HashMap<>();
        topic.slots().forEach((slot, all) -> values.put(slot, all.get(random.nextInt(all.size()))));
        return values;
    }

    /** Values with another one for the slot of contradictions. */
    private Map<String, List<String>> others(Topic topic, Map<String, List<String>> taken) {
        Map<String, List<String>> values = values(topic);
        List<String> old = taken.get(Topic.VALUE);
        if (topic.contradicts() && old != null) {
            List<List<String>> left = new ArrayList<>(topic.slots().get(Topic.VALUE));
            left.remove(old);
            values.put(Topic.VALUE, left.get(random.nextInt(left.size())));
        }
        return values;
    }

    private Statement statement(String template, String person, Map<String, List<String>> values) {
        boolean first = template.startsWith(FIRST_PERSON);
        String text = filled(first ? template.substring(FIRST_PERSON.length()) : template, person, values);
        return new Statement(text, first && !person.equals(USER) ? person : null);
    }

    private String filled(String template, String person, Map<String, List<String>> values) {
        String text = template;
        for (Map.Entry<String, List<String>> value : values.entrySet()) {
            List<String> spellings = value.getValue();
            text = text.replace("{" + value.getKey() + "}", spellings.get(random.nextInt(spellings.size())));
        }
        text = text.replace("{P}", person);
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private <T> void shuffle(List<T> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            T held = list.get(i);
            list.set(i, list.get(j));
            list.set(j, held);
        }
    }
}
