package dev.memcore.consolidation.provenance;

import dev.memcore.api.Memory;
import dev.memcore.spi.lifecycle.LifecyclePolicy;

/** Returns the actor of the latest change of a memory. */
public final class LastActor {
    private LastActor() {}

    /** Whether the present version is a policy's: the manager signs what a policy does with {@code policy:} and its name. */
    public static boolean by(LifecyclePolicy policy, Memory memory) {
        String actor = memory.cause().actor();
        return actor.equals(policy.name()) || actor.equals("policy:" + policy.name());
    }
}
