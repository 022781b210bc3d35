package dev.memcore.bench.updates;

import dev.memcore.bench.updates.Aspect.Tense;
import java.util.Arrays;
import java.util.List;

/**
 * What a question is about.
 *
 * @param aspect by its label
 * @param situation by its label
 * @param tense by its label
 */
record Category(String aspect, String situation, String tense) {
    /** Returns the name of a category. */
    static String text(Aspect aspect, Situation situation, Tense tense) {
        return String.join(", ", aspect.label(), situation.label(), tense.label());
    }

    /** Returns the category of a name. */
    static Category of(String text) {
        List<String> parts = Arrays.asList(text.split(", "));
        return new Category(parts.get(0), parts.get(1), parts.get(2));
    }
}
