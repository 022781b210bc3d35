package dev.memcore.write;

import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.lifecycle.LifecyclePolicy;

/** Operations with another actor. */
public final class PolicyAttribution {
    private PolicyAttribution() {}

    /** The operation as that of a policy. */
    public static MemoryOp by(LifecyclePolicy policy, MemoryOp op) {
        Cause cause = new Cause(
                Cause.POLICY + policy.name(), op.cause().reason(), op.cause().evidence());
        return op.withCause(cause);
    }
}
