package dev.memcore.bench.duplicates;

import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A stated change of a text.
 *
 * @param name as it is reported
 * @param keepsMeaning the label: whether the changed text says the same
 * @param change makes the change
 */
record Edit(String name, boolean keepsMeaning, Change change) {
    /** Changes a text, or finds nothing in it to change. */
    @FunctionalInterface
    interface Change {
        Optional<String> of(String text, SplittableRandom random);
    }

    static Edit same(String name, Change change) {
        return new Edit(name, true, change);
    }

    static Edit other(String name, Change change) {
        return new Edit(name, false, change);
    }

    /** The changed text, if it differs from the text. */
    Optional<String> apply(String text, SplittableRandom random) {
        return change.of(text, random).filter(changed -> !changed.equals(text) && !changed.isBlank());
    }
}
