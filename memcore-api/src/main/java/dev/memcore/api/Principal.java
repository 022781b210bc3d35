package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who is reading: a scope, and the labels this reader is cleared for. A memory is visible iff its scope is
 * {@linkplain Scope#visibleTo visible to} the reader's and <em>all</em> of its labels are among the clearances.
 */
public record Principal(Scope scope, Set<String> clearances) {
    /** Copies the clearances; each is a name of 1 to 256 characters. */
    public Principal {
        Arguments.present(scope, "scope");
        Arguments.names(clearances, "clearance");
        clearances = Collections.unmodifiableSet(new TreeSet<>(clearances));
    }

    /** A reader without clearances: it sees no labelled memory. */
    public static Principal of(Scope scope) {
        return new Principal(scope, Set.of());
    }

    /** Whether this reader may see the memory, whatever its status. */
    public boolean sees(Memory memory) {
        return Arguments.present(memory, "memory").scope().visibleTo(scope)
                && clearances.containsAll(memory.observation().labels());
    }
}
