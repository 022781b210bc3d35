package dev.memcore.bench.duplicates;

import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A named change of a text.
 *
 * @param name as it is reported
 * @param keepsMeaning the label: whether the changed text has the same meaning
 * @param heldOut whether the edit was written after the rules of the merge were final
 * @param change makes the change
 */
record Edit(String name, boolean keepsMeaning, boolean heldOut, Change change) {
    /** A function that changes a text, or finds nothing in it to change. */
    @FunctionalInterface
    interface Change {
        Optional<String> of(String text, SplittableRandom random);
    }

    static Edit same(String name, Change change) {
        return new Edit(name, true, false, change);
    }

    static Edit other(String name, Change change) {
        return new Edit(name, false, false, change);
    }

    /** Returns this edit, marked as held out. */
    Edit unseen() {
        return new Edit(name, keepsMeaning, true, change);
    }

    /** The changed text, if it differs from the text. */
    Optional<String> apply(String text, SplittableRandom random) {
        return change.of(text, random).filter(changed -> !changed.equals(text) && !changed.isBlank());
    }
}
