package dev.memcore.bench.forgetting;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.bench.harness.TierPolicy;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Determines the memories that policies would remove if each conversation loses the same share, without removing them.
 *
 * @param scopes the conversations, their turns in {@link Tier#SHORT}
 */
record Removals(List<StillScope> scopes) {
    private static final Tier TIER = Tier.SHORT;

    /** Returns the memories of all conversations that a policy archives. */
    Set<MemoryId> leaving(TierPolicy policy, double share, long seed) {
        Set<MemoryId> leaving = new HashSet<>();
        scopes.forEach(scope -> policy.of(TIER, kept(scope, share), seed)
                .propose(scope, Integer.MAX_VALUE, NoIds.NONE)
                .forEach(operation -> leaving.add(archived(operation))));
        return leaving;
    }

    /** Returns the policy for use in a store. */
    LifecyclePolicy policy(TierPolicy policy, double share, long seed) {
        Map<Scope, LifecyclePolicy> policies = new HashMap<>();
        scopes.forEach(scope -> policies.put(scope.scope(), policy.of(TIER, kept(scope, share), seed)));
        return new PerScope(policy.name(), policies);
    }

    private static int kept(StillScope scope, double share) {
        return (int) Math.round((1 - share) * scope.present().size());
    }

    private static MemoryId archived(MemoryOp operation) {
        if (operation instanceof MemoryOp.Move move && move.tier() == Tier.ARCHIVE) {
            return move.id();
        }
        throw new IllegalStateException("a policy proposed what is no move to the archive: " + operation);
    }

    /** An id source without ids, because policies that limit a tier create no memories. */
    private enum NoIds implements IdSource {
        NONE;

        @Override
        public MemoryId next(Instant now) {
            throw new IllegalStateException("a policy made something new");
        }

        @Override
        public void startAfter(MemoryId greatest) {
            // There are none.
        }
    }
}
