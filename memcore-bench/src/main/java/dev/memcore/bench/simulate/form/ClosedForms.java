package dev.memcore.bench.simulate.form;

import java.util.ArrayList;
import java.util.List;

/** The list of all checked closed forms. */
public final class ClosedForms {
    private ClosedForms() {}

    /** @param seed the first of those that chance is asked with */
    public static List<ClosedForm> all(long seed) {
        List<ClosedForm> all = new ArrayList<>();
        all.add(() -> Retained.randomDrop(30, seed));
        all.add(() -> Retained.randomDrop(50, seed));
        all.add(() -> Retained.reservoir(30, seed));
        all.add(() -> Retained.fifo(30));
        all.add(GoldenValues::memoryOsHeat);
        all.add(GoldenValues::forgettingCurve);
        all.add(GoldenValues::recency);
        all.add(GoldenValues::successRate);
        all.add(Mechanisms::slots);
        all.add(() -> Mechanisms.runningMean(seed));
        all.add(() -> Mechanisms.downdate(seed));
        all.add(Mechanisms::goldenNumbers);
        all.add(Mechanisms::hema);
        all.add(Mechanisms::memp);
        return all;
    }
}
