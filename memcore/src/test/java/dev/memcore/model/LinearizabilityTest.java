package dev.memcore.model;

import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.store.heap.HeapLog;
import dev.memcore.testkit.index.LinearIndex;
import java.util.List;
import java.util.Random;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * Operations on the same memories are linearizable: whatever several threads did at once, some order of their calls, one
 * after another, gives the same answers. Lincheck makes the scenarios, runs them, and looks for that order.
 */
@Param(name = "which", gen = IntGen.class, conf = "0:1")
@Param(name = "version", gen = IntGen.class, conf = "1:3")
public class LinearizabilityTest {
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final Cause TEST = Cause.of("test");
    private static final MemoryId[] IDS = {new MemoryId(1, 1), new MemoryId(1, 2)};

    private final MemoryManager manager = Memcore.builder()
            .log(new HeapLog(new Random(1)))
            .index(new LinearIndex())
            .random(new Random(1))
            .build();
    private final MemorySpace space = manager.space(BOB);

    public LinearizabilityTest() {
        for (MemoryId id : IDS) {
            space.apply(List.of(new MemoryOp.Add(id, BOB, Observation.of("text"), TEST)));
        }
    }

    @Test
    void perMemory() {
        new StressOptions()
                .iterations(25)
                .invocationsPerIteration(400)
                .threads(3)
                .actorsPerThread(3)
                .check(LinearizabilityTest.class);
    }

    @Operation
    public String get(@Param(name = "which") int which) {
        return space.get(IDS[which]).map(LinearizabilityTest::shown).orElse("nothing");
    }

    @Operation
    public String revise(@Param(name = "which") int which, @Param(name = "version") int version) {
        return apply(new MemoryOp.Revise(IDS[which], "for version " + version, version, TEST));
    }

    @Operation
    public String quarantine(@Param(name = "which") int which) {
        return apply(new MemoryOp.Quarantine(IDS[which], TEST));
    }

    @Operation
    public String release(@Param(name = "which") int which) {
        return apply(new MemoryOp.Release(IDS[which], TEST));
    }

    @Operation
    public String supersede(@Param(name = "which") int which) {
        return apply(new MemoryOp.Supersede(IDS[which], IDS[1 - which], TEST));
    }

    @Operation
    public boolean forget(@Param(name = "which") int which) {
        return space.forget(IDS[which]);
    }

    @Operation
    public String reviseBoth() {
        return apply(new MemoryOp.Revise(IDS[0], "both", 0, TEST), new MemoryOp.Revise(IDS[1], "both", 0, TEST));
    }

    @Operation
    public String rememberOnce() {
        return shown(
                space.remember(Observation.builder("once").idempotencyKey("key").build()));
    }

    private String apply(MemoryOp... operations) {
        try {
            return String.join(
                    ", ",
                    space.apply(List.of(operations)).stream()
                            .map(LinearizabilityTest::shown)
                            .toList());
        } catch (MemoryException e) {
            return e.code().toString();
        }
    }

    private static String shown(Memory memory) {
        return memory.text() + " v" + memory.version() + " " + memory.status();
    }
}
