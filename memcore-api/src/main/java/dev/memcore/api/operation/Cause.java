package dev.memcore.api.operation;

import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Why something changed.
 *
 * @param actor who changed it: a host's name, a policy's, a tool's
 * @param reason why, in words, or null
 * @param evidence the memories it was concluded from
 */
public record Cause(String actor, @Nullable String reason, Set<MemoryId> evidence) {
    /** The cause of what a host does without saying why. */
    public static final Cause HOST = of("host");

    /** What the actor of a change begins with that a policy of maintenance made; its name follows. */
    public static final String POLICY = "policy:";

    /** Checks the names and copies the evidence. */
    public Cause {
        Arguments.name(actor, "actor");
        Arguments.optionalName(reason, "reason");
        evidence = Collections.unmodifiableSet(new TreeSet<>(Arguments.allPresent(evidence, "evidence")));
    }

    /** A cause without reason or evidence. */
    public static Cause of(String actor) {
        return new Cause(actor, null, Set.of());
    }

    /** A cause with a reason. */
    public static Cause of(String actor, String reason) {
        return new Cause(actor, Arguments.present(reason, "reason"), Set.of());
    }

    /** Whether a policy of maintenance made the change. */
    public boolean isPolicy() {
        return actor.startsWith(POLICY);
    }
}
