package dev.memcore.bench.soak;

import dev.memcore.bench.soak.model.Step.Kind;
import dev.memcore.cli.console.BadInput;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The operations that a run omits, so that a known fault does not hide others.
 *
 * @param kinds kinds of steps
 * @param interrupts whether threads are interrupted
 * @param others the rest: {@link #SHARED} and operations of the attendant
 */
record Skipped(Set<Kind> kinds, boolean interrupts, Set<String> others) {
    private static final String INTERRUPTS = "INTERRUPTS";
    private static final String SHARED = "SHARED";

    /** Copies the sets. */
    Skipped {
        kinds = Set.copyOf(kinds);
        others = Set.copyOf(others);
    }

    static Skipped of(Collection<String> names) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        Set<String> others = new TreeSet<>();
        boolean interrupts = true;
        List<String> known = List.of(Kind.values()).stream().map(Kind::name).toList();
        for (String given : names) {
            String name = given.toUpperCase(Locale.ROOT);
            if (name.equals(INTERRUPTS)) {
                interrupts = false;
            } else if (known.contains(name)) {
                kinds.add(Kind.valueOf(name));
            } else if (name.equals(SHARED) || Attendant.NAMES.contains(name)) {
                others.add(name);
            } else {
                throw new BadInput("--skip " + given + ": there are " + INTERRUPTS + ", " + SHARED + ", "
                        + String.join(", ", known) + ", " + String.join(", ", Attendant.NAMES));
            }
        }
        return new Skipped(kinds, interrupts, others);
    }

    /** Whether the scopes that all workers share are left out. */
    boolean shared() {
        return others.contains(SHARED);
    }

    boolean contains(String operation) {
        return others.contains(operation);
    }
}
