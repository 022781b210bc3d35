package dev.memcore.bench.eval.measure;

import java.util.List;

/** The share of the evidence that was found, computed as in LoCoMo's official script. */
public final class Recall {
    private Recall() {}

    /**
     * The evidence strings found among the first k ranked ids / the number of evidence strings; 1 if there is no evidence.
     * A string that names no document is a miss; one given twice counts twice.
     *
     * @param ranked ids, best first
     * @return in [0, 1]
     */
    static double at(int k, List<String> ranked, List<String> evidence) {
        if (evidence.isEmpty()) {
            return 1;
        }
        List<String> top = ranked.subList(0, Math.min(k, ranked.size()));
        return (double) evidence.stream().filter(top::contains).count() / evidence.size();
    }

    /** Whether evidence is among the first k, and no superseded document is above the best evidence. */
    public static boolean isAbove(int k, List<String> ranked, List<String> evidence, List<String> superseded) {
        for (String id : ranked.subList(0, Math.min(k, ranked.size()))) {
            if (evidence.contains(id)) {
                return true;
            }
            if (superseded.contains(id)) {
                return false;
            }
        }
        return false;
    }
}
