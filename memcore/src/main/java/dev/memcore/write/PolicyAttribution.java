package dev.memcore.write;

import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.lifecycle.LifecyclePolicy;

/** Sets the actor of operations. */
public final class PolicyAttribution {
    private PolicyAttribution() {}

    /** Returns the operation with the policy as its actor. */
    public static MemoryOp by(LifecyclePolicy policy, MemoryOp op) {
        Cause cause = new Cause(
                Cause.POLICY + policy.name(), op.cause().reason(), op.cause().evidence());
        return op.withCause(cause);
    }
}
