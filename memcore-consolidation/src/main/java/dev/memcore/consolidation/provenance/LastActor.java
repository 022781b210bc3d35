package dev.memcore.consolidation.provenance;

import dev.memcore.api.Memory;
import dev.memcore.spi.lifecycle.LifecyclePolicy;

/** Checks who made the latest change of a memory. */
public final class LastActor {
    private LastActor() {}

    /**
     * Returns whether a policy made the latest change. The manager records the actor of such a change as {@code
     * policy:} and the policy's name.
     */
    public static boolean by(LifecyclePolicy policy, Memory memory) {
        String actor = memory.cause().actor();
        return actor.equals(policy.name()) || actor.equals("policy:" + policy.name());
    }
}
