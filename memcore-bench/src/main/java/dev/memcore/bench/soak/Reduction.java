package dev.memcore.bench.soak;

import dev.memcore.bench.soak.model.Plot;
import dev.memcore.bench.soak.model.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Shortens a list of steps as long as they cause the same failure on a new store, within a time limit: delta debugging
 * (Zeller and Hildebrandt, Simplifying and isolating failure-inducing input, 2002). For one thread.
 */
final class Reduction {
    private final Predicate<List<Step>> shows;
    private final long end;

    /**
     * Creates a reduction.
     *
     * @param shows whether a list shows it
     */
    Reduction(Predicate<List<Step>> shows, Duration time) {
        this.shows = shows;
        this.end = System.nanoTime() + time.toNanos();
    }

    /**
     * A list of steps that shows a difference.
     *
     * @param maintained whether the store is maintained after each step
     */
    record Reduced(List<Step> steps, boolean maintained) {
        /** Copies the list. */
        Reduced {
            steps = List.copyOf(steps);
        }
    }

    /** Returns a shorter list that shows a difference on a new store, or null if the steps alone do not show it. */
    static @Nullable Reduced of(String signature, Plot plot, List<Step> steps, Duration time) {
        for (boolean maintained : List.of(false, true)) {
            Replay replay = new Replay(plot, maintained);
            Reduction reduction = new Reduction(
                    list -> {
                        Failure failure = replay.run(list);
                        return failure != null && failure.signature().equals(signature);
                    },
                    time);
            if (reduction.shows.test(steps)) {
                return new Reduced(reduction.reduce(steps), maintained);
            }
        }
        return null;
    }

    /** Returns the steps without unnecessary ones, as far as the time allows. */
    List<Step> reduce(List<Step> all) {
        List<Step> steps = all;
        int parts = 2;
        while (steps.size() > 1 && System.nanoTime() < end) {
            List<Step> shorter = without(steps, parts);
            if (shorter != null) {
                steps = shorter;
                parts = Math.max(parts - 1, 2);
            } else if (parts < steps.size()) {
                parts = Math.min(2 * parts, steps.size());
            } else {
                break;
            }
        }
        return steps;
    }

    /** Returns the steps without one of several parts, if they still show the difference. */
    private @Nullable List<Step> without(List<Step> steps, int parts) {
        for (int part = 0; part < parts && System.nanoTime() < end; part++) {
            int from = part * steps.size() / parts;
            int to = (part + 1) * steps.size() / parts;
            List<Step> rest = new ArrayList<>(steps.subList(0, from));
            rest.addAll(steps.subList(to, steps.size()));
            if (shows.test(rest)) {
                return rest;
            }
        }
        return null;
    }
}
