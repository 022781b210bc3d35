package dev.memcore.bench.soak;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.operation.Budget;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.soak.model.Made;
import dev.memcore.bench.soak.model.Plot;
import dev.memcore.bench.soak.model.Step;
import dev.memcore.bench.soak.model.Step.Kind;
import dev.memcore.bench.soak.model.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Repeats the steps of one scope on a new store, one after another. */
final class Replay {
    private final Plot plot;
    private final boolean maintained;

    /**
     * Creates a replay for a scope.
     *
     * @param maintained whether the store is maintained after each step that changes it
     */
    Replay(Plot plot, boolean maintained) {
        this.plot = plot;
        this.maintained = maintained;
    }

    /** Whether the store is maintained after each step. */
    boolean maintained() {
        return maintained;
    }

    /**
     * Returns the first failure, or null if there is none. Steps that are not applicable without the omitted ones are
     * skipped.
     */
    @Nullable
    Failure run(List<Step> steps) {
        try (ScratchDirectory scratch = ScratchDirectory.of(null);
                Interrupter interrupter = new Interrupter()) {
            MemoryManager store = Host.open(scratch.path(), null);
            try {
                return run(store, interrupter, steps);
            } finally {
                close(store);
            }
        }
    }

    private @Nullable Failure run(MemoryManager store, Interrupter interrupter, List<Step> steps) {
        World world = new World(plot);
        for (Step step : steps) {
            if (world.isApplicable(step)) {
                Failure failure = run(store, interrupter, world, step);
                if (failure != null) {
                    return failure;
                }
            }
        }
        return run(store, interrupter, world, new Step(Kind.VERIFY, 0, 0, 0));
    }

    private @Nullable Failure run(MemoryManager store, Interrupter interrupter, World world, Step step) {
        try {
            Made made = interrupter.call(step.interrupt(), step.kind().name(), () -> world.perform(store, step));
            if (step.kind().changes()) {
                world.apply(step, made);
                if (maintained) {
                    store.maintain(Budget.ofDefaults());
                }
            }
            return null;
        } catch (Exception | AssertionError e) {
            return Failure.of(step.kind().name(), step.interrupt(), e);
        }
    }

    /** Closes the store, and ignores failures, because a failed store may fail again. */
    private static void close(MemoryManager store) {
        try {
            store.close();
        } catch (RuntimeException e) {
            // This is not the failure that is sought.
        }
    }
}
