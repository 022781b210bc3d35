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
        return switch (op) {
            case MemoryOp.Add add -> new MemoryOp.Add(add.id(), add.scope(), add.observation(), cause);
            case MemoryOp.Revise revise -> new MemoryOp.Revise(revise.id(), revise.text(), revise.ifVersion(), cause);
            case MemoryOp.Supersede supersede -> new MemoryOp.Supersede(supersede.id(), supersede.by(), cause);
            case MemoryOp.Forget forget -> new MemoryOp.Forget(forget.id(), cause);
            case MemoryOp.Move move -> new MemoryOp.Move(move.id(), move.tier(), cause);
            case MemoryOp.Adjust adjust ->
                new MemoryOp.Adjust(
                        adjust.id(),
                        adjust.importance(),
                        adjust.confidence(),
                        adjust.validTo(),
                        adjust.expiresAt(),
                        adjust.pinned(),
                        cause);
            case MemoryOp.Rekey rekey -> new MemoryOp.Rekey(rekey.id(), rekey.name(), rekey.texts(), cause);
            case MemoryOp.Quarantine quarantine -> new MemoryOp.Quarantine(quarantine.id(), cause);
            case MemoryOp.Release release -> new MemoryOp.Release(release.id(), cause);
            case MemoryOp.AddLink link -> new MemoryOp.AddLink(link.link(), cause);
            case MemoryOp.RemoveLink remove -> new MemoryOp.RemoveLink(remove.id(), remove.to(), remove.type(), cause);
            case MemoryOp.Restore restore -> restore;
            case MemoryOp.Erase erase -> erase;
            case MemoryOp.Use use -> use;
        };
    }
}
