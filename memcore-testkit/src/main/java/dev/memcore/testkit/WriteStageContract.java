package dev.memcore.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.config.Limits;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.WriteStage;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of {@link WriteStage} as tests. An implementer extends this class and implements {@link #create}.
 *
 * <p>Whether the manager accepts operations on older memories is not tested, because this class has no store.
 */
@Timeout(60)
public abstract class WriteStageContract {
    private static final Scope SCOPE = Scope.of("acme", "robin");
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00.123Z");

    /** The contract's tests, for a stage that {@link #create} makes. */
    protected WriteStageContract() {}

    /** Returns the write stage under test; may return the same one for all tests. */
    protected abstract WriteStage create();

    /**
     * Returns the observations to write; by default turns, a note, a blank result of a tool, and an observation with
     * every property.
     */
    protected List<Observation> observations() {
        return ObservationSamples.all();
    }

    /** The first operation adds the unchanged observation in the scope of the write. */
    @Test
    protected void theFirstOperationKeepsTheObservation() {
        for (Observation observation : observations()) {
            List<MemoryOp> operations = propose(create(), observation);
            assertFalse(operations.isEmpty(), "no operation for " + observation);
            MemoryOp.Add add = assertInstanceOf(MemoryOp.Add.class, operations.getFirst());
            assertEquals(observation, add.observation());
            assertEquals(SCOPE, add.scope());
        }
    }

    /** Every added memory has its own id from the given source of ids, and the scope of the write. */
    @Test
    protected void addedMemoriesHaveNewIdsAndTheSameScope() {
        for (Observation observation : observations()) {
            Set<MemoryId> ids = new HashSet<>();
            List<MemoryOp.Add> added = added(propose(create(), observation));
            for (MemoryOp.Add add : added) {
                assertEquals(SCOPE, add.scope());
                assertTrue(ids.add(add.id()), () -> "twice: " + add.id());
            }
            SequenceIds source = new SequenceIds();
            for (int i = 0; i < 10 * added.size(); i++) {
                ids.remove(source.next(NOW));
            }
            assertEquals(Set.of(), ids, "ids that are not from the source");
        }
    }

    /** A memory that is derived names its sources. */
    @Test
    protected void derivedMemoriesNameTheirSources() {
        for (Observation observation : observations()) {
            List<MemoryOp.Add> added = added(propose(create(), observation));
            added.stream()
                    .skip(1)
                    .forEach(derived ->
                            assertFalse(derived.observation().derivedFrom().isEmpty(), derived::toString));
        }
    }

    /** Added memories are within the default limits. */
    @Test
    protected void addedMemoriesAreWithinTheLimits() {
        for (Observation observation : observations()) {
            List<MemoryOp> operations = propose(create(), observation);
            assertTrue(operations.size() <= Limits.ofDefaults().batch());
            added(operations).forEach(add -> Limits.ofDefaults().check(add.observation()));
        }
    }

    /**
     * The same arguments give the same operations. So a stage uses no other clock than the given time, and changes no
     * state.
     */
    @Test
    protected void theSameArgumentsGiveTheSameOperations() {
        WriteStage stage = create();
        for (Observation observation : observations()) {
            List<MemoryOp> first = propose(stage, observation);
            assertEquals(first, propose(stage, observation));
            assertEquals(first, propose(create(), observation));
        }
    }

    /** Any number of threads may call the stage at the same time. Each gets the same operations as in a call alone. */
    @Test
    protected void threadsDoNotDisturbEachOther() throws Exception {
        WriteStage stage = create();
        List<List<MemoryOp>> alone =
                observations().stream().map(seen -> propose(create(), seen)).toList();
        ManyThreads.call(() -> observations().stream()
                        .map(seen -> propose(stage, seen))
                        .toList())
                .forEach(operations -> assertEquals(alone, operations));
    }

    private static List<MemoryOp> propose(WriteStage stage, Observation observation) {
        return stage.propose(SCOPE, observation, new SequenceIds(), NOW);
    }

    private static List<MemoryOp.Add> added(List<MemoryOp> operations) {
        return operations.stream()
                .filter(MemoryOp.Add.class::isInstance)
                .map(MemoryOp.Add.class::cast)
                .toList();
    }
}
