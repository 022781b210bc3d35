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
 * Undos are linearizable: of three memories, each was once superseded by the next, in a circle, which was undone. Whatever is undone
 * and superseded now, at once, could have been done one after another; so no circle can come of it.
 */
@Param(name = "which", gen = IntGen.class, conf = "0:2")
public class UndoLinearizabilityTest {
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final Cause TEST = Cause.of("test");
    private static final MemoryId[] IDS = {new MemoryId(1, 1), new MemoryId(1, 2), new MemoryId(1, 3)};

    private final MemoryManager manager = Memcore.builder()
            .log(new HeapLog(new Random(1)))
            .index(new LinearIndex())
            .random(new Random(1))
            .build();
    private final MemorySpace space = manager.space(BOB);

    public UndoLinearizabilityTest() {
        for (MemoryId id : IDS) {
            space.apply(List.of(new MemoryOp.Add(id, BOB, Observation.of("text"), TEST)));
        }
        for (int which = 0; which < IDS.length; which++) {
            MemoryId by = IDS[(which + 1) % IDS.length];
            space.apply(List.of(new MemoryOp.Supersede(IDS[which], by, TEST)));
            space.undo(IDS[which]);
        }
    }

    @Test
    void perMemory() {
        new StressOptions()
                .iterations(5)
                .invocationsPerIteration(200)
                .threads(3)
                .actorsPerThread(2)
                .check(UndoLinearizabilityTest.class);
    }

    @Operation
    public String get(@Param(name = "which") int which) {
        return space.get(IDS[which]).map(UndoLinearizabilityTest::shown).orElse("nothing");
    }

    @Operation
    public String undo(@Param(name = "which") int which) {
        try {
            return shown(space.undo(IDS[which]));
        } catch (MemoryException e) {
            return e.code().toString();
        }
    }

    @Operation
    public String supersede(@Param(name = "which") int which) {
        try {
            MemoryId by = IDS[(which + 1) % IDS.length];
            return shown(space.apply(List.of(new MemoryOp.Supersede(IDS[which], by, TEST)))
                    .getFirst());
        } catch (MemoryException e) {
            return e.code().toString();
        }
    }

    private static String shown(Memory memory) {
        return "v" + memory.version() + " " + memory.status() + " by " + memory.supersededBy();
    }
}
