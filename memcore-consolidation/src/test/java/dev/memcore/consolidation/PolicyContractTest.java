package dev.memcore.consolidation;

import dev.memcore.api.Tier;
import dev.memcore.consolidation.value.Valuation;
import dev.memcore.consolidation.value.Values;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.testkit.LifecyclePolicyContract;
import org.junit.jupiter.api.Nested;

/** Every policy of {@link Policies} fulfils the contract of {@link LifecyclePolicy}. */
class PolicyContractTest {
    private static final int STAY = 2;

    @Nested
    class Fifo extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return Policies.fifo(Tier.LONG, STAY);
        }
    }

    @Nested
    class Lru extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return Policies.lru(Tier.LONG, STAY);
        }
    }

    @Nested
    class Lfu extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return Policies.lfu(Tier.LONG, STAY);
        }
    }

    @Nested
    class Random extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return Policies.random(Tier.LONG, STAY, 7);
        }
    }

    @Nested
    class Lowest extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return Policies.lowest("importance", Values.importance(), Tier.LONG, STAY);
        }
    }

    @Nested
    class Below extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return Policies.below("unimportant", Valuation.of(Values.importance()), 0.5, Tier.LONG, STAY);
        }
    }

    @Nested
    class Forgetting extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return Policies.fifo(Tier.LONG, STAY).forgetting();
        }
    }

    @Nested
    class AgeWeightedPruning extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return Policies.ageWeightedPruning(Tier.LONG, STAY);
        }
    }

    @Nested
    class PromoteByHeat extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return Policies.promoteByHeat();
        }
    }

    @Nested
    class KeepShortInTier extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return Policies.limitShortTier(1);
        }
    }

    @Nested
    class KeepShortPerSession extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return Policies.limitShortTierPerSession(1);
        }
    }

    @Nested
    class MergeNearDuplicates extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return Policies.mergeNearDuplicates();
        }
    }

    @Nested
    class MergeAdjacent extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return Policies.mergeAdjacent(new WordBag(), Tier.MID, STAY);
        }

        /** Merges within sessions first, and across them once that is not enough. */
        @Override
        protected int passes() {
            return 3;
        }
    }

    @Nested
    class ClusterByKMeans extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return Policies.clusterByKMeans(new WordBag(), Tier.MID, STAY);
        }

        /** Merges what is alike first, and clusters of clusters once that is not enough. */
        @Override
        protected int passes() {
            return 3;
        }
    }

    @Nested
    class LinkCoUsed extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return Policies.linkCoUsed();
        }
    }

    @Nested
    class LinkSimilar extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return Policies.linkSimilar(new WordBag());
        }
    }
}
