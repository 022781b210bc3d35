package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The identity of a caller: a scope (tenant, user, agent) and clearances. A memory is visible to a principal if and
 * only if its scope is {@linkplain Scope#visibleTo visible to} the principal's scope and the clearances contain
 * <em>all</em> of its labels.
 *
 * @param scope the tenant, user and agent of the caller
 * @param clearances the labels that the caller may see
 */
public record Principal(Scope scope, Set<String> clearances) {
    /** Copies the clearances; each is a name of 1 to 256 characters. */
    public Principal {
        Arguments.present(scope, "scope");
        Arguments.names(clearances, "clearance");
        clearances = Collections.unmodifiableSet(new TreeSet<>(clearances));
    }

    /** Returns a principal without clearances. It cannot see labelled memories. */
    public static Principal of(Scope scope) {
        return new Principal(scope, Set.of());
    }

    /** Returns whether this principal may see the memory, whatever its status. */
    public boolean sees(Memory memory) {
        return Arguments.present(memory, "memory").scope().visibleTo(scope)
                && clearances.containsAll(memory.observation().labels());
    }
}
