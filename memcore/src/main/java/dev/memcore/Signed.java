package dev.memcore;

import dev.memcore.api.Cause;
import dev.memcore.api.MemoryOp;
import dev.memcore.spi.LifecyclePolicy;

/** Operations with another actor. */
final class Signed {
    private Signed() {}

    /** The operation as that of a policy. */
    static MemoryOp by(LifecyclePolicy policy, MemoryOp op) {
        Cause cause = new Cause(
                Cause.POLICY + policy.name(), op.cause().reason(), op.cause().evidence());
        return op.withCause(cause);
    }
}
