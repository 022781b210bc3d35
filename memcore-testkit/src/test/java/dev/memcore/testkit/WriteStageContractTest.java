package dev.memcore.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.Kind;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.WriteStage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The kit accepts a correct write stage and rejects each wrong one by the tests of what is wrong with it. */
class WriteStageContractTest {
    private static final int TESTS = 6;

    @Test
    void aStageThatDerivesPasses() {
        assertEquals(Set.of(), KitRun.failedTests(Correct.class, TESTS));
    }

    @Test
    void aStageThatRewordsFails() {
        assertEquals(Set.of("theFirstOperationKeepsTheObservation"), KitRun.failedTests(Rewording.class, TESTS));
    }

    @Test
    void aStageThatHidesItsSourcesFails() {
        assertEquals(Set.of("derivedMemoriesNameTheirSources"), KitRun.failedTests(Sourceless.class, TESTS));
    }

    @Test
    void aStageThatCountsFails() {
        assertEquals(
                Set.of("theSameArgumentsGiveTheSameOperations", "threadsDoNotDisturbEachOther"),
                KitRun.failedTests(Counting.class, TESTS));
    }

    @Test
    void aStageThatMakesItsOwnIdsFails() {
        assertEquals(Set.of("addedMemoriesHaveNewIdsAndTheSameScope"), KitRun.failedTests(Inventing.class, TESTS));
    }

    /** Keeps the observation and derives a note of its length. */
    static class Measuring implements WriteStage {
        @Override
        public List<MemoryOp> propose(Scope scope, Observation observation, IdSource ids, Instant now) {
            MemoryOp.Add raw = new MemoryOp.Add(ids.next(now), scope, kept(observation), Cause.of("measuring"));
            Observation note = note(observation, raw.id()).build();
            return List.of(raw, new MemoryOp.Add(ids.next(now), scope, note, Cause.of("measuring")));
        }

        Observation kept(Observation observation) {
            return observation;
        }

        Observation.Builder note(Observation observation, MemoryId source) {
            return Observation.builder("length " + observation.text().length())
                    .kind(Kind.NOTE)
                    .derivedFrom(source);
        }
    }

    static final class Correct extends WriteStageContract {
        @Override
        protected WriteStage create() {
            return new Measuring();
        }
    }

    static final class Rewording extends WriteStageContract {
        @Override
        protected WriteStage create() {
            return new Measuring() {
                @Override
                Observation kept(Observation observation) {
                    return observation.toBuilder().text("length").build();
                }
            };
        }
    }

    static final class Sourceless extends WriteStageContract {
        @Override
        protected WriteStage create() {
            return new Measuring() {
                @Override
                Observation.Builder note(Observation observation, MemoryId source) {
                    return Observation.builder("length " + observation.text().length());
                }
            };
        }
    }

    static final class Counting extends WriteStageContract {
        @Override
        protected WriteStage create() {
            AtomicInteger seen = new AtomicInteger();
            return new Measuring() {
                @Override
                Observation.Builder note(Observation observation, MemoryId source) {
                    return super.note(observation, source).text("number " + seen.incrementAndGet());
                }
            };
        }
    }

    static final class Inventing extends WriteStageContract {
        @Override
        protected WriteStage create() {
            return (scope, observation, ids, now) -> List.of(
                    new MemoryOp.Add(new MemoryId(1, observation.text().length()), scope, observation, Cause.HOST));
        }
    }
}
