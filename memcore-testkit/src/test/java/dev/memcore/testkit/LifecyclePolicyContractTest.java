package dev.memcore.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.Memory;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The kit accepts a correct policy and rejects each wrong one by the tests of what is wrong with it. */
class LifecyclePolicyContractTest {
    private static final int TESTS = 10;

    @Test
    void aCorrectPolicyPasses() {
        assertEquals(Set.of(), KitRun.failedTests(Correct.class, TESTS));
    }

    @Test
    void aPolicyThatMovesWhatIsPinnedFails() {
        assertEquals(Set.of("nothingPinnedIsTouched"), KitRun.failedTests(Grabbing.class, TESTS));
    }

    @Test
    void aPolicyThatIgnoresTheLimitFails() {
        assertEquals(Set.of("noMoreIsProposedThanAskedFor"), KitRun.failedTests(Unlimited.class, TESTS));
    }

    @Test
    void aPolicyThatNeverEndsFails() {
        assertEquals(
                Set.of("itComesToAnEnd", "onceCarriedOutNothingIsProposed"), KitRun.failedTests(Endless.class, TESTS));
    }

    @Test
    void aPolicyThatCountsFails() {
        assertEquals(Set.of("theSameViewGivesTheSameOperations"), KitRun.failedTests(Counting.class, TESTS));
    }

    @Test
    void aPolicyThatLeavesStreamsOpenFails() {
        assertEquals(Set.of("streamsAreClosed"), KitRun.failedTests(Leaking.class, TESTS));
    }

    /** Moves what is in {@link Tier#SHORT} to {@link Tier#MID}. */
    static class Moving implements LifecyclePolicy {
        @Override
        public String name() {
            return "moving";
        }

        @Override
        public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
            try (Stream<Memory> memories = memories(scope)) {
                return memories.filter(this::isMeant)
                        .limit(limit)
                        .<MemoryOp>map(memory -> new MemoryOp.Move(memory.id(), Tier.MID, cause()))
                        .toList();
            }
        }

        Stream<Memory> memories(ScopeView scope) {
            return scope.memories();
        }

        boolean isMeant(Memory memory) {
            return memory.tier() == Tier.SHORT && !memory.pinned();
        }

        Cause cause() {
            return Cause.of(name());
        }
    }

    static final class Correct extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return new Moving();
        }
    }

    static final class Grabbing extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return new Moving() {
                @Override
                boolean isMeant(Memory memory) {
                    return memory.tier() == Tier.SHORT;
                }
            };
        }
    }

    static final class Unlimited extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return new Moving() {
                @Override
                public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
                    return super.propose(scope, Integer.MAX_VALUE, ids);
                }
            };
        }
    }

    static final class Endless extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return new Moving() {
                @Override
                boolean isMeant(Memory memory) {
                    return !memory.pinned();
                }
            };
        }
    }

    static final class Counting extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            AtomicInteger asked = new AtomicInteger();
            return new Moving() {
                @Override
                Cause cause() {
                    return Cause.of(name(), "number " + asked.incrementAndGet());
                }
            };
        }
    }

    static final class Leaking extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return new Moving() {
                @Override
                Stream<Memory> memories(ScopeView scope) {
                    return scope.memories().toList().stream();
                }
            };
        }
    }
}
