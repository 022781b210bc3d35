package dev.memcore.api.operation;

import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The actor and the reason of a change.
 *
 * @param actor the name of the host, policy or tool that made the change
 * @param reason the reason in words, or null if not set
 * @param evidence the ids of the memories on which the change is based
 */
public record Cause(String actor, @Nullable String reason, Set<MemoryId> evidence) {
    /** The cause of a change by the host without a reason. */
    public static final Cause HOST = of("host");

    /** The prefix of the actor of a change by a maintenance policy. The name of the policy follows it. */
    public static final String POLICY = "policy:";

    /** Checks the names and copies the evidence. */
    public Cause {
        Arguments.name(actor, "actor");
        Arguments.optionalName(reason, "reason");
        evidence = Collections.unmodifiableSet(new TreeSet<>(Arguments.allPresent(evidence, "evidence")));
    }

    /** Returns a cause without reason and evidence. */
    public static Cause of(String actor) {
        return new Cause(actor, null, Set.of());
    }

    /** Returns a cause with a reason. */
    public static Cause of(String actor, String reason) {
        return new Cause(actor, Arguments.present(reason, "reason"), Set.of());
    }

    /** Returns whether a maintenance policy made the change. */
    public boolean isPolicy() {
        return actor.startsWith(POLICY);
    }
}
